using System.Net;
using System.Text;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>Stands between the host and QuickBooks and changes what the next batch is answered.</summary>
internal sealed class Network : DelegatingHandler
{
    private Func<HttpResponseMessage, CancellationToken, Task<HttpResponseMessage>>? _next;

    public void AnswerNextBatch(Func<string, string> change) => _next = async (answer, token) =>
    {
        var body = change(await answer.Content.ReadAsStringAsync(token));
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    };

    public void RedirectNextBatch(Uri address) => _next = (_, _) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.TemporaryRedirect) { Headers = { Location = address } });

    /// <summary>Does something while the answer to the next batch is on its way.</summary>
    public void DuringNextBatch(Func<CancellationToken, Task> act) => _next = async (answer, token) =>
    {
        await act(token);
        return answer;
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        return
            request.RequestUri!.AbsolutePath.EndsWith("/batch", StringComparison.Ordinal)
            && Interlocked.Exchange(ref _next, null) is { } change
            ? await change(answer, cancellationToken)
            : answer;
    }
}
