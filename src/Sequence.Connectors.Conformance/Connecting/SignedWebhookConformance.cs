using System.Text;

namespace Sequence.Connectors.Conformance;

/// <summary>
/// What a receiver promises of content that only someone who can sign can make. Derive it where a test can sign as the vendor does.
/// </summary>
public abstract class SignedWebhookConformance
{
    /// <summary>The receiver.</summary>
    protected abstract IWebhookReceiver Receiver { get; }

    /// <summary>The secret to sign with.</summary>
    protected abstract Secret Secret { get; }

    /// <summary>The status with which the vendor wants a delivery acknowledged that cannot be read.</summary>
    protected abstract int StatusOfUnreadable { get; }

    /// <summary>A delivery with a body, signed with the secret as the vendor does.</summary>
    protected abstract WebhookRequest Sign(ReadOnlyMemory<byte> body);

    /// <summary>A body with one event for each account.</summary>
    protected abstract ReadOnlyMemory<byte> BodyFor(params IReadOnlyList<string> accounts);

    /// <summary>A body with one event of a type and a kind that nobody knows yet.</summary>
    protected abstract ReadOnlyMemory<byte> UnknownBody();

    /// <summary>What cannot be read is acknowledged, so that the vendor does not switch deliveries off, and is reported.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("[7]")]
    public void Unreadable_content_is_acknowledged_and_reported(string body)
    {
        var verdict = Receiver.Verify(Sign(Encoding.UTF8.GetBytes(body)), [Secret]);

        Assert.Equal((true, StatusOfUnreadable), (verdict.IsAuthentic, verdict.StatusCode));
        Assert.Empty(verdict.Events);
        Assert.NotEmpty(verdict.Problems);
    }

    /// <summary>One delivery may carry events of several accounts; each goes to its own.</summary>
    [Fact]
    public void Events_of_several_accounts_keep_their_account()
    {
        var verdict = Receiver.Verify(Sign(BodyFor("1001", "1002")), [Secret]);

        Assert.Equal(["1001", "1002"], verdict.Events.Select(one => one.AccountId));
        Assert.Equal(2, verdict.Events.Select(one => one.DedupeKey).Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>An event of a type or a kind that nobody knows yet is passed on in the system's own words.</summary>
    [Fact]
    public void Unknown_words_are_kept()
    {
        var verdict = Receiver.Verify(Sign(UnknownBody()), [Secret]);

        var unknown = Assert.Single(verdict.Events);
        Assert.Equal((true, null, WebhookEventKind.Unknown), (verdict.IsAuthentic, unknown.RecordType, unknown.Kind));
        Assert.DoesNotContain("", new[] { unknown.TypeText, unknown.KindText });
    }
}
