namespace Sequence.Connectors.EntityFrameworkCore.Tests;

public sealed class PublishingTests : IAsyncLifetime
{
    private readonly HostDatabase _database = new();
    private ServiceProvider _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await _database.OpenAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task What_is_published_is_stored_with_the_hosts_own_save_and_not_before()
    {
        await using var scope = _host.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<HostContext>();
        var publication = Samples.Publication();

        context.Orders.Add(new() { Id = "O-1" });
        context.AddPublications(publication);
        Assert.Empty(await PublishedAsync());
        await context.SaveChangesAsync(Cancellation);

        Assert.Equal([publication], await PublishedAsync());
        Assert.True(await WasWokenAsync());
    }

    [Fact]
    public async Task What_the_hosts_transaction_takes_back_was_never_published()
    {
        await using var scope = _host.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<HostContext>();

        await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync(Cancellation);
            context.AddPublications(Samples.Publication());
            await context.SaveChangesAsync(Cancellation);
            await transaction.RollbackAsync(Cancellation);
        });

        Assert.Empty(await PublishedAsync());
        Assert.False(await WasWokenAsync());
    }

    [Fact]
    public async Task The_engine_is_woken_when_the_hosts_transaction_is_committed_not_when_it_saves()
    {
        await using var scope = _host.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<HostContext>();

        await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync(Cancellation);
            context.AddPublications(Samples.Publication());
            await context.SaveChangesAsync(Cancellation);
            Assert.False(await WasWokenAsync());
            await transaction.CommitAsync(Cancellation);
        });

        Assert.True(await WasWokenAsync());
    }

    [Fact]
    public async Task A_save_that_publishes_nothing_wakes_nobody()
    {
        await using var scope = _host.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<HostContext>();

        context.Orders.Add(new() { Id = "O-1" });
        await context.SaveChangesAsync(Cancellation);

        Assert.False(await WasWokenAsync());
    }

    [Fact]
    public async Task A_plain_transaction_carries_what_is_published()
    {
        var outbox = _host.GetRequiredService<Outbox>();
        var publication = Samples.Publication();

        await using var connection = await _database.ConnectAsync();
        await using (var taken = await connection.BeginTransactionAsync(Cancellation))
        {
            await outbox.AddAsync(taken, [Samples.Publication("INV-0")], Cancellation);
            await taken.RollbackAsync(Cancellation);
        }

        await using (var kept = await connection.BeginTransactionAsync(Cancellation))
        {
            await outbox.AddAsync(kept, [publication], Cancellation);
            await kept.CommitAsync(Cancellation);
        }

        Assert.Equal([publication], await PublishedAsync());
    }

    [Fact]
    public async Task A_context_without_our_tables_is_told_which_call_is_missing()
    {
        var options = new DbContextOptionsBuilder();
        _database.UseFile(options);
        await using var context = new DbContext(options.Options);

        var failure = Assert.Throws<InvalidOperationException>(() => context.AddPublications(Samples.Publication()));

        Assert.Contains("modelBuilder.AddSequenceConnectors()", failure.Message, StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<Publication>> PublishedAsync() =>
        _host.GetRequiredService<ISyncStore>().ReadPublicationsAsync(10, Cancellation);

    private Task<bool> WasWokenAsync() =>
        _host.GetRequiredService<SyncSignal>().WaitAsync(Duration.FromMilliseconds(20), TimeProvider.System, Cancellation);
}
