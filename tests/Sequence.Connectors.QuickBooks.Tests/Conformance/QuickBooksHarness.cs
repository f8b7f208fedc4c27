using System.Net.Http.Headers;
using Sequence.Connectors.Conformance;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>QuickBooks as the conformance suites see it: a simulated company, and people at it.</summary>
internal sealed class QuickBooksHarness : ConnectorHarness, IConsentBench, IFaultControl
{
    private readonly Dictionary<string, Secret> _tokens = new(StringComparer.Ordinal);

    public FaultWorld World { get; private set; } = null!;

    public ConnectorHarness Harness => this;

    public override SequenceConnectors Connectors => World.Connectors;

    public override TimeProvider Clock => World.Clock;

    public override int RequestsSent => World.QuickBooks.Usage.TotalRequests;

    public override IFaultControl Faults => this;

    public IReadOnlyList<string> Accounts { get; private set; } = [];

    public int TokenRefreshes => World.QuickBooks.RefreshesAccepted + World.QuickBooks.RefreshesRefused;

    public override void Advance(Duration by) => World.Clock.Advance(by.ToTimeSpan());

    public override Task<ConnectorSession> OpenSessionAsync(CancellationToken cancellationToken) =>
        Connectors.OpenAsync(World.Session.Connection.Id, cancellationToken);

    public override async ValueTask InitializeAsync()
    {
        World = await FaultWorld.StartAsync(QuickBooksCompanyProfile.UnitedStates with { SampleData = false });
        Accounts = [.. Enumerable.Range(1, 2).Select(_ => World.QuickBooks.AddCompany(QuickBooksCompanyProfile.UnitedStates).RealmId)];
    }

    public override ValueTask RestartAsync(CancellationToken cancellationToken) => new(World.RestartAsync());

    public override ValueTask DisposeAsync() => World.DisposeAsync();

    public ConnectRequest NewRequest() =>
        new()
        {
            Connector = "quickbooks",
            App = "sandbox",
            Tenant = "tenant-2",
            RedirectUri = new("https://host.example/connectors/callback"),
        };

    public Task<Uri> AcceptAsync(Uri page, string account, CancellationToken cancellationToken) =>
        Task.FromResult(World.QuickBooks.Approve(page, account));

    public Task<Uri> DeclineAsync(Uri page, CancellationToken cancellationToken) => Task.FromResult(World.QuickBooks.Deny(page));

    public Task RevokeAsync(string account, CancellationToken cancellationToken)
    {
        World.QuickBooks.RevokeGrant(account);
        return Task.CompletedTask;
    }

    public async Task<bool> IsGrantedAsync(string account, CancellationToken cancellationToken)
    {
        foreach (
            var connection in (await World.Connections.ListAsync("tenant-2", cancellationToken)).Where(one =>
                one.AccountId == account
            )
        )
        {
            if (await World.Grants.FindAsync(connection.GrantId, cancellationToken) is { } grant)
            {
                _tokens[account] = grant.AccessToken;
            }
        }

        using var browser = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"{World.QuickBooks.BaseAddress.AbsoluteUri}/v3/company/{account}/companyinfo/{account}"
        );
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens[account].Reveal());
        using var answer = await browser.SendAsync(request, cancellationToken);
        return answer.IsSuccessStatusCode;
    }

    public async Task CallAsync(ConnectorSession session, CancellationToken cancellationToken) =>
        await session.Customers.ReadAsync(cancellationToken: cancellationToken).FirstAsync(cancellationToken);

    void IFaultControl.RateLimitNextCall(Duration retryAfter) => World.QuickBooks.Faults.Add(
        new() { Kind = SimulatedFaultKind.TooManyRequests, RetryAfterSeconds = (int)retryAfter.TotalSeconds });

    void IFaultControl.CutNextRead() => World.QuickBooks.Faults.Add(
        new() { Kind = SimulatedFaultKind.CutBody, When = request => request.Operation is "query" or "read" });

    void IFaultControl.FailNextWriteBeforeEffect() => BreakNextWrite(SimulatedFaultKind.ServerError);

    void IFaultControl.FailNextWriteAfterEffect() => BreakNextWrite(SimulatedFaultKind.ServerErrorAfterEffect);

    void IFaultControl.CutNextWrite() => BreakNextWrite(SimulatedFaultKind.CutAfterEffect);

    void IFaultControl.ExpireAccessTokens() => World.QuickBooks.ExpireAccessTokens();

    private void BreakNextWrite(SimulatedFaultKind kind) =>
        World.QuickBooks.Faults.Add(new() { Kind = kind, When = request => request.Operation is "batch" or "send" });
}
