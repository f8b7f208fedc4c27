using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Conformance.Tests;

internal sealed class FakeHarness : ConnectorHarness, ISharedConsentBench
{
    private readonly FakeClock _clock = new();
    private readonly ServiceProvider _services;
    private string _connection = "";

    public FakeHarness(Flaw flaw = Flaw.None)
    {
        System = new FakeSystem(_clock);
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton<IConnector>(services => new FakeConnector(System, services.GetRequiredService<IGrantStore>(), flaw))
            .AddSequenceConnectors()
            .BuildServiceProvider();
        Connectors = _services.GetRequiredService<SequenceConnectors>();
    }

    public FakeSystem System { get; }

    public ConnectorHarness Harness => this;

    public override SequenceConnectors Connectors { get; }

    public override TimeProvider Clock => _clock;

    public override int RequestsSent => System.Requests;

    public override IFaultControl Faults => System.Faults;

    public IReadOnlyList<string> Accounts { get; } = ["1001", "1002"];

    public int TokenRefreshes => System.Tokens.Refreshes;

    public override void Advance(Duration by) => _clock.Advance(by.ToTimeSpan());

    public override Task<ConnectorSession> OpenSessionAsync(CancellationToken cancellationToken) => Connectors.OpenAsync(_connection, cancellationToken);

    public override async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        var page = await Connectors.BeginConnectAsync(NewRequest() with { Tenant = "tenant-0" }, token);
        _connection = (await Connectors.CompleteConnectAsync(await AcceptAsync(page, "1000", token), token))[0].Id;
    }

    public override ValueTask DisposeAsync() => _services.DisposeAsync();

    public ConnectRequest NewRequest() =>
        new() { Connector = FakeConnector.Id, App = "production", Tenant = "tenant-1", RedirectUri = new Uri("https://host.example.com/callback") };

    public Task<Uri> AcceptAsync(Uri page, string account, CancellationToken cancellationToken) => AnswerAsync(page, $"code={System.Tokens.NewCode(account)}");

    public Task<Uri> AcceptAllAsync(Uri page, CancellationToken cancellationToken) => AnswerAsync(page, $"code={System.Tokens.NewCode([.. Accounts])}");

    public Task<Uri> DeclineAsync(Uri page, CancellationToken cancellationToken) => AnswerAsync(page, "error=access_denied");

    public void ExpireAccessTokens() => System.Tokens.Expire();

    public Task RevokeAsync(string account, CancellationToken cancellationToken)
    {
        System.Tokens.Revoke(one => one == account);
        return Task.CompletedTask;
    }

    public Task<bool> IsGrantedAsync(string account, CancellationToken cancellationToken) => Task.FromResult(System.Tokens.IsGranted(account));

    public async Task CallAsync(ConnectorSession session, CancellationToken cancellationToken) =>
        await session.Customers.ReadAsync(cancellationToken: cancellationToken).FirstAsync(cancellationToken);

    private static Task<Uri> AnswerAsync(Uri page, string answer)
    {
        var query = AuthorizationCallback.From(page);
        return Task.FromResult(new Uri($"{query.Find("redirect_uri")}?state={query.State}&{answer}"));
    }
}
