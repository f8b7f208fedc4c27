namespace Sequence.Connectors.EntityFrameworkCore.Sqlite.Tests;

public sealed class MigrationTests : IAsyncLifetime
{
    private readonly SqliteFile _file = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    [Fact]
    public async Task The_migrations_make_what_the_model_says()
    {
        await using var context = await OpenAsync();

        Assert.False(context.Database.HasPendingModelChanges(), "The model changed: add a migration, as CONTRIBUTING.md says.");
    }

    [Fact]
    public async Task The_start_of_a_host_makes_the_tables_once()
    {
        var host = _file.Open();
        await SqliteFile.StartAsync(host);
        await SqliteFile.StartAsync(host);

        await using var context = await OpenAsync();
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Cancellation));
        Assert.Empty(await host.GetRequiredService<ISyncStore>().ReadPublicationsAsync(1, Cancellation));
    }

    [Fact]
    public async Task A_commit_is_written_ahead_and_reaches_the_disk()
    {
        await using var context = await OpenAsync();
        await context.Database.OpenConnectionAsync(Cancellation);

        Assert.Equal("wal", await ScalarAsync(context, "PRAGMA journal_mode"));
        Assert.Equal(2L, await ScalarAsync(context, "PRAGMA synchronous"));
        Assert.Equal(5000L, await ScalarAsync(context, "PRAGMA busy_timeout"));
    }

    [Theory]
    [InlineData("SELECT 1 FROM SequenceJournal WHERE State = 'Pending' AND DueAt IS NOT NULL AND DueAt > 5 ORDER BY DueAt LIMIT 1")]
    [InlineData("SELECT 1 FROM SequenceInbox WHERE State = 'Pending' AND DueAt IS NOT NULL AND DueAt > 5 ORDER BY DueAt LIMIT 1")]
    [InlineData("SELECT 1 FROM SequenceCursors WHERE DueAt IS NOT NULL AND DueAt > 5 ORDER BY DueAt LIMIT 1")]
    [InlineData(
        "SELECT 1 FROM SequenceJournal WHERE State = 'Waiting' AND ConnectionId = 'c' AND WaitsForType = 't' AND WaitsForId IN (SELECT value FROM json_each('[]'))"
    )]
    [InlineData("SELECT 1 FROM SequenceJournal WHERE ConnectionId = 'c' AND Key IN (SELECT value FROM json_each('[]'))")]
    [InlineData(
        "SELECT 1 FROM SequenceLinks WHERE ConnectionId = 'c' AND RecordType = 't' AND ExternalId IN (SELECT value FROM json_each('[]'))"
    )]
    [InlineData("SELECT 1 FROM SequenceLinks WHERE ConnectionId = 'c' AND RecordType = 't' AND Id > 'x' ORDER BY Id LIMIT 10")]
    public async Task The_engines_questions_are_answered_from_an_index_without_sorting(string question)
    {
        await SqliteFile.StartAsync(_file.Open());
        await using var context = await OpenAsync();
        await context.Database.OpenConnectionAsync(Cancellation);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {question}";
        await using var reader = await command.ExecuteReaderAsync(Cancellation);

        var plan = new List<string>();
        while (await reader.ReadAsync(Cancellation))
        {
            plan.Add(reader.GetString(3));
        }

        Assert.Contains(plan, step => step.StartsWith("SEARCH Sequence", StringComparison.Ordinal));
        Assert.DoesNotContain(
            plan,
            step =>
                step.StartsWith("SCAN Sequence", StringComparison.Ordinal)
                || step.Contains("TEMP B-TREE", StringComparison.Ordinal)
        );
    }

    private Task<SequenceConnectorsDbContext> OpenAsync() =>
        _file.Open().GetRequiredService<IDbContextFactory<SequenceConnectorsDbContext>>().CreateDbContextAsync(Cancellation);

    private static async Task<object?> ScalarAsync(SequenceConnectorsDbContext context, string sql)
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
