namespace Sequence.Connectors.EntityFrameworkCore.Tests;

public sealed class IdleTests : IAsyncLifetime
{
    private const int Connections = 5_000;

    private readonly HostDatabase _database = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task An_idle_engine_asks_one_question_for_five_thousand_connections()
    {
        var commands = new CountedCommands();
        var host = await _database.OpenAsync((services, options) => services.AddDbContext<HostContext>(context =>
        {
            options(context);
            context.AddInterceptors(commands);
        }));
        var store = host.GetRequiredService<ISyncStore>();
        await store.CommitAsync(Samples.Commit with { Cursors = [.. Enumerable.Range(0, Connections).Select(NewCursor)] }, Cancellation);
        var before = commands.Count;

        var due = await store.FindDueAsync(Samples.Now, 100, Cancellation);

        Assert.Equal(1, commands.Count - before);
        Assert.Empty(due.Connections);
        Assert.Equal(Samples.Now + Duration.FromMinutes(1), due.NextSweepAt);
    }

    private static SweepCursor NewCursor(int number) => new()
    {
        Tenant = $"tenant-{number}",
        ConnectionId = $"connection-{number}",
        RecordType = RecordType.Of<Invoice>(),
        DueAt = Samples.Now + Duration.FromMinutes(1 + number),
    };
}
