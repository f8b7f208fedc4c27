using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Sequence.Connectors.TestKit;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>
/// Stands where the network is, and leads through Prism once it is open. Where the specification is known to be wrong about an
/// answer, Prism's objection is noted as such, and the answer is the success that it objected to, without its body.
/// </summary>
internal sealed partial class SpecifiedWay : IAsyncDisposable
{
    private const string Root = "/api.xro/2.0";
    private const string TenantHeader = "xero-tenant-id";
    private readonly ConcurrentQueue<string> _violations = [];
    private readonly ConcurrentDictionary<string, int> _operations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _excused = new(StringComparer.Ordinal);
    private Prism? _prism;

    public IReadOnlyCollection<string> Violations => _violations;

    /// <summary>What was called, such as <c>POST /Invoices/{id}/Email</c>.</summary>
    public IEnumerable<string> Operations => _operations.Keys.Order(StringComparer.Ordinal);

    /// <summary>
    /// The operations about whose answers the specification is known to be wrong, and the header that it wrongly demands.
    /// </summary>
    public IEnumerable<string> Excused => _excused.Keys;

    public async Task OpenAsync(XeroWorld world) =>
        _prism = await Prism.StartXeroAsync(new(world.Xero.BaseAddress.AbsoluteUri + Root), TestContext.Current.CancellationToken);

    public HttpMessageHandler Handler() => new Redirect(this);

    public ValueTask DisposeAsync() => _prism?.DisposeAsync() ?? ValueTask.CompletedTask;

    private sealed class Redirect(SpecifiedWay way) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var address = request.RequestUri!;
            if (way._prism is not { } prism || address.AbsolutePath.IndexOf(Root, StringComparison.Ordinal) is not (>= 0 and var at))
            {
                return await base.SendAsync(request, cancellationToken);
            }

            if (!request.Headers.Contains(TenantHeader))
            {
                // A custom connection belongs to one organisation; the specification wants the header all the same.
                way._excused[TenantHeader] = 1;
                request.Headers.Add(TenantHeader, Guid.Empty.ToString());
            }

            var operation = $"{request.Method} /{Id().Replace(address.AbsolutePath[(at + Root.Length + 1)..], "{id}")}";
            way._operations[operation] = 1;
            request.RequestUri = new(prism.Address, address.PathAndQuery[(at + Root.Length + 1)..]);
            var answer = await base.SendAsync(request, cancellationToken);
            request.RequestUri = address;
            if (!answer.Headers.TryGetValues("sl-violations", out var violations) && (int)answer.StatusCode is not 422)
            {
                return answer;
            }

            var found = string.Join(' ', violations ?? []);
            if (XeroSpecificationErrata.ExcusesInProxy(operation, found))
            {
                way._excused[operation] = 1;
                return new(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent("") };
            }

            way._violations.Enqueue($"{operation} {address.Query}: {found} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
            return answer;
        }
    }

    [GeneratedRegex("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")]
    private static partial Regex Id();
}
