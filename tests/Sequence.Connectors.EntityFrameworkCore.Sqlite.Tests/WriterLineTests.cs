using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
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
    public async Task What_waits_for_the_file_reaches_the_disk_in_one_commit()
    {
        var commits = new CountedCommits();
        var before = 0;

        await WhileAReactionRunsAsync(
            _file.Open(services => services.ConfigureDbContext<SequenceConnectorsDbContext>(options => options.AddInterceptors(commits))),
            store =>
            {
                before = commits.Count;
                return [.. Enumerable.Range(0, 50).Select(one => store.ReceiveAsync([NewEvent(one)], Cancellation))];
            });

        // The reaction's, that of the first writer, which waits alone, and that of all others.
        Assert.InRange(commits.Count - before, 2, 3);
        Assert.Equal(50, (await StoredAsync()).Count);
    }

    [Fact]
    public async Task A_write_that_fails_takes_nothing_from_those_that_share_its_commit()
    {
        string[] invoices = ["INV-1", "INV-2", "INV-2", "INV-3"];
        var results = new List<Task<CommitResult>>();

        await WhileAReactionRunsAsync(_file.Open(), store =>
        {
            results.AddRange(invoices.Select(
                (one, place) => store.CommitAsync(new() { At = Now, Links = [NewLink(one, $"{place}")] }, Cancellation)));
            return [.. results];
        });

        Assert.Equal(
            [CommitResult.Stored, CommitResult.Stored, CommitResult.Conflict, CommitResult.Stored],
            await Task.WhenAll(results));
        var links = await _file.Open().GetRequiredService<ISyncStore>()
            .ReadLinksAsync("connection", RecordType.Of<Invoice>(), null, 10, Cancellation);
        Assert.Equal([("INV-1", "0"), ("INV-2", "1"), ("INV-3", "3")], links.Select(one => (one.LocalId, one.ExternalId)).Order());
    }

    [Fact]
    public async Task Writers_wait_for_a_reaction_of_the_host_without_a_thread_and_go_in_the_order_in_which_they_came()
    {
        await WhileAReactionRunsAsync(
            _file.Open(),
            store => [.. Enumerable.Range(0, 50).Select(one => store.ReceiveAsync([NewEvent(one)], Cancellation))]);

        Assert.Equal(Enumerable.Range(0, 50).Select(one => $"event-{one}"), await StoredAsync());
    }

    // A writer that held this thread while it waits would never let the reaction end.
    private static async Task WhileAReactionRunsAsync(IServiceProvider host, Func<ISyncStore, IReadOnlyList<Task>> write)
    {
        await SqliteFile.StartAsync(host);
        var store = host.GetRequiredService<ISyncStore>();
        IReadOnlyList<Task> writers = [];
        await using var scope = host.CreateAsyncScope();

        await scope.ServiceProvider.GetRequiredService<ISyncTransaction>().RunAsync(
            _ =>
            {
                writers = write(store);
                return Task.FromResult(new SyncCommit { At = Now });
            },
            Cancellation);
        await Task.WhenAll(writers);
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

    private static Link NewLink(string localId, string externalId) => new()
    {
        Id = Guid.CreateVersion7(),
        ConnectionId = "connection",
        RecordType = RecordType.Of<Invoice>(),
        LocalId = localId,
        ExternalId = externalId,
        Origin = LinkOrigin.Pushed,
        LinkedAt = Now,
    };

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

    private sealed class CountedCommits : DbTransactionInterceptor
    {
        private int _count;

        public int Count => _count;

        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _count);
            return Task.CompletedTask;
        }
    }
}
