using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Sequence.Connectors;

/// <summary>The names under which traces and metrics are found.</summary>
public static class ConnectorTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Sequence.Connectors";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Outcomes = Meter.CreateCounter<long>(
        "sequence.connectors.outcomes",
        "{outcome}",
        "Outcomes of writes."
    );

    internal static Activity? Start(string operation, string connector, string connectionId, RecordType? recordType)
    {
        var activity = Source.StartActivity(recordType is null ? operation : $"{operation} {recordType.Name}");
        return activity
            ?.SetTag("sequence.connector", connector)
            .SetTag("sequence.connection", connectionId)
            .SetTag("sequence.record_type", recordType?.Name);
    }

    internal static void Count(string connector, RecordType recordType, WriteOutcome outcome) => Outcomes.Add(
        1,
        new KeyValuePair<string, object?>("sequence.connector", connector),
        new KeyValuePair<string, object?>("sequence.record_type", recordType.Name),
        new KeyValuePair<string, object?>("sequence.outcome", outcome.GetType().Name));
}
