namespace Sequence.Connectors.Sync.Tests;

/// <summary>The truth table of what may be linked by hand.</summary>
public sealed class LinkDecisionTests
{
    private static readonly LocalRecord Local = new(RecordType.Of<Customer>(), "C-1");

    [Fact]
    public void Two_free_records_may_be_linked() => Assert.Empty(Assert.IsType<LinkDecision.Make>(Decide()).Replaced);

    [Fact]
    public void What_is_linked_stands() =>
        Assert.IsType<LinkDecision.Stands>(Decide(local: [Link("C-1", "58")], remote: [Link("C-1", "58")]));

    [Fact]
    public void A_second_record_of_the_host_is_refused_by_the_name_of_the_first()
    {
        var problem = Assert.IsType<LinkDecision.Refuse>(Decide(remote: [Link("C-2", "58")])).Problem;

        Assert.Equal("link.remote.taken", problem.Code);
        Assert.Contains("'C-2'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_record_of_the_system_is_refused_by_the_id_of_the_first()
    {
        var problem = Assert.IsType<LinkDecision.Refuse>(Decide(local: [Link("C-1", "7")])).Problem;

        Assert.Equal("link.local.taken", problem.Code);
        Assert.Contains("'7'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_currency_is_another_record() => Assert.IsType<LinkDecision.Make>(Decide(local: [Link("C-1", "7", "EUR")]));

    [Fact]
    public void A_record_of_the_system_has_one_of_the_host_whatever_the_currency() =>
        Assert.IsType<LinkDecision.Refuse>(Decide(remote: [Link("C-2", "58", "EUR")]));

    [Fact]
    public void A_link_to_what_is_gone_makes_room()
    {
        var gone = Link("C-1", "7") with { IsGone = true };

        Assert.Equal([gone], Assert.IsType<LinkDecision.Make>(Decide(local: [gone])).Replaced);
    }

    [Fact]
    public void What_is_being_created_is_not_linked_meanwhile()
    {
        var sent = new JournalEntry
        {
            Id = Guid.CreateVersion7(),
            Tenant = "tenant",
            ConnectionId = "conn",
            RecordType = Local.Type,
            LocalId = Local.LocalId,
            Variant = "USD",
            Verb = WriteVerb.Upsert,
            Event = HostEvent.Saved,
            Revision = 1,
            Payload = "{}",
            Fingerprint = "f",
            PublishedAt = Instant.FromUtc(2026, 3, 1, 12, 0),
            ChangedAt = Instant.FromUtc(2026, 3, 1, 12, 0),
            State = EntryState.Sent,
        };

        Assert.Equal("link.pending", Assert.IsType<LinkDecision.Refuse>(Decide(open: [sent])).Problem.Code);
        Assert.IsType<LinkDecision.Make>(Decide(open: [sent with { State = EntryState.Pending }]));
        Assert.IsType<LinkDecision.Make>(Decide(open: [sent with { Variant = "EUR" }]));
    }

    [Fact]
    public void What_happened_before_the_link_is_news_and_the_content_is_not()
    {
        var paid = new SeenState { Fingerprint = "f", Status = DocumentStatus.Sent, PaymentStatus = PaymentStatus.Paid, Balance = 0m };

        Assert.Equal([RemoteChangeKind.Sent, RemoteChangeKind.Paid], Noticing.Changes(LinkDecision.Baseline(paid), paid));
        var fresh = new SeenState
        {
            Fingerprint = "f",
            Status = DocumentStatus.Final,
            PaymentStatus = PaymentStatus.Unpaid,
            Balance = 100m,
        };
        Assert.Empty(Noticing.Changes(LinkDecision.Baseline(fresh), fresh));
        var archived = new SeenState { Fingerprint = "f", State = RecordState.Archived };
        Assert.Empty(Noticing.Changes(LinkDecision.Baseline(archived), archived));
    }

    [Theory]
    [InlineData("58", "58")]
    [InlineData("  58\n", "58")]
    [InlineData("https://app.system.example/app/customer?id=58", "58")]
    [InlineData("https://app.system.example/app/login?pagereq=customer%3Fid%3D58&company=123", "58 123")]
    public void An_id_is_read_as_people_paste_it(string pasted, string ids) =>
        Assert.Equal(ids, string.Join(' ', PastedId.Read(pasted).Ids));

    private static LinkDecision Decide(
        IReadOnlyList<Link>? local = null,
        IReadOnlyList<Link>? remote = null,
        IReadOnlyList<JournalEntry>? open = null
    ) =>
        LinkDecision.Of(
            new()
            {
                Local = Local,
                ExternalId = "58",
                Variant = "USD",
                System = "QuickBooks",
                OfLocal = local ?? [],
                OfRemote = remote ?? [],
                Open = open ?? [],
            }
        );

    private static Link Link(string localId, string externalId, string variant = "USD") =>
        new()
        {
            Id = Guid.CreateVersion7(),
            ConnectionId = "conn",
            RecordType = Local.Type,
            LocalId = localId,
            Variant = variant,
            ExternalId = externalId,
            Origin = LinkOrigin.Manual,
            LinkedAt = Instant.FromUtc(2026, 3, 1, 12, 0),
            Version = 1,
        };
}
