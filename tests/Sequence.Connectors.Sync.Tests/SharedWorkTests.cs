namespace Sequence.Connectors.Sync.Tests;

public sealed class SharedWorkTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_that_another_process_holds_is_left_to_it_without_a_busy_loop()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.RunAsync();
        var now = Instant.FromDateTimeOffset(world.Clock.GetUtcNow());
        Assert.NotNull(await world.Store.AcquireAsync(world.Connection.Id, "another process", now, Duration.FromMinutes(2), Token));
        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);

        await world.Engine.RunDueAsync(Token);
        var turn = await world.Engine.RunDueAsync(Token);

        Assert.False(turn.Worked);
        Assert.InRange(turn.NextAt!.Value, now, now + Duration.FromSeconds(5));
        await world.RunAsync();
        Assert.Single(world.Company.Customers, SyncWorld.IsOurs);
    }
}
