using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Sequence.Connectors.Http.Tests;

/// <summary>Answers in place of a system, and remembers what it was asked.</summary>
internal sealed class StubSystem(TimeProvider clock) : HttpMessageHandler
{
    public ConcurrentQueue<SentRequest> Requests { get; } = [];

    public Func<SentRequest, CancellationToken, Task<HttpResponseMessage>> Answers { get; set; } = (_, _) => Task.FromResult(Json("{}"));

    public static HttpResponseMessage Json(string json, int status = 200, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    /// <summary>Gives the answers one after the other, the last one for ever.</summary>
    public void AnswersInTurn(params Func<HttpResponseMessage>[] answers)
    {
        var turn = -1;
        Answers = (_, _) => Task.FromResult(answers[Math.Min(Interlocked.Increment(ref turn), answers.Length - 1)]());
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var sent = new SentRequest(
            request.Method.Method,
            request.RequestUri!,
            body,
            request.Headers.Authorization?.ToString(),
            clock.GetUtcNow(),
            request.Headers.ToString()
        );
        Requests.Enqueue(sent);
        return await Answers(sent, cancellationToken);
    }
}
