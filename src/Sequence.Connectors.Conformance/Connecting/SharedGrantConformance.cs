namespace Sequence.Connectors.Conformance;

/// <summary>
/// What connections that share one consent promise. Derive it for each connector where one consent reaches several accounts.
/// </summary>
/// <param name="bench">The system, and a person at it.</param>
public abstract class SharedGrantConformance(ISharedConsentBench bench) : ConformanceSuite(bench.Harness)
{
    /// <summary>One consent connects every account that it reaches.</summary>
    [Fact]
    public async Task One_consent_connects_every_account()
    {
        var connections = await ConnectAllAsync();

        Assert.Equal(bench.Accounts.Order(StringComparer.Ordinal), connections.Select(one => one.AccountId).Order(StringComparer.Ordinal));
        Assert.Single(connections.Select(one => one.GrantId).Distinct());
    }

    /// <summary>
    /// No document goes to two accounts by itself: one account is for the entity that was asked for, and the others wait to be assigned.
    /// </summary>
    [Fact]
    public async Task One_account_is_for_the_entity_and_the_others_wait()
    {
        var connections = await ConnectAllAsync();

        Assert.Equal(bench.NewRequest().Entity, Assert.Single(connections, one => one.State == ConnectionState.Active).Entity);
        foreach (var waiting in connections.Where(one => one.State != ConnectionState.Active))
        {
            Assert.Equal(ConnectionState.Unassigned, waiting.State);
            await Assert.ThrowsAsync<ConnectorException>(() => Harness.Connectors.OpenAsync(waiting.Id, Cancellation));

            var assigned = await Harness.Connectors.AssignAsync(waiting.Id, waiting.AccountId, Cancellation);

            Assert.Equal((ConnectionState.Active, waiting.AccountId), (assigned.State, assigned.Entity));
            await bench.CallAsync(await Harness.Connectors.OpenAsync(waiting.Id, Cancellation), Cancellation);
        }
    }

    /// <summary>Ending one connection leaves its neighbour in peace; ending the last one ends the consent.</summary>
    [Fact]
    public async Task Disconnecting_one_connection_keeps_the_grant_of_the_other()
    {
        var connections = await ConnectAllAsync();
        var (first, second) = (connections[0], connections[1]);
        foreach (var waiting in connections.Where(one => one.State == ConnectionState.Unassigned))
        {
            await Harness.Connectors.AssignAsync(waiting.Id, waiting.AccountId, Cancellation);
        }

        await Harness.Connectors.DisconnectAsync(first.Id, Cancellation);

        Assert.True(await bench.IsGrantedAsync(second.AccountId, Cancellation));
        await bench.CallAsync(await Harness.Connectors.OpenAsync(second.Id, Cancellation), Cancellation);
        await Assert.ThrowsAsync<ConnectorException>(() => Harness.Connectors.OpenAsync(first.Id, Cancellation));

        await Harness.Connectors.DisconnectAsync(second.Id, Cancellation);

        Assert.False(await bench.IsGrantedAsync(second.AccountId, Cancellation));
    }

    private async Task<IReadOnlyList<Connection>> ConnectAllAsync()
    {
        var page = await Harness.Connectors.BeginConnectAsync(bench.NewRequest(), Cancellation);
        return await Patiently(Harness.Connectors.CompleteConnectAsync(await bench.AcceptAllAsync(page, Cancellation), Cancellation));
    }
}
