using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Tests;

/// <summary>A host with one fake system, wired as a real one is.</summary>
internal sealed class FakeHost : IDisposable
{
    private static readonly Uri Redirect = new("https://host.example/connect/done");

    private readonly ServiceProvider _services;

    public FakeHost(bool isFixed = false)
    {
        Fake.IsFixed = isFixed;
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IConnector>(Fake)
            .AddSequenceConnectors()
            .BuildServiceProvider();
        Connectors = _services.GetRequiredService<SequenceConnectors>();
        Grants = _services.GetRequiredService<IGrantStore>();
        Connections = _services.GetRequiredService<IConnectionStore>();
    }

    public FakeConnector Fake { get; } = new();

    public ManualClock Clock { get; } = new();

    public SequenceConnectors Connectors { get; }

    public IGrantStore Grants { get; }

    public IConnectionStore Connections { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static ConnectRequest Request(string? renewed = null, string tenant = "acme", string app = "production", string entity = "") =>
        new() { Connector = "fake", App = app, Tenant = tenant, Entity = entity, RedirectUri = Redirect, ConnectionId = renewed };

    /// <summary>Connects and gives consent.</summary>
    public async Task<IReadOnlyList<Connection>> ConnectAsync(ConnectRequest? request = null)
    {
        await Connectors.BeginConnectAsync(request ?? Request(), Token);
        return await Connectors.CompleteConnectAsync(Answer(), Token);
    }

    public async Task<RecordSet<Invoice>> InvoicesAsync() =>
        (await Connectors.OpenAsync((await ConnectAsync())[0].Id, Token)).Invoices;

    /// <summary>Where the system sends the person back to.</summary>
    public Uri Answer(string query = "code=c-1") => new($"{Redirect}?{query}&state={Fake.Flow.LastPending!.State}");

    public void Dispose() => _services.Dispose();
}
