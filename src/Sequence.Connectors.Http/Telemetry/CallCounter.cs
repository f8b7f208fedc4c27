using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Sequence.Connectors.Http;

/// <summary>Counts requests per app and connection, in this process. The same numbers go to the meter, without the connection.</summary>
public sealed class CallCounter
{
    private readonly ConcurrentDictionary<(string Connector, string App, string ConnectionId), CallCounts> _counts = [];

    internal CallCounter()
    {
    }

    /// <summary>The counts of every connection that was used, as they are now.</summary>
    public IReadOnlyList<CallCounts> Snapshot() => [.. _counts.Values.OrderBy(one => (one.Connector, one.App, one.ConnectionId))];

    /// <summary>The counts of one connection, as they are now; zeros when it was not used.</summary>
    public CallCounts Of(Connection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return _counts.GetValueOrDefault((connection.Connector, connection.App, connection.Id)) ?? Zero(connection);
    }

    internal void CountRequest(ApiCall call) => Count(call, HttpTelemetry.Requests, 1, one => one with { Requests = one.Requests + 1 });

    internal void CountRetry(ApiCall call) => Count(call, HttpTelemetry.Retries, 1, one => one with { Retries = one.Retries + 1 });

    internal void CountLimitWait(ApiCall call) =>
        Count(call, HttpTelemetry.LimitWaits, 1, one => one with { LimitWaits = one.LimitWaits + 1 });

    internal void CountAnswer(ApiCall call)
    {
        if (call.Request.IsMetered && call.Answer is { Fault: null })
        {
            var cost = call.Request.Cost;
            Count(call, HttpTelemetry.MeteredReads, cost, one => one with { MeteredReads = one.MeteredReads + cost });
        }
    }

    private void Count(ApiCall call, Counter<long> instrument, long number, Func<CallCounts, CallCounts> add)
    {
        var connection = call.Target.Connection;
        _counts.AddOrUpdate((connection.Connector, connection.App, connection.Id), _ => add(Zero(connection)), (_, one) => add(one));
        instrument.Add(number, new TagList { { "sequence.connector", connection.Connector }, { "sequence.app", connection.App } });
    }

    private static CallCounts Zero(Connection connection) =>
        new()
        {
            Connector = connection.Connector,
            App = connection.App,
            ConnectionId = connection.Id,
        };
}
