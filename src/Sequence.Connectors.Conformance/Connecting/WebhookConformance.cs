using System.Text;

namespace Sequence.Connectors.Conformance;

/// <summary>
/// What a receiver of webhooks promises of a delivery that the vendor signed. Derive it once for each vector: one delivery that the vendor
/// published, or that was recorded, is enough.
/// </summary>
public abstract class WebhookConformance
{
    /// <summary>The receiver.</summary>
    protected abstract IWebhookReceiver Receiver { get; }

    /// <summary>A delivery with a right signature and at least one event.</summary>
    protected abstract WebhookRequest Delivery { get; }

    /// <summary>The secret that the delivery was signed with.</summary>
    protected abstract Secret Secret { get; }

    /// <summary>A delivery that the vendor signed is accepted, and its events name account, type and record.</summary>
    [Fact]
    public void The_right_signature_is_accepted()
    {
        var verdict = Receiver.Verify(Delivery, [Secret]);

        Assert.True(verdict.IsAuthentic);
        Assert.InRange(verdict.StatusCode, 200, 299);
        Assert.NotEmpty(verdict.Events);
        Assert.All(verdict.Events, one => Assert.DoesNotContain(
            "", new[] { one.AccountId, one.TypeText, one.KindText, one.ExternalId, one.DedupeKey }));
    }

    /// <summary>While a secret is being changed, the old and the new one count.</summary>
    [Fact]
    public void Any_of_the_secrets_may_match() =>
        Assert.True(Receiver.Verify(Delivery, [new Secret("another-secret"), Secret]).IsAuthentic);

    /// <summary>Proxies and servers spell the names of headers as they like.</summary>
    [Fact]
    public void Header_names_count_in_any_case()
    {
        var headers = Delivery.Headers.ToDictionary(
            header => header.Key.ToUpperInvariant(), header => header.Value, StringComparer.Ordinal);

        Assert.True(Receiver.Verify(Delivery with { Headers = headers }, [Secret]).IsAuthentic);
    }

    /// <summary>Nobody but the vendor makes a host act.</summary>
    [Fact]
    public void Another_secret_is_refused() => AssertRefused(Delivery, new Secret("another-secret"));

    /// <summary>No secret at all accepts nothing.</summary>
    [Fact]
    public void No_secret_refuses_everything() => AssertRefused(Receiver.Verify(Delivery, []));

    /// <summary>A delivery that was changed on its way is refused, whichever byte it was.</summary>
    [Fact]
    public void A_changed_body_is_refused()
    {
        for (var at = 0; at < Delivery.Body.Length; at += Math.Max(Delivery.Body.Length / 20, 1))
        {
            var body = Delivery.Body.ToArray();
            body[at] ^= 1;
            AssertRefused(Delivery with { Body = body }, Secret);
        }
    }

    /// <summary>A delivery without a signature is refused.</summary>
    [Fact]
    public void A_missing_signature_is_refused() =>
        AssertRefused(Delivery with { Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) }, Secret);

    /// <summary>Whatever the internet sends is refused without an exception.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[")]
    [InlineData("{\"eventNotifications\":7}")]
    [InlineData("\u0000\ufffd not JSON")]
    public void Other_content_is_refused_without_an_exception(string body) =>
        AssertRefused(Delivery with { Body = Encoding.UTF8.GetBytes(body) }, Secret);

    /// <summary>A signature that is no signature is refused without an exception.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("%%%")]
    [InlineData("AAAA")]
    public void A_malformed_signature_is_refused_without_an_exception(string signature)
    {
        var headers = Delivery.Headers.ToDictionary(header => header.Key, _ => signature, StringComparer.OrdinalIgnoreCase);

        AssertRefused(Delivery with { Headers = headers }, Secret);
    }

    /// <summary>
    /// A delivery that comes twice has equal keys, so that its events count once; different events of it have different keys.
    /// </summary>
    [Fact]
    public void A_repeated_delivery_has_equal_dedupe_keys()
    {
        var first = Receiver.Verify(Delivery, [Secret]).Events;
        var second = Receiver.Verify(Delivery with { ReceivedAt = Delivery.ReceivedAt + Duration.FromSeconds(20) }, [Secret]).Events;

        Assert.Equal(first.Select(one => one.DedupeKey), second.Select(one => one.DedupeKey));
        Assert.Equal(first.Distinct().Count(), first.Select(one => one.DedupeKey).Distinct(StringComparer.Ordinal).Count());
    }

    private void AssertRefused(WebhookRequest request, Secret secret) => AssertRefused(Receiver.Verify(request, [secret]));

    private static void AssertRefused(WebhookVerdict verdict)
    {
        Assert.False(verdict.IsAuthentic);
        Assert.InRange(verdict.StatusCode, 400, 499);
        Assert.Empty(verdict.Events);
    }
}
