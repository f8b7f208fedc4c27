using System.Net;

namespace Sequence.Connectors.Simulators;

/// <summary>
/// The sender of webhooks: keeps what happened in every organisation until it is delivered to the app's one address. After an answer that
/// is not 2xx the same delivery comes again, at once and then every 15 minutes for 24 hours; then the subscription is disabled.
/// </summary>
public sealed class XeroWebhooks
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan GivesUpAfter = TimeSpan.FromHours(24);

    private readonly Lock gate = new();
    private readonly TimeProvider clock;
    private readonly List<XeroEvent> events = [];
    private XeroWebhookDelivery? held;
    private XeroWebhookDelivery? last;
    private DateTimeOffset? failingSince;
    private long sequence;

    internal XeroWebhooks(TimeProvider clock, string key)
    {
        this.clock = clock;
        Key = key;
    }

    /// <summary>The key that signs every body, used as text.</summary>
    public string Key { get; }

    /// <summary>The most events in one delivery; 100 unless set.</summary>
    public int MaximumEvents { get; set; } = 100;

    /// <summary>When the held delivery may be tried again; null while none is held.</summary>
    public DateTimeOffset? RetryAt { get; private set; }

    /// <summary>Whether Xero gave up after a day of refusals; <see cref="Enable"/> ends it.</summary>
    public bool IsDisabled { get; private set; }

    /// <summary>What waits for delivery, oldest first; a held delivery's events are among it.</summary>
    public IReadOnlyList<XeroEvent> Pending
    {
        get { lock (gate) { return [.. held?.Events ?? [], .. events]; } }
    }

    /// <summary>Takes the next delivery as sent and acknowledged; null when nothing waits.</summary>
    public XeroWebhookDelivery? TakeNext()
    {
        lock (gate)
        {
            var next = held ?? Next();
            Acknowledge(next);
            return next;
        }
    }

    /// <summary>
    /// Posts the next delivery to <paramref name="endpoint"/>: null when nothing waits, a retry is not yet due or the subscription is
    /// disabled, otherwise the status of the answer, or 0 when none came.
    /// </summary>
    public async Task<HttpStatusCode?> DeliverAsync(HttpClient client, Uri endpoint, CancellationToken cancellationToken = default)
    {
        XeroWebhookDelivery? next;
        lock (gate)
        {
            if (IsDisabled || (held is not null && RetryAt > clock.GetUtcNow()))
            {
                return null;
            }

            next = held ??= Next();
        }

        if (next is null)
        {
            return null;
        }

        var status = await WebhookPost.SendAsync(client, endpoint, next.Body, next.ContentType, next.Headers, cancellationToken)
            .ConfigureAwait(false);
        lock (gate)
        {
            Settle(next, isAccepted: (int)status is >= 200 and < 300);
        }

        return status;
    }

    /// <summary>
    /// What Xero posts before it enables a subscription: bodies without events, one signed well and the others wrongly, by one character.
    /// An app must answer 200 to the first and 401 to the others.
    /// </summary>
    public IReadOnlyList<XeroWebhookDelivery> IntentToReceive()
    {
        var good = XeroWebhookPayloads.Build([], 0, 0, Key);
        return [good, XeroWebhookPayloads.Missigned(good), XeroWebhookPayloads.Missigned(XeroWebhookPayloads.Build([], 0, 0, Key))];
    }

    /// <summary>Enables the subscription again; what was kept is delivered.</summary>
    public void Enable()
    {
        lock (gate)
        {
            (IsDisabled, failingSince, RetryAt) = (false, null, null);
        }
    }

    /// <summary>
    /// The delivery that was acknowledged last, to be sent once more: Xero delivers at least once. Null before the first.
    /// </summary>
    public XeroWebhookDelivery? RepeatLast()
    {
        lock (gate)
        {
            return last;
        }
    }

    /// <summary>Puts the waiting events in another order, the same one for the same seed.</summary>
    public void Shuffle(int seed)
    {
        lock (gate)
        {
            var shuffled = events.ToArray();
#pragma warning disable CA5394 // a seeded order that repeats is the purpose
            new Random(seed).Shuffle(shuffled);
#pragma warning restore CA5394
            events.Clear();
            events.AddRange(shuffled);
        }
    }

    /// <summary>Drops the oldest waiting events as if they had never been sent, and returns them; the sequence has a gap.</summary>
    public IReadOnlyList<XeroEvent> Lose(int count = int.MaxValue)
    {
        lock (gate)
        {
            var lost = events.Take(count).ToList();
            events.RemoveRange(0, lost.Count);
            sequence += lost.Count;
            return lost;
        }
    }

    /// <summary>Builds a signed delivery of any events, whether they happened or not; nothing is queued.</summary>
    public XeroWebhookDelivery Build(IReadOnlyList<XeroEvent> content) =>
        XeroWebhookPayloads.Build(content, sequence + 1, sequence + content.Count, Key);

    internal void Add(XeroEvent happened)
    {
        lock (gate)
        {
            events.Add(happened);
        }
    }

    private XeroWebhookDelivery? Next()
    {
        var content = events.Take(MaximumEvents).ToList();
        if (content.Count == 0)
        {
            return null;
        }

        events.RemoveRange(0, content.Count);
        sequence += content.Count;
        return XeroWebhookPayloads.Build(content, sequence - content.Count + 1, sequence, Key);
    }

    private void Settle(XeroWebhookDelivery delivered, bool isAccepted)
    {
        var now = clock.GetUtcNow();
        if (isAccepted)
        {
            Acknowledge(delivered);
            return;
        }

        RetryAt = failingSince is null ? now : now + RetryInterval;
        failingSince ??= now;
        IsDisabled = now - failingSince >= GivesUpAfter;
    }

    private void Acknowledge(XeroWebhookDelivery? delivered)
    {
        (held, RetryAt, failingSince) = (null, null, null);
        last = delivered ?? last;
    }
}
