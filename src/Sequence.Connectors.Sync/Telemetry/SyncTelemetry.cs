using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Sequence.Connectors.Sync;

/// <summary>Traces and metrics of the engine, under <see cref="ConnectorTelemetry.Name"/>: how long changes take in both directions, and what fails.</summary>
internal static class SyncTelemetry
{
    private const int MostContexts = 10_000;

    private static readonly ActivitySource Source = new(ConnectorTelemetry.Name);
    private static readonly Meter Meter = new(ConnectorTelemetry.Name);
    private static readonly Histogram<double> Lag = Meter.CreateHistogram<double>(
        "sequence.connectors.lag", "s", "From a webhook to the host's reaction (in), from publishing to the system's record (out).");

    private static readonly Counter<long> Failures = Meter.CreateCounter<long>(
        "sequence.connectors.failures", "{failure}", "Reactions of the host that failed, and effects that a system refused or nobody knows of.");

    private static readonly ConcurrentDictionary<Guid, ActivityContext> Contexts = [];
    private static readonly ConcurrentQueue<Guid> Order = [];

    /// <summary>Remembers which trace told of a row; the oldest are forgotten, and so is everything when the process ends.</summary>
    public static void Remember(IReadOnlyList<InboxEvent> rows)
    {
        if (Activity.Current?.Context is not { } context)
        {
            return;
        }

        foreach (var row in rows)
        {
            Keep(row.Id, context);
        }
    }

    /// <summary>A row that another row led to lies in its trace.</summary>
    public static Guid Pass(Guid from, Guid to)
    {
        if (Contexts.TryGetValue(from, out var context))
        {
            Keep(to, context);
        }

        return to;
    }

    /// <summary>The host's reaction, in the trace of the webhook that told of it.</summary>
    public static Activity? StartReaction(string connector, InboxEvent row) =>
        Source.StartActivity($"react {row.RecordType.Name}", ActivityKind.Consumer, Contexts.GetValueOrDefault(row.Id))
            ?.SetTag("sequence.connector", connector).SetTag("sequence.connection", row.ConnectionId).SetTag("sequence.record_type", row.RecordType.Name);

    public static void Reacted(string connector, IReadOnlyList<InboxEvent> rows, Instant now)
    {
        foreach (var row in rows)
        {
            Lag.Record((now - row.ReceivedAt).TotalSeconds, Tag("sequence.connector", connector), Tag("sequence.direction", "in"));
        }
    }

    public static void Written(string connector, IEnumerable<JournalEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry is { State: EntryState.Done, IsBackfill: false })
            {
                Lag.Record((entry.ChangedAt - entry.PublishedAt).TotalSeconds, Tag("sequence.connector", connector), Tag("sequence.direction", "out"));
            }
            else if (entry is { State: EntryState.Rejected, Problems.Count: > 0 })
            {
                Failed(connector, entry.Problems[0].Code);
            }
        }
    }

    public static void Failed(string connector, string code) => Failures.Add(1, Tag("sequence.connector", connector), Tag("sequence.problem", code));

    private static void Keep(Guid row, ActivityContext context)
    {
        Contexts[row] = context;
        Order.Enqueue(row);
        if (Order.Count > MostContexts && Order.TryDequeue(out var oldest))
        {
            Contexts.TryRemove(oldest, out _);
        }
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
