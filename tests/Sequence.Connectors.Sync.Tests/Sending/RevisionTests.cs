using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>Of two revisions of a record the later one stands in the end, in whatever order they were stored and sent.</summary>
public sealed class RevisionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S3-13")]
    public async Task What_was_composed_earlier_and_committed_later_does_not_overwrite_what_is_newer()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.PushAsync(HostRecords.Invoice());
        var first = Compose(world, "old", 7);
        var second = Compose(world, "new", 8);
        await world.Engine.Publisher.PublishAsync([second], Token);
        await world.SettleAsync();
        await world.Engine.Publisher.PublishAsync([first], Token);
        await world.SettleAsync();

        Assert.Equal("new", Memo(world));
        Assert.Contains(await LogAsync(world), one => one is { Revision: 7, State: EntryState.Superseded });
        Assert.Empty(await world.ProblemsAsync());
    }

    [Fact]
    [Trait("Behaviour", "S3-13")]
    public async Task Of_two_that_wait_the_later_revision_goes_whichever_was_stored_first()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        await world.Engine.Publisher.PublishAsync([Compose(world, "new", 8), Compose(world, "old", 7)], Token);
        await world.SettleAsync();

        Assert.Equal("new", Memo(world));
        Assert.Equal([EntryState.Superseded, EntryState.Done], (await LogAsync(world)).Select(one => one.State));
    }

    [Fact]
    public async Task What_stands_already_counts_with_its_newer_revision()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        foreach (var publication in new[] { Compose(world, "same", 7), Compose(world, "same", 9), Compose(world, "other", 8) })
        {
            await world.Engine.Publisher.PublishAsync([publication], Token);
            await world.SettleAsync();
        }

        Assert.Equal("same", Memo(world));
    }

    [Fact]
    [Trait("Behaviour", "S3-11")]
    public async Task What_was_refused_is_superseded_by_a_later_one_whose_answer_a_crash_took_away()
    {
        var (store, interference) = InterferingStore.Create();
        await using var world = await StartWithRefusalAsync(store);
        interference.BeforeCommit = commit =>
            commit.Links.Count > 0 ? throw new InvalidOperationException("The power is gone.") : Task.CompletedTask;
        await world.PublishAsync(HostRecords.Invoice("I-2"), HostEvent.Finalized);
        await world.Engine.RunDueAsync(Token);
        Assert.Single(await store.ReadAttemptsAsync(world.Connection.Id, Token));
        interference.BeforeCommit = null;
        await world.SettleAsync();

        world.There(HostRecords.Invoice("I-2"));
        Assert.Empty(await world.ProblemsAsync());
    }

    [Fact]
    [Trait("Behaviour", "S3-11")]
    public async Task What_was_refused_and_is_retried_waits_until_a_later_one_is_settled()
    {
        var (store, interference) = InterferingStore.Create();
        await using var world = await StartWithRefusalAsync(store);
        var refused = Assert.Single(await world.ProblemsAsync());
        interference.BeforeCommit = commit =>
            commit.Links.Count > 0 ? throw new InvalidOperationException("The power is gone.") : Task.CompletedTask;
        await world.PublishAsync(HostRecords.Invoice("I-2"), HostEvent.Finalized);
        await world.Engine.RunDueAsync(Token);
        interference.BeforeCommit = null;
        Assert.True(await world.Engine.Problems.RetryAsync(refused.Id, Token));
        await world.World.PassAsync(Duration.FromMinutes(5), Token);

        world.There(HostRecords.Invoice("I-2"));
        Assert.Empty(await world.ProblemsAsync());
        Assert.Equal([EntryState.Done, EntryState.Superseded], (await LogAsync(world, "I-2")).Select(one => one.State));
    }

    [Fact]
    public async Task An_invoice_that_the_system_refused_and_that_was_then_voided_leaves_no_problem()
    {
        await using var world = await StartWithRefusalAsync(new InMemorySyncStore());
        var before = world.Company.Invoices.Count;
        await world.PublishAsync(HostRecords.Invoice("I-2") with { Status = DocumentStatus.Voided }, HostEvent.Voided);
        await world.SettleAsync();

        Assert.Empty(await world.ProblemsAsync());
        Assert.Equal(before, world.Company.Invoices.Count);
        Assert.Equal([EntryState.Done, EntryState.Superseded], (await LogAsync(world, "I-2")).Select(one => one.State));
    }

    // QuickBooks gives a number to one invoice only.
    private static async Task<SyncWorld> StartWithRefusalAsync(ISyncStore store)
    {
        var world = await SyncWorld.StartAsync(addHost: services => services.AddSingleton(store));
        await world.PushAsync(HostRecords.Invoice());
        await world.PublishAsync(HostRecords.Invoice("I-2") with { Number = "NI-1" }, HostEvent.Finalized);
        await world.SettleAsync();
        Assert.True(Assert.Single(await world.ProblemsAsync()).Tries > 0);
        return world;
    }

    [Fact]
    public void A_revision_that_nobody_gave_grows_with_each_publication_though_the_clock_goes_back()
    {
        var clock = new TurnedBackClock();
        var engine = new SyncPublisher(new InMemorySyncStore(), new(), new(clock), new(), clock);
        var first = engine.Compose("tenant-1", HostRecords.Invoice(), HostEvent.Saved);
        clock.Now -= TimeSpan.FromHours(1);
        Assert.True(engine.Compose("tenant-1", HostRecords.Invoice(), HostEvent.Saved).Revision > first.Revision);
    }

    private static Publication Compose(SyncWorld world, string memo, long revision) => world.Engine.Publisher.Compose(
        "tenant-1", HostRecords.Invoice() with { Memo = memo }, HostEvent.Saved, new() { Revision = revision });

    private static string? Memo(SyncWorld world) => (string?)world.There(HostRecords.Invoice())["CustomerMemo"]?["value"];

    private static Task<IReadOnlyList<JournalEntry>> LogAsync(SyncWorld world, string id = "I-1") =>
        world.Engine.Problems.ReadLogAsync(new() { RecordType = RecordType.Of<Invoice>(), LocalId = id }, Token);

    private sealed class TurnedBackClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
