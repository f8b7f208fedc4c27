using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Conformance.Tests;

internal sealed class FakeHarness : ConnectorHarness, ISharedConsentBench
{
    private readonly FakeClock _clock = new();
    private readonly InMemoryGrantStore _grants = new();
    private readonly InMemoryConnectionStore _connections = new();
    private readonly Flaw _flaw;
    private ServiceProvider _services;
    private string _connection = "";

    public FakeHarness(Flaw flaw = Flaw.None)
    {
        _flaw = flaw;
        System = new FakeSystem(_clock);
        _services = NewProcess();
    }

    public FakeSystem System { get; }

    public ConnectorHarness Harness => this;

    public override SequenceConnectors Connectors => _services.GetRequiredService<SequenceConnectors>();

    public override TimeProvider Clock => _clock;

    public override int RequestsSent => System.Requests;

    public override IFaultControl Faults => System.Faults;

    public IReadOnlyList<string> Accounts { get; } = ["1001", "1002"];

    public int TokenRefreshes => System.Tokens.Refreshes;

    public override void Advance(Duration by) => _clock.Advance(by.ToTimeSpan());

    public override Task<ConnectorSession> OpenSessionAsync(CancellationToken cancellationToken) =>
        Connectors.OpenAsync(_connection, cancellationToken);

    public override async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        var page = await Connectors.BeginConnectAsync(NewRequest() with { Tenant = "tenant-0" }, token);
        _connection = (await Connectors.CompleteConnectAsync(await AcceptAsync(page, "1000", token), token))[0].Id;
    }

    public override async ValueTask RestartAsync(CancellationToken cancellationToken)
    {
        await _services.DisposeAsync();
        _services = NewProcess();
    }

    public override ValueTask DisposeAsync() => _services.DisposeAsync();

    public ConnectRequest NewRequest() =>
        new()
        {
            Connector = FakeConnector.Id,
            App = "production",
            Tenant = "tenant-1",
            RedirectUri = new Uri("https://host.example.com/callback"),
        };

    public Task<Uri> AcceptAsync(Uri page, string account, CancellationToken cancellationToken) =>
        AnswerAsync(page, $"code={System.Tokens.NewCode(account)}");

    public Task<Uri> AcceptAllAsync(Uri page, CancellationToken cancellationToken) =>
        AnswerAsync(page, $"code={System.Tokens.NewCode([.. Accounts])}");

    public Task<Uri> DeclineAsync(Uri page, CancellationToken cancellationToken) => AnswerAsync(page, "error=access_denied");

    public Task RevokeAsync(string account, CancellationToken cancellationToken)
    {
        System.Tokens.Revoke(one => one == account);
        return Task.CompletedTask;
    }

    public Task<bool> IsGrantedAsync(string account, CancellationToken cancellationToken) =>
        Task.FromResult(System.Tokens.IsGranted(account));

    public async Task CallAsync(ConnectorSession session, CancellationToken cancellationToken) =>
        await session.Customers.ReadAsync(cancellationToken: cancellationToken).FirstAsync(cancellationToken);

    private ServiceProvider NewProcess() => new ServiceCollection()
        .AddSingleton<TimeProvider>(_clock)
        .AddSingleton<IGrantStore>(_grants)
        .AddSingleton<IConnectionStore>(_connections)
        .AddSingleton<IConnector>(new FakeConnector(System, _grants, _flaw))
        .AddSequenceConnectors()
        .BuildServiceProvider();

    private static Task<Uri> AnswerAsync(Uri page, string answer)
    {
        var query = AuthorizationCallback.From(page);
        return Task.FromResult(new Uri($"{query.Find("redirect_uri")}?state={query.State}&{answer}"));
    }
}
