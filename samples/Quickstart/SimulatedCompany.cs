using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

namespace Quickstart;

/// <summary>
/// A company that the simulator plays, over HTTP on this machine. What stands in its books is kept in the folder, as QuickBooks
/// would keep it.
/// </summary>
internal sealed class SimulatedCompany : ICompany
{
    private const string Books = "simulated-quickbooks.json";
    private readonly SimulatorServer _server;
    private readonly StateFolder _folder;

    private SimulatedCompany(SimulatorServer server, StateFolder folder) => (_server, _folder) = (server, folder);

    public Uri RedirectUri { get; } = new("https://host.example/connectors/callback");

    public static async Task<SimulatedCompany> StartAsync(StateFolder folder, CancellationToken cancellationToken)
    {
        using var books = folder.ReadBytes(Books) is { } saved ? new MemoryStream(saved) : null;
        var options = new SimulatorServerOptions { Clock = TimeProvider.System, State = books };
        return new(await SimulatorServer.StartAsync(options, cancellationToken), folder);
    }

    public void AddTo(SequenceConnectorsBuilder connectors) => connectors
        .AddQuickBooks(_server.Configuration.GetSection("QuickBooks"))
        .ConfigureHttpClient("quickbooks", http => http.AddHttpMessageHandler(() => new Keeping(this)))
        .ConfigureOAuthClient("quickbooks", http => http.AddHttpMessageHandler(() => new Keeping(this)));

    public Task<Uri> ConsentAsync(Uri page, CancellationToken cancellationToken) => Task.FromResult(_server.QuickBooks.Approve(page));

    public bool TryReceivePayment(string invoiceId, decimal amount) =>
        _server.QuickBooks.Company.ReceivePayment(invoiceId, amount).Length > 0;

    public async ValueTask DisposeAsync()
    {
        await KeepAsync(CancellationToken.None);
        await _server.DisposeAsync();
    }

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        using var books = new MemoryStream();
        await _server.SaveAsync(books, cancellationToken);
        _folder.Write(Books, books.ToArray());
    }

    /// <summary>
    /// QuickBooks does not forget what it did when this program is killed: the books are on disk before an answer is given.
    /// </summary>
    private sealed class Keeping(SimulatedCompany company) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (request.Method != HttpMethod.Get)
            {
                await company.KeepAsync(cancellationToken);
            }

            return response;
        }
    }
}
