namespace Sequence.Connectors.Sync.Tests;

public sealed class SubCustomerTests
{
    private static readonly Customer Parent = HostRecords.Customer();
    private static readonly Customer Child = HostRecords.Customer("C-0") with { ParentId = "C-1" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_customer_below_another_is_made_after_it_and_is_read_below_it()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.PublishAsync(Child, HostEvent.Saved);
        await world.PublishAsync(Parent, HostEvent.Saved);
        await world.SettleAsync();

        var parent = await ExternalIdAsync(world, Parent);
        var child = await ExternalIdAsync(world, Child);
        var there = world.Company.Customers.Find(child)!;
        Assert.Equal((true, parent), ((bool)there["Job"]!, (string?)there["ParentRef"]!["value"]));
        var session = await world.Connectors.OpenAsync(world.Connection.Id, Token);
        Assert.Equal(parent, (await session.Customers.FindAsync(child, Token))!.ParentId);
        Assert.Empty(await world.ProblemsAsync());
    }

    [Fact]
    public async Task A_customer_whose_parent_was_never_published_waits_with_that_reason()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.PublishAsync(Child, HostEvent.Saved);
        await world.SettleAsync();

        var problem = Assert.Single(Assert.Single(await world.ProblemsAsync()).Problems);

        Assert.Equal("reference.unlinked", problem.Code);
        Assert.Contains("'C-1'", problem.Message, StringComparison.Ordinal);
    }

    private static async Task<string> ExternalIdAsync(SyncWorld world, Customer customer) => Assert.Single(
        await world.Store.FindLinksAsync(world.Connection.Id, [new(RecordType.Of<Customer>(), customer.Id)], Token)).ExternalId;
}
