namespace Sequence.Connectors.Sync.Tests;

public sealed class PushTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S3-4")]
    public async Task An_invoice_waits_for_its_customer_with_a_reason_and_goes_when_the_customer_is_linked()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.PublishAsync(HostRecords.Invoice(), HostEvent.Finalized);
        await world.RunAsync();

        var problem = Assert.Single(await world.Engine.Problems.ListAsync(cancellationToken: Token));
        Assert.Equal("reference.unlinked", Assert.Single(problem.Problems).Code);
        Assert.Equal(FixedBy.Finance, problem.FixedBy);
        Assert.DoesNotContain(world.Company.Documents("Invoice"), one => (string?)one["DocNumber"] == "NI-1");

        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        await world.RunAsync();

        Assert.Empty(await world.Engine.Problems.ListAsync(cancellationToken: Token));
        Assert.Single(world.Company.Documents("Invoice"), one => (string?)one["DocNumber"] == "NI-1");
    }
}
