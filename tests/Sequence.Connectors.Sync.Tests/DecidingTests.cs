namespace Sequence.Connectors.Sync.Tests;

/// <summary>The truth table of what becomes of an entry that is due.</summary>
public sealed class DecidingTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 12, 0);
    private static readonly RecordKinds Kinds = new();
    private static readonly SequentialIds Ids = new(TimeProvider.System);
    private static readonly Link Linked = new()
    {
        Id = Guid.CreateVersion7(),
        ConnectionId = "conn",
        RecordType = RecordType.Of<Invoice>(),
        LocalId = "I-1",
        ExternalId = "77",
        Origin = LinkOrigin.Pushed,
        Fingerprint = "old",
        Parts = [new RecordPart("I-1-1", "1")],
        LinkedAt = Now,
        Version = 1,
    };

    public static TheoryData<HostEvent, string> Effects => new()
    {
        { HostEvent.Saved, "Upsert" },
        { HostEvent.Drafted, "" },
        { HostEvent.Finalized, "Upsert" },
        { HostEvent.Sent, "Upsert,MoveDate,MarkSent" },
        { HostEvent.Voided, "Void" },
        { HostEvent.Archived, "Archive" },
        { HostEvent.Deleted, "Delete" },
        { HostEvent.Applied, "Apply" },
        { HostEvent.Unapplied, "Unapply" },
    };

    [Theory]
    [MemberData(nameof(Effects))]
    public void An_event_has_its_effects_in_order(HostEvent what, string verbs) =>
        Assert.Equal(verbs, string.Join(",", Deciding.Effects(what, HostRecords.Invoice(), _ => true)));

    [Fact]
    public void What_only_follows_from_an_event_is_left_out_where_the_system_lacks_it() =>
        Assert.Equal([WriteVerb.Upsert], Deciding.Effects(HostEvent.Sent, HostRecords.Invoice(), verb => verb == WriteVerb.Upsert));

    [Theory]
    [InlineData(DocumentStatus.Draft)]
    [InlineData(DocumentStatus.InProgress)]
    public void A_saved_draft_has_no_effect(DocumentStatus status) =>
        Assert.Empty(Deciding.Effects(HostEvent.Saved, HostRecords.Invoice() with { Status = status }, _ => true));

    [Fact]
    public void A_saved_draft_of_a_schedule_or_a_quote_has_no_effect_and_one_that_stands_has()
    {
        Assert.Empty(Deciding.Effects(HostEvent.Saved, new BillingSchedule { Id = "S-1", Status = ScheduleStatus.Draft }, _ => true));
        Assert.Empty(Deciding.Effects(HostEvent.Saved, new Quote { Id = "Q-1", Status = QuoteStatus.Draft }, _ => true));
        Assert.Equal(
            [WriteVerb.Upsert],
            Deciding.Effects(HostEvent.Saved, new BillingSchedule { Id = "S-1", Status = ScheduleStatus.Pending }, _ => true)
        );
        Assert.Equal(
            [WriteVerb.Upsert],
            Deciding.Effects(HostEvent.Saved, new Quote { Id = "Q-1", Status = QuoteStatus.Published }, _ => true)
        );
    }

    [Fact]
    public void A_new_record_is_created_under_a_key_without_its_revision()
    {
        var send = Assert.IsType<OutgoingDecision.Send>(Decide(Entry(revision: 5)));
        Assert.Null(send.Target);
        Assert.Equal(IntentKey.Of<Invoice>("conn", "I-1"), send.Key);
    }

    [Fact]
    public void A_linked_record_is_updated_under_a_key_with_its_revision()
    {
        var send = Assert.IsType<OutgoingDecision.Send>(Decide(Entry(revision: 5), Linked));
        Assert.Equal("77", send.Target?.ExternalId);
        Assert.Equal(Linked.Parts, send.Target!.Parts);
        Assert.Equal(IntentKey.Of<Invoice>("conn", "I-1", revision: 5), send.Key);
    }

    [Fact]
    public void A_record_that_was_written_with_equal_content_is_left_alone() =>
        Assert.Equal(new OutgoingDecision.Close(EntryState.Done, "Unchanged"), Decide(Entry(), Linked with { Fingerprint = "new" }));

    [Fact]
    public void A_sent_document_is_not_written_again_when_it_is_there() =>
        Assert.Equal(new OutgoingDecision.Close(EntryState.Done, "Unchanged"), Decide(Entry(what: HostEvent.Sent), Linked));

    [Fact]
    public void A_draft_is_refused_whatever_event_brings_it()
    {
        var entry = Entry();
        var refused = Assert.IsType<OutgoingDecision.Refuse>(
            Deciding.Outgoing(Facts(entry) with { Record = HostRecords.Invoice() with { Status = DocumentStatus.Draft } })
        );
        Assert.Equal("document.draft", refused.Problem.Code);
    }

    [Fact]
    public void What_refers_to_an_unlinked_record_waits_for_it()
    {
        var missing = new LocalRecord(RecordType.Of<Customer>(), "C-1");
        var wait = Assert.IsType<OutgoingDecision.WaitFor>(Deciding.Outgoing(Facts(Entry()) with { Missing = new(missing) }));
        Assert.Equal(missing, wait.For);
        Assert.Equal("reference.unlinked", wait.Problem.Code);
    }

    [Fact]
    public void A_void_needs_no_customer() =>
        Assert.IsType<OutgoingDecision.Send>(
            Deciding.Outgoing(Facts(Entry(WriteVerb.Void), Linked) with { Missing = new(new(RecordType.Of<Customer>(), "C-1")) }));

    [Theory]
    [InlineData(EntryState.Pending)]
    [InlineData(EntryState.Waiting)]
    [InlineData(EntryState.Rejected)]
    public void A_later_version_takes_the_place_of_one_that_was_not_sent(EntryState state)
    {
        var (first, second) = (Entry(state: state), Entry(revision: 2));
        Assert.IsType<OutgoingDecision.Send>(Deciding.Outgoing(Facts(second) with { Earlier = [first] }));
        Assert.True(Deciding.IsOvertakenBy(first, second, mayStand: false));
        Assert.Equal(
            new OutgoingDecision.Close(EntryState.Superseded, "Superseded"),
            Deciding.Outgoing(Facts(first) with { Later = [second] })
        );
    }

    [Fact]
    public void A_later_version_waits_for_one_whose_effect_is_not_known()
    {
        var probe = Now + Duration.FromSeconds(9);
        Assert.Equal(
            new OutgoingDecision.Hold(probe),
            Deciding.Outgoing(Facts(Entry(revision: 2)) with { Earlier = [Entry(state: EntryState.Sent, due: probe)] })
        );
        Assert.False(Deciding.IsOvertakenBy(Entry(state: EntryState.Sent), Entry(revision: 2), mayStand: false));
    }

    [Fact]
    public void A_mark_goes_after_the_document_in_the_same_turn() =>
        Assert.Equal(new OutgoingDecision.Hold(null), Deciding.Outgoing(Facts(Entry(WriteVerb.MarkSent)) with { Earlier = [Entry()] }));

    [Theory]
    [InlineData(WriteVerb.Void, EntryState.Waiting)]
    [InlineData(WriteVerb.Void, EntryState.Rejected)]
    [InlineData(WriteVerb.Delete, EntryState.Waiting)]
    public void A_document_that_never_left_need_not_leave_to_be_voided(WriteVerb verb, EntryState state)
    {
        var (creation, last) = (Entry(state: state), Entry(verb));
        Assert.Equal(
            new OutgoingDecision.Close(EntryState.Done, "NotNeeded"),
            Deciding.Outgoing(Facts(last) with { Earlier = [creation] })
        );
        Assert.True(Deciding.IsOvertakenBy(creation, last, mayStand: false));
    }

    [Fact]
    public void What_waited_for_a_document_that_never_left_goes_with_it()
    {
        var creation = Entry(state: EntryState.Waiting);
        var (mark, last) = (Entry(WriteVerb.MarkSent, state: EntryState.Waiting), Entry(WriteVerb.Void));
        Assert.True(Deciding.IsOvertakenBy(mark, last, mayStand: false));
        Assert.False(Deciding.IsOvertakenBy(mark, last, mayStand: true));
        Assert.Equal(
            new OutgoingDecision.Close(EntryState.Done, "NotNeeded"),
            Deciding.Outgoing(Facts(last) with { Earlier = [creation, mark] }));
    }

    [Fact]
    public void A_document_that_may_have_left_is_not_forgotten_when_it_is_voided()
    {
        var tried = Entry(state: EntryState.Rejected) with { Tries = 1, ExternalId = "77" };
        var wait = Assert.IsType<OutgoingDecision.WaitFor>(Deciding.Outgoing(Facts(Entry(WriteVerb.Void)) with { Earlier = [tried] }));
        Assert.Equal("record.unsent", wait.Problem.Code);
        var sent = Entry(state: EntryState.Sent) with { Tries = 1 };
        Assert.IsType<OutgoingDecision.Hold>(Deciding.Outgoing(Facts(Entry(WriteVerb.Void)) with { Earlier = [sent] }));
    }

    [Theory]
    [InlineData(EntryState.Rejected)]
    [InlineData(EntryState.Pending)]
    public void A_document_that_was_refused_or_put_off_is_not_there_and_is_forgotten_when_it_is_voided(EntryState state)
    {
        var tried = Entry(state: state) with { Tries = 1 };
        Assert.Equal(
            new OutgoingDecision.Close(EntryState.Done, "NotNeeded"),
            Deciding.Outgoing(Facts(Entry(WriteVerb.Void)) with { Earlier = [tried] }));
    }

    [Theory]
    [InlineData(WriteVerb.MarkSent, "record.unlinked")]
    [InlineData(WriteVerb.MoveDate, "record.unlinked")]
    [InlineData(WriteVerb.Send, "record.unlinked")]
    public void What_changes_a_record_waits_until_it_is_linked(WriteVerb verb, string code) =>
        Assert.Equal(code, Assert.IsType<OutgoingDecision.WaitFor>(Decide(Entry(verb))).Problem.Code);

    [Theory]
    [InlineData(WriteVerb.Void)]
    [InlineData(WriteVerb.Delete)]
    [InlineData(WriteVerb.Archive)]
    [InlineData(WriteVerb.Unapply)]
    public void What_takes_away_a_record_that_is_not_there_is_not_needed(WriteVerb verb) =>
        Assert.Equal(new OutgoingDecision.Close(EntryState.Done, "NotNeeded"), Decide(Entry(verb)));

    [Fact]
    public void A_record_that_was_deleted_in_the_system_is_not_made_again_by_itself()
    {
        var gone = Linked with { IsGone = true };
        Assert.Equal("record.gone", Assert.IsType<OutgoingDecision.Refuse>(Decide(Entry(), gone)).Problem.Code);
        Assert.Equal(new OutgoingDecision.Close(EntryState.Done, "NotNeeded"), Decide(Entry(WriteVerb.Void), gone));
    }

    [Theory]
    [InlineData(WriteVerb.Void, DocumentStatus.Voided, true)]
    [InlineData(WriteVerb.Void, DocumentStatus.Final, false)]
    [InlineData(WriteVerb.MarkSent, DocumentStatus.Sent, true)]
    [InlineData(WriteVerb.MarkSent, DocumentStatus.Final, false)]
    [InlineData(WriteVerb.Send, DocumentStatus.Sent, false)]
    public void What_stands_already_is_not_asked_for(WriteVerb verb, DocumentStatus status, bool stands) =>
        Assert.Equal(stands, Decide(Entry(verb), Linked with { Seen = new() { Status = status } }) is OutgoingDecision.Close);

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_document_is_moved_only_when_its_date_differs(int day, bool stands) =>
        Assert.Equal(
            stands,
            Decide(Entry(WriteVerb.MoveDate), Linked with { Seen = new() { IssueDate = new LocalDate(2026, 3, day) } })
                is OutgoingDecision.Close
        );

    private static OutgoingDecision Decide(JournalEntry entry, Link? link = null) => Deciding.Outgoing(Facts(entry, link));

    private static OutgoingFacts Facts(JournalEntry entry, Link? link = null) => new()
    {
        Entry = entry,
        Kind = Kinds.Get(RecordType.Of<Invoice>()),
        Record = HostRecords.Invoice(),
        System = "QuickBooks",
        Link = link,
        Now = Now,
    };

    private static JournalEntry Entry(
        WriteVerb verb = WriteVerb.Upsert,
        HostEvent what = HostEvent.Finalized,
        long revision = 1,
        EntryState state = EntryState.Pending,
        Instant? due = null
    ) =>
        new()
        {
            Id = Ids.Next(),
            Tenant = "tenant",
            ConnectionId = "conn",
            RecordType = RecordType.Of<Invoice>(),
            LocalId = "I-1",
            Verb = verb,
            Event = what,
            Revision = revision,
            Payload = "{}",
            Fingerprint = "new",
            PublishedAt = Now,
            State = state,
            DueAt = due ?? Now,
            ChangedAt = Now,
        };
}
