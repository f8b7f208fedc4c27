using System.Net;
using System.Text;

namespace Sequence.Connectors.Simulators;

/// <summary>
/// The sender of webhooks: keeps what happened until it is delivered, in order. After an answer other than 200 the same delivery comes
/// again,
/// and later events wait for it.
/// </summary>
public sealed class QuickBooksWebhooks
{
    private static readonly TimeSpan[] Retries =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20),
        TimeSpan.FromHours(2), TimeSpan.FromHours(4), TimeSpan.FromHours(6),
    ];

    private readonly Lock gate = new();
    private readonly TimeProvider clock;
    private readonly List<QuickBooksEvent> events = [];
    private QuickBooksWebhookDelivery? held;
    private QuickBooksWebhookDelivery? last;
    private int failures;

    internal QuickBooksWebhooks(TimeProvider clock, string verifierToken)
    {
        this.clock = clock;
        VerifierToken = verifierToken;
    }

    /// <summary>The body format; CloudEvents unless set.</summary>
    public QuickBooksWebhookFormat Format { get; set; }

    /// <summary>The secret that signs every body.</summary>
    public string VerifierToken { get; }

    /// <summary>The most events in one delivery; 100 unless set.</summary>
    public int MaximumEvents { get; set; } = 100;

    /// <summary>When the held delivery may be tried again; null while none is held.</summary>
    public DateTimeOffset? RetryAt { get; private set; }

    /// <summary>What waits for delivery, oldest first; a held delivery's events are among it.</summary>
    public IReadOnlyList<QuickBooksEvent> Pending
    {
        get { lock (gate) { return [.. held?.Events ?? [], .. events]; } }
    }

    /// <summary>Takes the next delivery as sent and acknowledged; null when nothing waits.</summary>
    public QuickBooksWebhookDelivery? TakeNext()
    {
        lock (gate)
        {
            var next = held ?? Build();
            Acknowledge(next);
            return next;
        }
    }

    /// <summary>
    /// Posts the next delivery to <paramref name="endpoint"/>: null when nothing waits or a retry is not yet due, otherwise the status of
    /// the answer,
    /// or 0 when none came. Anything but 200 holds the delivery back until <see cref="RetryAt"/>.
    /// </summary>
    public async Task<HttpStatusCode?> DeliverAsync(HttpClient client, Uri endpoint, CancellationToken cancellationToken = default)
    {
        QuickBooksWebhookDelivery? next;
        lock (gate)
        {
            if (held is not null && RetryAt > clock.GetUtcNow())
            {
                return null;
            }

            next = held ??= Build();
        }

        if (next is null)
        {
            return null;
        }

        var status = await WebhookPost.SendAsync(client, endpoint, next.Body, next.ContentType, next.Headers, cancellationToken)
            .ConfigureAwait(false);
        lock (gate)
        {
            if (status == HttpStatusCode.OK)
            {
                Acknowledge(next);
            }
            else
            {
                RetryAt = clock.GetUtcNow() + Retries[Math.Min(failures++, Retries.Length - 1)];
            }
        }

        return status;
    }

    /// <summary>
    /// The delivery that was acknowledged last, to be sent once more: QuickBooks delivers at least once. Null before the first.
    /// </summary>
    public QuickBooksWebhookDelivery? RepeatLast()
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

    /// <summary>Drops the oldest waiting events as if they had never been sent, and returns them.</summary>
    public IReadOnlyList<QuickBooksEvent> Lose(int count = int.MaxValue)
    {
        lock (gate)
        {
            var lost = events.Take(count).ToList();
            events.RemoveRange(0, lost.Count);
            return lost;
        }
    }

    /// <summary>Builds a signed delivery of any events, whether they happened or not; nothing is queued.</summary>
    public QuickBooksWebhookDelivery Build(IReadOnlyList<QuickBooksEvent> content)
    {
        var body = Encoding.UTF8.GetBytes(
            Format == QuickBooksWebhookFormat.CloudEvents
                ? QuickBooksWebhookPayloads.CloudEvents(content, Guid.NewGuid)
                : QuickBooksWebhookPayloads.Legacy(content));
        var headers = new Dictionary<string, string>
        {
            ["intuit-signature"] = QuickBooksWebhookPayloads.Sign(body, VerifierToken),
            ["intuit-created-time"] = clock.GetUtcNow().UtcDateTime.ToString(
                "yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
            ["intuit-t-id"] = Guid.NewGuid().ToString(),
            ["intuit-notification-schema-version"] = "0.1",
        };
        var type = Format == QuickBooksWebhookFormat.CloudEvents ? "application/cloudevents+json" : "application/json";
        return new QuickBooksWebhookDelivery(body, type, headers, content);
    }

    internal void Add(QuickBooksEvent happened)
    {
        lock (gate)
        {
            events.Add(happened);
        }
    }

    private QuickBooksWebhookDelivery? Build()
    {
        var content = events.Take(MaximumEvents).ToList();
        events.RemoveRange(0, content.Count);
        return content.Count == 0 ? null : Build(content);
    }

    private void Acknowledge(QuickBooksWebhookDelivery? delivered)
    {
        held = null;
        RetryAt = null;
        failures = 0;
        last = delivered ?? last;
    }
}
