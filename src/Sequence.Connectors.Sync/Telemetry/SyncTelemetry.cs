using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Sequence.Connectors.Sync;

/// <summary>
/// Traces and metrics of the engine, under <see cref="ConnectorTelemetry.Name"/>: how long changes take in both directions, what
/// fails, what waits, and what webhooks do not tell.
/// </summary>
internal static class SyncTelemetry
{
    private static readonly ActivitySource Source = new(ConnectorTelemetry.Name);
    private static readonly Meter Meter = new(ConnectorTelemetry.Name);
    private static readonly Histogram<long> Lag = Meter.CreateHistogram<long>(
        "sequence.connectors.lag",
        "ms",
        "From a webhook to the host's reaction (in), from publishing to the system's record (out)."
    );

    private static readonly Counter<long> Failures = Meter.CreateCounter<long>(
        "sequence.connectors.failures",
        "{failure}",
        "Reactions of the host that failed, and effects that a system refused."
    );

    private static readonly Counter<long> Changes = Meter.CreateCounter<long>(
        "sequence.connectors.changes",
        "{change}",
        "Changes that the host was told of, by what led to them: those of sweeps are those that no webhook told."
    );

    private static readonly Counter<long> UnroutedEvents = Meter.CreateCounter<long>(
        "sequence.connectors.webhooks.unrouted",
        "{event}",
        "Events of accounts that no connection is at work for."
    );

    private static readonly Gauge<long> Queue = Meter.CreateGauge<long>(
        "sequence.connectors.queue",
        "{row}",
        "Rows that are not done, by what they wait for."
    );

    private static readonly Gauge<long> Freshness = Meter.CreateGauge<long>(
        "sequence.connectors.freshness",
        "s",
        "The age of the stalest sweep: what changed in a system before is surely known."
    );

    /// <summary>The trace of what happens now, to be stored with what it leads to; null where nobody traces.</summary>
    public static string? TraceParent => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    /// <summary>The host's reaction, in the trace of the webhook that told of it first and linked to those of the others.</summary>
    public static Activity? StartReaction(string connector, IReadOnlyList<InboxEvent> rows)
    {
        var contexts = Contexts(rows.Select(row => row.TraceParent));
        return Start(
            Source.StartActivity(
                $"react {rows[0].RecordType.Name}",
                ActivityKind.Consumer,
                contexts.FirstOrDefault(),
                links: contexts.Skip(1).Select(one => new ActivityLink(one))
            ),
            connector,
            rows[0].ConnectionId,
            rows[0].RecordType
        );
    }

    /// <summary>A write of several records, linked to the traces in which they were published.</summary>
    public static Activity? StartWrite(Connection connection, RecordType type, IEnumerable<JournalEntry> entries) =>
        Start(
            Source.StartActivity(
                $"send {type.Name}",
                ActivityKind.Producer,
                default(ActivityContext),
                links: Contexts(entries.Select(entry => entry.TraceParent)).Select(one => new ActivityLink(one))
            ),
            connection.Connector,
            connection.Id,
            type
        );

    public static void Reacted(string connector, IReadOnlyList<InboxEvent> rows, Instant now)
    {
        // What a webhook told is not a sweep's find, though the sweep came upon it too.
        Changes.Add(1, Tag("sequence.connector", connector), Tag("sequence.source", Name(rows.Min(row => row.Source))));
        foreach (var row in rows.Where(row => row.Source == InboxSource.Webhook))
        {
            Took(connector, "in", now - row.ReceivedAt);
        }
    }

    public static void Written(string connector, IEnumerable<JournalEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry is { State: EntryState.Done, IsBackfill: false })
            {
                Took(connector, "out", entry.ChangedAt - entry.PublishedAt);
            }
            else if (entry is { State: EntryState.Rejected, Problems.Count: > 0 })
            {
                Failed(connector, entry.Problems[0].Code);
            }
        }
    }

    public static void Failed(string connector, string code) =>
        Failures.Add(1, Tag("sequence.connector", connector), Tag("sequence.problem", code));

    /// <summary>Counts events that nobody is told of, and why; whose account it is stays out of metrics.</summary>
    public static void Unrouted(string connector, IReadOnlyList<Connection> known, int events) =>
        UnroutedEvents.Add(
            events,
            Tag("sequence.connector", connector),
            Tag(
                "sequence.reason",
                known.Count == 0 ? "unknown"
                    : known.Any(one => one.State == ConnectionState.Unassigned) ? "unassigned"
                    : "disconnected"
            )
        );

    public static void Waiting(SyncBacklog backlog, Instant now)
    {
        Queue.Record(backlog.Publications, Tag("sequence.state", "published"));
        Queue.Record(backlog.Pending, Tag("sequence.state", "pending"));
        Queue.Record(backlog.Waiting, Tag("sequence.state", "waiting"));
        Queue.Record(backlog.Unsettled, Tag("sequence.state", "unsettled"));
        Queue.Record(backlog.Rejected, Tag("sequence.state", "rejected"));
        Queue.Record(backlog.Incoming, Tag("sequence.state", "incoming"));
        if (backlog.FreshAt is { } freshAt)
        {
            Freshness.Record((long)(now - freshAt).TotalSeconds);
        }
    }

    private static List<ActivityContext> Contexts(IEnumerable<string?> parents)
    {
        var contexts = new List<ActivityContext>();
        foreach (var parent in parents.OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (ActivityContext.TryParse(parent, traceState: null, isRemote: true, out var context))
            {
                contexts.Add(context);
            }
        }

        return contexts;
    }

    private static Activity? Start(Activity? activity, string connector, string connectionId, RecordType type) =>
        activity
            ?.SetTag("sequence.connector", connector)
            .SetTag("sequence.connection", connectionId)
            .SetTag("sequence.record_type", type.Name);

    private static void Took(string connector, string direction, Duration lag) =>
        Lag.Record((long)lag.TotalMilliseconds, Tag("sequence.connector", connector), Tag("sequence.direction", direction));

    private static string Name(InboxSource source) =>
        source switch
        {
            InboxSource.Webhook => "webhook",
            InboxSource.Sweep => "sweep",
            _ => "engine",
        };

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
