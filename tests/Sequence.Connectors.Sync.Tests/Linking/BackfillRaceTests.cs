using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>What happens in the host while its history is read is newer than that history.</summary>
public sealed class BackfillRaceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_edit_that_is_published_while_the_history_is_read_stands_in_the_end(bool isSentFirst)
    {
        await using var world = await StartAsync(async world =>
        {
            await world.PublishAsync(HostRecords.Invoice() with { Memo = "edited" }, HostEvent.Finalized);
            if (isSentFirst)
            {
                await world.SettleAsync();
            }
        });
        await world.Engine.Links.BackfillAsync(world.Connection.Id, "C-1", Token);
        await world.SettleAsync();

        Assert.Equal("edited", (string?)world.There(HostRecords.Invoice())["CustomerMemo"]?["value"]);
        Assert.Empty(await world.ProblemsAsync());
    }

    [Fact]
    public async Task An_edit_that_was_composed_before_the_history_and_comes_after_it_is_sent()
    {
        Publication? edit = null;
        await using var world = await StartAsync(world =>
        {
            edit = world.Engine.Publisher.Compose("tenant-1", HostRecords.Invoice() with { Memo = "edited" }, HostEvent.Saved);
            return Task.CompletedTask;
        });
        await world.Engine.Links.BackfillAsync(world.Connection.Id, "C-1", Token);
        await world.SettleAsync();
        Assert.Null(world.There(HostRecords.Invoice())["CustomerMemo"]);

        await world.Engine.Publisher.PublishAsync([edit!], Token);
        await world.SettleAsync();

        Assert.Equal("edited", (string?)world.There(HostRecords.Invoice())["CustomerMemo"]?["value"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_invoice_that_is_voided_while_the_history_is_read_is_not_made(bool isHandledFirst)
    {
        await using var world = await StartAsync(async world =>
        {
            await world.PublishAsync(HostRecords.Invoice() with { Status = DocumentStatus.Voided }, HostEvent.Voided);
            if (isHandledFirst)
            {
                await world.SettleAsync();
            }
        });
        var before = world.Company.Invoices.Count;
        await world.Engine.Links.BackfillAsync(world.Connection.Id, "C-1", Token);
        await world.SettleAsync();

        Assert.Equal(before, world.Company.Invoices.Count);
        Assert.Empty(await world.ProblemsAsync());
    }

    [Fact]
    public async Task The_date_of_a_sent_invoice_is_not_moved_back_by_its_history()
    {
        var sent = HostRecords.Invoice() with { Status = DocumentStatus.Sent };
        await using var world = await StartAsync(
            async world =>
            {
                await world.PublishAsync(sent with { IssueDate = new LocalDate(2026, 3, 9) }, HostEvent.Sent);
                await world.SettleAsync();
            },
            sent);
        await world.Engine.Links.BackfillAsync(world.Connection.Id, "C-1", Token);
        await world.SettleAsync();

        Assert.Equal("2026-03-09", (string?)world.There(sent)["TxnDate"]);
    }

    // The history was read and nothing of it is known; right before it is published, something happens.
    private static async Task<SyncWorld> StartAsync(Func<SyncWorld, Task> meanwhile, Invoice? history = null)
    {
        var (store, interference) = InterferingStore.Create();
        var world = await SyncWorld.StartAsync(addHost: services => services
            .AddSingleton(store)
            .AddSingleton<IHostSource<Invoice>>(new History(history ?? HostRecords.Invoice())));
        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        await world.SettleAsync();
        interference.BeforeCommit = commit =>
            commit.Publications.Any(one => one.IsBackfill) ? meanwhile(world) : Task.CompletedTask;
        return world;
    }

    private sealed class History(Invoice invoice) : IHostSource<Invoice>
    {
        public IAsyncEnumerable<Invoice> FindAsync(
            RecordOwner owner, IReadOnlyCollection<string> localIds, CancellationToken cancellationToken) =>
            AsyncEnumerable.Empty<Invoice>();

        public IAsyncEnumerable<Invoice> ReadOfCustomerAsync(RecordOwner owner, string customerId, CancellationToken cancellationToken) =>
            new[] { invoice }.ToAsyncEnumerable();
    }
}
