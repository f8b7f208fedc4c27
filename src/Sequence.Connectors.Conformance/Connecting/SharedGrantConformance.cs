namespace Sequence.Connectors.Conformance;

/// <summary>What connections that share one consent promise. Derive it for each connector where one consent reaches several accounts.</summary>
/// <typeparam name="THarness">The harness, with a person who consents for several accounts at once.</typeparam>
/// <param name="harness">The system.</param>
public abstract class SharedGrantConformance<THarness>(THarness harness) : ConformanceSuite(harness)
    where THarness : ConnectorHarness, IConsentBench, ISharedConsentBench
{
    /// <summary>One consent connects every account that it reaches.</summary>
    [Fact]
    public async Task One_consent_connects_every_account()
    {
        var connections = await ConnectAllAsync();

        Assert.Equal(harness.Accounts.Order(StringComparer.Ordinal), connections.Select(one => one.AccountId).Order(StringComparer.Ordinal));
        Assert.Single(connections.Select(one => one.GrantId).Distinct());
    }

    /// <summary>Ending one connection leaves its neighbour in peace; ending the last one ends the consent.</summary>
    [Fact]
    public async Task Disconnecting_one_connection_keeps_the_grant_of_the_other()
    {
        var connections = await ConnectAllAsync();
        var (first, second) = (connections[0], connections[1]);

        await harness.Connectors.DisconnectAsync(first.Id, Cancellation);

        Assert.True(await harness.IsGrantedAsync(second.AccountId, Cancellation));
        await harness.CallAsync(await harness.Connectors.OpenAsync(second.Id, Cancellation), Cancellation);
        await Assert.ThrowsAsync<ConnectorException>(() => harness.Connectors.OpenAsync(first.Id, Cancellation));

        await harness.Connectors.DisconnectAsync(second.Id, Cancellation);

        Assert.False(await harness.IsGrantedAsync(second.AccountId, Cancellation));
    }

    private async Task<IReadOnlyList<Connection>> ConnectAllAsync()
    {
        var page = await harness.Connectors.BeginConnectAsync(harness.NewRequest(), Cancellation);
        return await Patiently(harness.Connectors.CompleteConnectAsync(await harness.AcceptAllAsync(page, Cancellation), Cancellation));
    }
}
