using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Sequence.Connectors.Http;

/// <summary>The traces and metrics of requests, under the name that the whole SDK shares.</summary>
internal static class HttpTelemetry
{
    private static readonly ActivitySource Source = new(ConnectorTelemetry.Name);
    private static readonly Meter Meter = new(ConnectorTelemetry.Name);

    public static Counter<long> Requests { get; } = Meter.CreateCounter<long>(
        "sequence.connectors.http.requests", "{request}", "Requests sent, each attempt counted.");

    public static Counter<long> MeteredReads { get; } = Meter.CreateCounter<long>(
        "sequence.connectors.http.metered_reads", "{read}", "Reads that the system bills or counts against a quota.");

    public static Counter<long> Retries { get; } = Meter.CreateCounter<long>(
        "sequence.connectors.http.retries", "{retry}", "Repeats of requests.");

    public static Counter<long> LimitWaits { get; } = Meter.CreateCounter<long>(
        "sequence.connectors.http.limit_waits", "{wait}", "Requests that waited for a limit.");

    public static Counter<long> TokenRefreshes { get; } = Meter.CreateCounter<long>(
        "sequence.connectors.http.token_refreshes", "{refresh}", "Tokens that were renewed.");

    public static Activity? Start(ApiCall call) => Source.StartActivity(call.Request.Operation, ActivityKind.Client)?
        .SetTag("sequence.connector", call.Connector)
        .SetTag("sequence.connection", call.ConnectionId)
        .SetTag("http.request.method", call.Request.Method.Method)
        .SetTag("server.address", call.Target.ApiAddress.Host);
}
