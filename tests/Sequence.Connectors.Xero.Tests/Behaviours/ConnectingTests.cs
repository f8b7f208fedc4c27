namespace Sequence.Connectors.Xero.Tests;

public sealed class ConnectingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "X-6")]
    public async Task The_organisation_is_the_one_that_was_chosen()
    {
        await using var world = await XeroWorld.StartAsync();
        var other = world.Xero.AddOrganisation(Sequence.Connectors.Simulators.XeroOrganisationProfile.UnitedKingdom);

        var connection = Assert.Single(await world.ConnectAsync(other.TenantId));

        Assert.Equal((other.TenantId, other.Profile.Name), (connection.AccountId, connection.AccountName));
        Assert.Equal(world.Connection.GrantId, connection.GrantId);
    }

    [Fact]
    [Trait("Behaviour", "X-6")]
    public async Task The_demo_company_serves_as_sandbox()
    {
        await using var world = await XeroWorld.StartAsync();
        var demo = world.Xero.AddOrganisation(Sequence.Connectors.Simulators.XeroOrganisationProfile.NewZealand with { IsDemo = true });

        Assert.Empty(await CodesAsync(world, demo.TenantId, "trial"));
        Assert.Equal(["xero.organisation.demo"], await CodesAsync(world, demo.TenantId, "sandbox"));
        Assert.Equal(["xero.organisation.real"], await CodesAsync(world, world.Organisation.TenantId, "trial"));
    }

    [Fact]
    public async Task An_app_without_a_secret_proves_itself_with_a_key()
    {
        await using var world = await XeroWorld.StartAsync();

        var page = await world.Connectors.BeginConnectAsync(XeroWorld.Request("tenant-2", "pkce"), Stop);
        var connection = Assert.Single(
            await world.Connectors.CompleteConnectAsync(world.Xero.Approve(page, world.Organisation.TenantId), Stop)
        );

        Assert.Contains("code_challenge_method=S256", page.Query, StringComparison.Ordinal);
        Assert.NotEmpty(await ReadAsync(world, connection));
    }

    [Fact]
    public async Task An_app_with_a_secret_sends_no_proof_key()
    {
        await using var world = await XeroWorld.StartAsync();

        var page = await world.Connectors.BeginConnectAsync(XeroWorld.Request(), Stop);

        Assert.DoesNotContain("code_challenge", page.Query, StringComparison.Ordinal);
        Assert.Contains("accounting.invoices", Uri.UnescapeDataString(page.Query), StringComparison.Ordinal);
        Assert.DoesNotContain("accounting.transactions", page.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_custom_connection_needs_no_consent_and_renews_itself()
    {
        await using var world = await XeroWorld.StartAsync();

        var back = await world.Connectors.BeginConnectAsync(XeroWorld.Request("tenant-2", "custom"), Stop);
        var connection = Assert.Single(await world.Connectors.CompleteConnectAsync(back, Stop));

        Assert.Equal("host.example", back.Host);
        Assert.Equal(world.Organisation.TenantId, connection.AccountId);
        world.Clock.Advance(TimeSpan.FromHours(2));
        Assert.NotEmpty(await ReadAsync(world, connection));
        Assert.Equal(Disconnection.OnlyHere, await world.Connectors.DisconnectAsync(connection.Id, Stop));
    }

    [Fact]
    public async Task A_custom_connection_is_its_tenants_alone()
    {
        await using var world = await XeroWorld.StartAsync();

        var refused = await Assert.ThrowsAsync<ConnectorException>(() =>
            world.Connectors.BeginConnectAsync(XeroWorld.Request("tenant-3", "custom"), Stop)
        );

        Assert.Contains("Xero:Apps:custom:Tenants", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await world.Connections.ListAsync("tenant-3", Stop));
    }

    [Fact]
    [Trait("Behaviour", "S1-21")]
    [Trait("Trap", "22 Never calls DELETE /connections on off-boarding")]
    public async Task Disconnecting_one_organisation_ends_it_at_Xero_and_leaves_the_other()
    {
        await using var world = await XeroWorld.StartAsync();
        var other = world.Xero.AddOrganisation(Sequence.Connectors.Simulators.XeroOrganisationProfile.UnitedKingdom);
        var second = Assert.Single(await world.ConnectAsync(other.TenantId));

        await world.Connectors.DisconnectAsync(world.Connection.Id, Stop);

        Assert.Equal(1, world.Xero.Usage.Requests["disconnect"]);
        Assert.NotNull(await ReadAsync(world, second));
        await world.Connectors.DisconnectAsync(second.Id, Stop);
        Assert.Equal(2, world.Xero.Usage.Requests["disconnect"]);
        Assert.Null(await world.Grants.FindAsync(second.GrantId, Stop));
    }

    [Fact]
    [Trait("Behaviour", "S1-22")]
    public async Task A_connection_is_never_renewed_for_another_organisation()
    {
        await using var world = await XeroWorld.StartAsync();
        var other = world.Xero.AddOrganisation(Sequence.Connectors.Simulators.XeroOrganisationProfile.UnitedKingdom);
        world.Xero.Disconnect();
        var page = await world.Connectors.BeginConnectAsync(XeroWorld.Request() with { ConnectionId = world.Connection.Id }, Stop);

        var refused = await Assert.ThrowsAsync<ConnectorException>(() =>
            world.Connectors.CompleteConnectAsync(world.Xero.Approve(page, other.TenantId), Stop)
        );

        Assert.Equal(ConnectorErrorKind.Forbidden, refused.Kind);
        Assert.Equal(world.Organisation.TenantId, (await world.Connections.FindAsync(world.Connection.Id, Stop))!.AccountId);
    }

    [Fact]
    public async Task Disconnecting_what_was_disconnected_in_Xero_succeeds()
    {
        await using var world = await XeroWorld.StartAsync();
        world.Xero.Disconnect();

        await world.Connectors.DisconnectAsync(world.Connection.Id, Stop);

        Assert.Equal(ConnectionState.Disconnected, (await world.Connections.FindAsync(world.Connection.Id, Stop))!.State);
    }

    [Fact]
    [Trait("Trap", "7 Two workers refresh the same token")]
    public async Task Connections_of_one_person_share_one_chain_of_tokens()
    {
        await using var world = await XeroWorld.StartAsync();
        var other = world.Xero.AddOrganisation(Sequence.Connectors.Simulators.XeroOrganisationProfile.UnitedKingdom);
        var second = Assert.Single(await world.ConnectAsync(other.TenantId));
        var before = world.Xero.RefreshesAccepted;
        world.Xero.ExpireAccessTokens();

        await Task.WhenAll(ReadAsync(world, world.Connection), ReadAsync(world, second));

        Assert.Equal((before + 1, 0), (world.Xero.RefreshesAccepted, world.Xero.RefreshesRefused));
    }

    [Fact]
    [Trait("Trap", "8 Refreshes forever on 401 AuthorizationUnsuccessful (scope) or 403 (tenant)")]
    public async Task A_lost_organisation_is_told_without_a_refresh()
    {
        await using var world = await XeroWorld.StartAsync();
        var before = world.Xero.RefreshesAccepted;
        world.Organisation.Unreachable = true;

        var lost = await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync(world, world.Connection));

        Assert.Equal((ConnectorErrorKind.Forbidden, before), (lost.Kind, world.Xero.RefreshesAccepted));
    }

    private static async Task<IReadOnlyList<string>> CodesAsync(XeroWorld world, string organisation, string app)
    {
        var connection = Assert.Single(await world.ConnectAsync(organisation, $"tenant-{app}-{organisation}", app));
        await world.Connectors.ConfigureAsync(connection.Id, given => given.With("accounts.default", "200"), Stop);
        var session = await world.Connectors.OpenAsync(connection.Id, Stop);
        return [.. (await session.PreflightAsync(Stop)).Problems.Select(problem => problem.Code)];
    }

    private static async Task<IReadOnlyList<Customer>> ReadAsync(XeroWorld world, Connection connection)
    {
        var session = await world.Connectors.OpenAsync(connection.Id, Stop);
        return await session.Customers.ReadAllAsync(cancellationToken: Stop).ToListAsync(Stop);
    }
}
