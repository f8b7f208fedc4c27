using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>
/// The tokens of a person outlive lost answers, processes that die and processes that race, for the 30 minutes that Xero gives;
/// what cannot be renewed any more is told once, and asked of Xero never again.
/// </summary>
public sealed class RefreshTests
{
    private const string Trap7 = "7 Two workers refresh the same token (or two orgs of one user hold two copies) -> invalid_grant an hour later";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SimulatedFaultKind.CutAfterEffect)]
    [InlineData(SimulatedFaultKind.CutBody)]
    [InlineData(SimulatedFaultKind.ServerErrorAfterEffect)]
    [InlineData(SimulatedFaultKind.TimeoutAfterEffect)]
    [Trait("Trap", Trap7)]
    public async Task A_renewal_whose_answer_was_lost_is_made_again_with_the_spent_token(SimulatedFaultKind fault)
    {
        await using var world = await XeroWorld.StartAsync();
        var before = world.Xero.RefreshesAccepted;
        world.Xero.ExpireAccessTokens();
        world.Xero.Faults.Next(fault, resource: "token");

        await ReadAsync(world);

        Assert.Equal((before + 2, 0), (world.Xero.RefreshesAccepted, world.Xero.RefreshesRefused));

        // What is kept is the token of the answer that came: the lost one would be refused once its grace is over.
        world.Clock.Advance(TimeSpan.FromHours(1));
        await ReadAsync(world);
        Assert.Equal(0, world.Xero.RefreshesRefused);
    }

    [Fact]
    [Trait("Trap", Trap7)]
    public async Task A_token_that_was_spent_on_lost_answers_is_good_again_within_half_an_hour()
    {
        await using var world = await XeroWorld.StartAsync();
        await LoseRenewalAsync(world);

        world.Clock.Advance(TimeSpan.FromMinutes(25));
        await ReadAsync(world);

        Assert.Equal(0, world.Xero.RefreshesRefused);
        Assert.Equal(GrantState.Active, (await GrantAsync(world)).State);
    }

    [Fact]
    [Trait("Trap", Trap7)]
    [Trait("Trap", "8 Refreshes forever on 401 AuthorizationUnsuccessful (scope) or 403 (tenant)")]
    public async Task After_half_an_hour_the_person_is_asked_to_connect_again_and_Xero_is_asked_once()
    {
        await using var world = await XeroWorld.StartAsync();
        await LoseRenewalAsync(world);
        world.Clock.Advance(TimeSpan.FromMinutes(31));

        for (var call = 0; call < 3; call++)
        {
            var ended = await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync(world));
            Assert.Equal((ConnectorErrorKind.Unauthorized, false), (ended.Kind, ended.IsTransient));
        }

        Assert.Equal(1, world.Xero.RefreshesRefused);
        Assert.Equal(GrantState.NeedsReauthorization, (await GrantAsync(world)).State);
        Assert.Contains("invalid_grant", (await GrantAsync(world)).StateReason, StringComparison.Ordinal);

        var again = Assert.Single(await world.ConnectAsync(world.Organisation.TenantId));
        Assert.Equal(world.Connection.Id, again.Id);
        await ReadAsync(world);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    [Trait("Trap", Trap7)]
    public async Task Processes_that_share_a_grant_renew_it_once_though_an_answer_is_lost(bool isLost, int renewals)
    {
        await using var world = await XeroWorld.StartAsync();
        await using var other = world.NewProcess();
        var before = world.Xero.RefreshesAccepted;
        world.Xero.ExpireAccessTokens();
        if (isLost)
        {
            world.Xero.Faults.Next(SimulatedFaultKind.CutAfterEffect, resource: "token");
        }

        await Task.WhenAll(Enumerable.Range(1, 4).SelectMany(_ => new[] { ReadAsync(world), ReadAsync(world, other) }));

        Assert.Equal((before + renewals, 0), (world.Xero.RefreshesAccepted, world.Xero.RefreshesRefused));
        world.Clock.Advance(TimeSpan.FromHours(1));
        await Task.WhenAll(ReadAsync(world), ReadAsync(world, other));
        Assert.Equal((before + renewals + 1, 0), (world.Xero.RefreshesAccepted, world.Xero.RefreshesRefused));
    }

    [Fact]
    [Trait("Trap", Trap7)]
    public async Task A_process_that_dies_with_new_tokens_in_its_hands_leaves_the_others_the_spent_one()
    {
        await using var world = await XeroWorld.StartAsync();
        await using var dying = world.NewProcess(new DyingStore(world.Grants));
        world.Xero.ExpireAccessTokens();
        var (spent, before) = ((await GrantAsync(world)).RefreshToken, world.Xero.RefreshesAccepted);

        await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(world, dying));
        Assert.Equal(spent, (await GrantAsync(world)).RefreshToken);
        await ReadAsync(world);

        Assert.Equal((before + 2, 0), (world.Xero.RefreshesAccepted, world.Xero.RefreshesRefused));
        Assert.NotEqual(spent, (await GrantAsync(world)).RefreshToken);
    }

    [Fact]
    [Trait("Trap", "8 Refreshes forever on 401 AuthorizationUnsuccessful (scope) or 403 (tenant)")]
    public async Task A_scope_that_consent_does_not_cover_is_told_and_no_token_is_renewed_for_it()
    {
        await using var world = await XeroWorld.StartAsync();
        world.Xero.UserId = Guid.NewGuid();
        var connection = Assert.Single(await world.ConnectAsync(world.Organisation.TenantId, "tenant-2", "narrow"));
        var session = await world.Connectors.OpenAsync(connection.Id, Stop);
        await session.Customers.ReadAllAsync(cancellationToken: Stop).ToListAsync(Stop);
        var (before, sent) = (world.Xero.RefreshesAccepted, world.Xero.Usage.TotalRequests);

        var refused = await Assert.ThrowsAsync<ConnectorException>(
            () => session.Invoices.ReadAllAsync(cancellationToken: Stop).ToListAsync(Stop).AsTask());

        Assert.Equal((ConnectorErrorKind.Forbidden, false), (refused.Kind, refused.IsTransient));
        Assert.Contains("scope", refused.Message, StringComparison.Ordinal);
        Assert.Equal((before, 1), (world.Xero.RefreshesAccepted, world.Xero.Usage.TotalRequests - sent));
    }

    /// <summary>A renewal that Xero made and of which no answer ever came.</summary>
    private static async Task LoseRenewalAsync(XeroWorld world)
    {
        world.Xero.ExpireAccessTokens();
        world.Xero.Faults.Next(SimulatedFaultKind.CutAfterEffect, times: 3, resource: "token");

        var lost = await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync(world));

        Assert.Equal((ConnectorErrorKind.Unavailable, true, 0), (lost.Kind, lost.IsTransient, world.Xero.Faults.Waiting));
    }

    private static async Task<Grant> GrantAsync(XeroWorld world) => (await world.Grants.FindAsync(world.Connection.GrantId, Stop))!;

    private static async Task ReadAsync(XeroWorld world, IServiceProvider? process = null)
    {
        var connectors = (process ?? world.Services).GetRequiredService<SequenceConnectors>();
        var session = await connectors.OpenAsync(world.Connection.Id, Stop);
        Assert.NotNull(await session.Customers.FindAsync(world.ContactId, Stop));
    }

    /// <summary>The store as a process sees it that cannot keep a new token any more.</summary>
    private sealed class DyingStore(IGrantStore grants) : IGrantStore
    {
        public Task<Grant?> FindAsync(string id, CancellationToken cancellationToken) => grants.FindAsync(id, cancellationToken);

        public Task<Grant?> FindByOwnerAsync(string connector, string app, string owner, CancellationToken cancellationToken) =>
            grants.FindByOwnerAsync(connector, app, owner, cancellationToken);

        public Task<Grant> AddAsync(Grant grant, CancellationToken cancellationToken) => grants.AddAsync(grant, cancellationToken);

        public async Task<Grant?> TryReplaceAsync(Grant grant, CancellationToken cancellationToken) =>
            (await grants.FindAsync(grant.Id, cancellationToken))?.RefreshToken is { } kept && !kept.Equals(grant.RefreshToken)
                ? throw new IOException("The process ends here.")
                : await grants.TryReplaceAsync(grant, cancellationToken);

        public Task RemoveAsync(string id, CancellationToken cancellationToken) => grants.RemoveAsync(id, cancellationToken);
    }
}
