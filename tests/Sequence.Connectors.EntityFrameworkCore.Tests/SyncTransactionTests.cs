namespace Sequence.Connectors.EntityFrameworkCore.Tests;

public sealed class SyncTransactionTests : IAsyncLifetime
{
    private readonly HostDatabase _database = new();
    private ServiceProvider _host = null!;
    private AsyncServiceScope _scope;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HostContext Context => _scope.ServiceProvider.GetRequiredService<HostContext>();

    private ISyncTransaction Transaction => _scope.ServiceProvider.GetRequiredService<ISyncTransaction>();

    public async ValueTask InitializeAsync()
    {
        _host = await _database.OpenAsync();
        _scope = _host.CreateAsyncScope();
    }

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_hosts_changes_and_the_engines_are_stored_together(bool hostSaves)
    {
        var result = await Transaction.RunAsync(
            async cancellationToken =>
            {
                await AddOrderAsync("O-1", hostSaves, cancellationToken);
                return Samples.Commit with { Links = [Samples.Link()] };
            },
            Cancellation);

        Assert.Equal(CommitResult.Stored, result);
        Assert.Equal(["O-1"], await OrdersAsync());
        Assert.Single(await LinksAsync());
    }

    [Fact]
    public async Task Nothing_is_stored_when_the_hosts_code_throws()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Transaction.RunAsync(
            async cancellationToken =>
            {
                await AddOrderAsync("O-1", saves: true, cancellationToken);
                throw new InvalidOperationException("The host refuses.");
            },
            Cancellation));

        Assert.Empty(await OrdersAsync());
        await Context.SaveChangesAsync(Cancellation);
        Assert.Empty(await OrdersAsync());
    }

    [Fact]
    public async Task The_hosts_changes_are_taken_back_when_another_process_came_first()
    {
        await _host
            .GetRequiredService<ISyncStore>()
            .CommitAsync(Samples.Commit with { Links = [Samples.Link("INV-1", "131")] }, Cancellation);

        var result = await Transaction.RunAsync(
            async cancellationToken =>
            {
                await AddOrderAsync("O-1", saves: true, cancellationToken);
                return Samples.Commit with { Links = [Samples.Link()] };
            },
            Cancellation);

        Assert.Equal(CommitResult.Conflict, result);
        Assert.Empty(await OrdersAsync());
        Assert.Single(await LinksAsync());
    }

    [Fact]
    public async Task The_hosts_changes_are_taken_back_when_the_lease_is_lost()
    {
        var lost = new ConnectionLease { ConnectionId = "connection-1", Owner = "a", Fence = 1, Until = Samples.Now };

        var result = await Transaction.RunAsync(
            async cancellationToken =>
            {
                await AddOrderAsync("O-1", saves: false, cancellationToken);
                return Samples.Commit with { Lease = lost };
            },
            Cancellation);

        Assert.Equal(CommitResult.LeaseLost, result);
        Assert.Empty(await OrdersAsync());
    }

    [Fact]
    public async Task The_whole_work_runs_again_when_the_database_asks_for_it()
    {
        var runs = 0;

        var result = await Transaction.RunAsync(
            async cancellationToken =>
            {
                await AddOrderAsync($"O-{++runs}", saves: runs == 2, cancellationToken);
                return runs < 3 ? throw new TimeoutException("The database went away.") : Samples.Commit with { Links = [Samples.Link()] };
            },
            Cancellation);

        Assert.Equal(CommitResult.Stored, result);
        Assert.Equal(["O-3"], await OrdersAsync());
        Assert.Single(await LinksAsync());
    }

    [Fact]
    public async Task What_the_hosts_code_publishes_wakes_the_engine()
    {
        await Transaction.RunAsync(
            _ =>
            {
                Context.AddPublications(Samples.Publication());
                return Task.FromResult(Samples.Commit);
            },
            Cancellation);

        Assert.True(
            await _host
                .GetRequiredService<SyncSignal>()
                .WaitAsync(Duration.FromMilliseconds(20), TimeProvider.System, Cancellation)
        );
    }

    private async Task AddOrderAsync(string id, bool saves, CancellationToken cancellationToken)
    {
        Context.Orders.Add(new() { Id = id });
        if (saves)
        {
            await Context.SaveChangesAsync(cancellationToken);
        }
    }

    private async Task<List<string>> OrdersAsync()
    {
        await using var other = _host.CreateAsyncScope();
        return await other.ServiceProvider.GetRequiredService<HostContext>().Orders.Select(one => one.Id).ToListAsync(Cancellation);
    }

    private Task<IReadOnlyList<Link>> LinksAsync() =>
        _host.GetRequiredService<ISyncStore>().ReadLinksAsync("connection-1", RecordType.Of<Invoice>(), null, 10, Cancellation);
}
