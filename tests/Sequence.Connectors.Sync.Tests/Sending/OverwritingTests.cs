using System.Text.Json.Nodes;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>What a person changed in the ledger and the host's update replaces is in the log, with both values.</summary>
public sealed class OverwritingTests
{
    private static readonly Invoice Edited = HostRecords.Invoice() with { Memo = "Thank you" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_change_by_a_person_that_an_update_replaces_is_noted_whether_it_was_seen_or_not(bool isSeen)
    {
        await using var world = await SyncWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());
        world.Company.EditInvoice(id, new() { ["CustomerMemo"] = new JsonObject { ["value"] = "Call first" } });
        if (isSeen)
        {
            await world.SettleAsync();
            Assert.Single(world.Told.Of<RecordChanged<Invoice>>());
        }
        else
        {
            world.QuickBooks.Webhooks.Lose();
        }

        await world.PublishAsync(Edited, HostEvent.Saved);
        await world.SettleAsync();

        var note = Assert.Single(await NotesAsync(world));
        Assert.Equal(("Memo", "Call first", "Thank you"), (note.Path, note.From, note.To));
        Assert.Equal("Thank you", (string?)world.There(Edited)["CustomerMemo"]?["value"]);
    }

    [Fact]
    public async Task An_update_of_what_nobody_else_changed_notes_nothing_though_it_was_paid_sent_and_moved_meanwhile()
    {
        await using var world = await SyncWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());
        world.Company.ReceivePayment(id, 40m);
        await world.SettleAsync();
        var sent = HostRecords.Invoice() with { Status = DocumentStatus.Sent, IssueDate = new LocalDate(2026, 3, 5) };
        await world.PublishAsync(sent, HostEvent.Sent);
        await world.SettleAsync();
        await world.PublishAsync(sent with { Memo = "Thank you" }, HostEvent.Saved);
        await world.SettleAsync();

        Assert.Equal("Thank you", (string?)world.There(Edited)["CustomerMemo"]?["value"]);
        Assert.Empty(await NotesAsync(world));
    }

    [Fact]
    public async Task A_change_by_a_person_is_still_noted_after_the_document_was_marked_as_sent()
    {
        await using var world = await SyncWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());
        world.Company.EditInvoice(id, new() { ["CustomerMemo"] = new JsonObject { ["value"] = "Call first" } });
        world.QuickBooks.Webhooks.Lose();
        await world.PublishAsync(HostRecords.Invoice() with { Status = DocumentStatus.Sent }, HostEvent.Sent);
        await world.SettleAsync();
        await world.PublishAsync(Edited with { Status = DocumentStatus.Sent }, HostEvent.Saved);
        await world.SettleAsync();

        Assert.Equal("Call first", Assert.Single(await NotesAsync(world)).From);
    }

    private static async Task<IReadOnlyList<MappingNote>> NotesAsync(SyncWorld world)
    {
        var log = await world.Engine.Problems.ReadLogAsync(new() { RecordType = RecordType.Of<Invoice>() }, Token);
        return [.. log.SelectMany(one => one.Notes).Where(one => one.Kind == MappingNoteKind.Overwritten)];
    }
}
