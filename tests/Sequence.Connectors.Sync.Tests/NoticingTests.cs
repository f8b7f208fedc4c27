namespace Sequence.Connectors.Sync.Tests;

/// <summary>The truth table of what a look at a system's record means.</summary>
public sealed class NoticingTests
{
    private static readonly SeenState Open = new()
    {
        Version = "1",
        Fingerprint = "content",
        Status = DocumentStatus.Final,
        PaymentStatus = PaymentStatus.Unpaid,
        Balance = 100m,
        Total = 100m,
        State = RecordState.Active,
    };

    [Fact]
    public void A_new_version_with_nothing_new_in_it_is_no_news() => Assert.Empty(Noticing.Changes(Open, Open with { Version = "2" }));

    [Theory]
    [InlineData(PaymentStatus.Paid, 0)]
    [InlineData(PaymentStatus.PartiallyPaid, 40)]
    public void More_paid_is_told(PaymentStatus status, int balance) =>
        Assert.Equal([RemoteChangeKind.Paid], Noticing.Changes(Open, Open with { PaymentStatus = status, Balance = balance }));

    [Fact]
    public void Another_part_payment_is_told_by_its_balance() =>
        Assert.Equal(
            [RemoteChangeKind.Paid],
            Noticing.Changes(
                Open with
                {
                    PaymentStatus = PaymentStatus.PartiallyPaid,
                    Balance = 60m,
                },
                Open with
                {
                    PaymentStatus = PaymentStatus.PartiallyPaid,
                    Balance = 40m,
                }
            )
        );

    [Fact]
    public void A_payment_that_was_taken_back_is_told() =>
        Assert.Equal([RemoteChangeKind.Paid], Noticing.Changes(Open with { PaymentStatus = PaymentStatus.Paid, Balance = 0m }, Open));

    [Fact]
    public void Sent_is_told_once()
    {
        var sent = Open with { Status = DocumentStatus.Sent };
        Assert.Equal([RemoteChangeKind.Sent], Noticing.Changes(Open, sent));
        Assert.Empty(Noticing.Changes(sent, sent));
    }

    [Fact]
    public void A_void_is_told_alone_whatever_it_does_to_the_amounts()
    {
        var voided = Open with
        {
            Status = DocumentStatus.Voided,
            PaymentStatus = PaymentStatus.NothingDue,
            Balance = 0m,
            Fingerprint = "zeroed",
        };
        Assert.Equal([RemoteChangeKind.Voided], Noticing.Changes(Open, voided));
        Assert.Empty(Noticing.Changes(voided, voided with { Fingerprint = "other" }));
    }

    [Fact]
    public void Other_content_is_told() =>
        Assert.Equal([RemoteChangeKind.Changed], Noticing.Changes(Open, Open with { Fingerprint = "edited" }));

    [Fact]
    public void What_was_archived_is_told() =>
        Assert.Equal([RemoteChangeKind.Changed], Noticing.Changes(Open, Open with { State = RecordState.Archived }));

    [Fact]
    public void The_first_look_tells_what_is_beyond_the_beginning()
    {
        Assert.Empty(Noticing.Changes(SeenState.Nothing, Open));
        Assert.Equal(
            [RemoteChangeKind.Paid],
            Noticing.Changes(SeenState.Nothing, Open with { PaymentStatus = PaymentStatus.Paid, Balance = 0m })
        );
        Assert.Equal(
            [RemoteChangeKind.Voided],
            Noticing.Changes(SeenState.Nothing, Open with { Status = DocumentStatus.Voided })
        );
    }

    [Fact]
    public void An_event_that_is_not_younger_than_what_is_known_is_old_news()
    {
        var known = Instant.FromUtc(2026, 3, 1, 12, 0);
        var seen = Open with { ModifiedAt = known };
        Assert.True(Noticing.IsOldNews(Row(WebhookEventKind.Updated, known), seen));
        Assert.False(Noticing.IsOldNews(Row(WebhookEventKind.Updated, known + Duration.FromSeconds(1)), seen));
        Assert.False(Noticing.IsOldNews(Row(WebhookEventKind.Deleted, known), seen));
        Assert.False(Noticing.IsOldNews(Row(WebhookEventKind.Updated, null), seen));
    }

    private static InboxEvent Row(WebhookEventKind kind, Instant? at) => new()
    {
        Id = Guid.CreateVersion7(),
        Tenant = "tenant",
        ConnectionId = "conn",
        RecordType = RecordType.Of<Invoice>(),
        ExternalId = "77",
        Kind = kind,
        DedupeKey = "1",
        At = at,
        ReceivedAt = Instant.MinValue,
        ChangedAt = Instant.MinValue,
    };
}
