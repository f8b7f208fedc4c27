using Sequence.Connectors.Conformance;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>Xero as the conformance suites see it: a simulated organisation, and people at it.</summary>
internal sealed class XeroHarness(XeroOrganisationProfile? profile = null) : ConnectorHarness, ISharedConsentBench, IFaultControl
{
    private readonly Dictionary<string, Secret> _tokens = new(StringComparer.Ordinal);

    public XeroWorld World { get; private set; } = null!;

    public ConnectorHarness Harness => this;

    public override SequenceConnectors Connectors => World.Connectors;

    public override TimeProvider Clock => World.Clock;

    public override int RequestsSent =>
        World
            .Xero.Usage.Requests.Where(each =>
                each.Key is "read" or "list" or "create" or "update" or "delete" or "send" or "pdf"
            )
            .Sum(each => each.Value);

    public override IFaultControl Faults => this;

    public IReadOnlyList<string> Accounts { get; private set; } = [];

    public int TokenRefreshes => World.Xero.RefreshesAccepted + World.Xero.RefreshesRefused;

    public override void Advance(Duration by) => World.Clock.Advance(by.ToTimeSpan());

    public override Task<ConnectorSession> OpenSessionAsync(CancellationToken cancellationToken) =>
        Connectors.OpenAsync(World.Connection.Id, cancellationToken);

    public override async ValueTask InitializeAsync()
    {
        World = await XeroWorld.StartAsync(profile);
        Accounts = [.. Enumerable.Range(1, 2).Select(_ => World.Xero.AddOrganisation(XeroOrganisationProfile.NewZealand).TenantId)];

        // Another person consents from here on: the organisations of the world stay out of it.
        World.Xero.UserId = new("6f1f5a4e-0b6d-4d0b-9a0a-5a1dab1e0002");
    }

    public override ValueTask RestartAsync(CancellationToken cancellationToken) => new(World.RestartAsync());

    public override ValueTask DisposeAsync() => World.DisposeAsync();

    public ConnectRequest NewRequest() => XeroWorld.Request("tenant-2");

    public Task<Uri> AcceptAsync(Uri page, string account, CancellationToken cancellationToken) =>
        Task.FromResult(World.Xero.Approve(page, account));

    public Task<Uri> AcceptAllAsync(Uri page, CancellationToken cancellationToken) =>
        Task.FromResult(World.Xero.Approve(page, [.. Accounts]));

    public Task<Uri> DeclineAsync(Uri page, CancellationToken cancellationToken) => Task.FromResult(World.Xero.Deny(page));

    public Task RevokeAsync(string account, CancellationToken cancellationToken)
    {
        World.Xero.RevokeGrants();
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
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{World.Xero.BaseAddress.AbsoluteUri}/api.xro/2.0/Organisation");
        request.Headers.Authorization = new("Bearer", _tokens[account].Reveal());
        request.Headers.Add("xero-tenant-id", account);
        using var answer = await browser.SendAsync(request, cancellationToken);
        return answer.IsSuccessStatusCode;
    }

    public async Task CallAsync(ConnectorSession session, CancellationToken cancellationToken) =>
        await session.Customers.ReadAsync(cancellationToken: cancellationToken).FirstAsync(cancellationToken);

    void IFaultControl.RateLimitNextCall(Duration retryAfter) => World.Xero.Faults.Add(
        new() { Kind = SimulatedFaultKind.TooManyRequests, RetryAfterSeconds = (int)retryAfter.TotalSeconds });

    void IFaultControl.CutNextRead() =>
        World.Xero.Faults.Add(
            new()
            {
                Kind = SimulatedFaultKind.CutBody,
                When = request => request.Operation is "list" or "read" && request.Resource is not "organisation",
            }
        );

    void IFaultControl.FailNextWriteBeforeEffect() => NextWrite(SimulatedFaultKind.ServerError);

    void IFaultControl.FailNextWriteAfterEffect() => NextWrite(SimulatedFaultKind.ServerErrorAfterEffect);

    void IFaultControl.CutNextWrite() => NextWrite(SimulatedFaultKind.CutAfterEffect);

    void IFaultControl.ExpireAccessTokens() => World.Xero.ExpireAccessTokens();

    private void NextWrite(SimulatedFaultKind kind) =>
        World.Xero.Faults.Add(new() { Kind = kind, When = request => request.Operation is "create" or "update" or "delete" or "send" });
}
