using Microsoft.Data.Sqlite;
using NodaTime;

namespace Sequence.Connectors.EntityFrameworkCore.Sqlite.Tests;

public sealed class WriterLineTests : IAsyncLifetime
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 9, 0);

    private readonly SqliteFile _file = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    [Fact]
    public async Task Writers_wait_for_a_reaction_of_the_host_without_a_thread_and_go_in_the_order_in_which_they_came()
    {
        var host = _file.Open();
        await SqliteFile.StartAsync(host);
        var store = host.GetRequiredService<ISyncStore>();
        await using var scope = host.CreateAsyncScope();
        var writers = new List<Task>();

        await scope.ServiceProvider.GetRequiredService<ISyncTransaction>().RunAsync(
            _ =>
            {
                // A writer that held this thread while it waits would never let the reaction end.
                writers.AddRange(Enumerable.Range(0, 50).Select(one => store.ReceiveAsync([NewEvent(one)], Cancellation)));
                return Task.FromResult(new SyncCommit { At = Now });
            },
            Cancellation);
        await Task.WhenAll(writers);

        Assert.Equal(Enumerable.Range(0, 50).Select(one => $"event-{one}"), await StoredAsync());
    }

    private async Task<IReadOnlyList<string>> StoredAsync()
    {
        await using var connection = new SqliteConnection(_file.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT DedupeKey FROM SequenceInbox ORDER BY rowid";
        await using var rows = await command.ExecuteReaderAsync(Cancellation);
        var keys = new List<string>();
        while (await rows.ReadAsync(Cancellation))
        {
            keys.Add(rows.GetString(0));
        }

        return keys;
    }

    private static InboxEvent NewEvent(int number) => new()
    {
        Id = Guid.CreateVersion7(),
        Tenant = "acme",
        ConnectionId = "connection",
        RecordType = RecordType.Of<Invoice>(),
        ExternalId = "130",
        Kind = WebhookEventKind.Updated,
        DedupeKey = $"event-{number}",
        ReceivedAt = Now,
        DueAt = Now,
        ChangedAt = Now,
    };
}
