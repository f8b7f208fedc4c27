using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Sequence.Connectors.AspNetCore;

/// <summary>Traces and metrics of the endpoints, under the name that all of Sequence.Connectors uses.</summary>
internal static class EndpointTelemetry
{
    private static readonly ActivitySource Source = new(ConnectorTelemetry.Name);
    private static readonly Meter Meter = new(ConnectorTelemetry.Name);
    private static readonly Counter<long> Webhooks =
        Meter.CreateCounter<long>("sequence.connectors.webhooks", "{delivery}", "Webhook deliveries by what they were answered with.");

    public static Activity? StartWebhook(string connector) => Source.StartActivity("webhook")?.SetTag("sequence.connector", connector);

    public static void CountWebhook(string connector, int status) => Webhooks.Add(
        1,
        new KeyValuePair<string, object?>("sequence.connector", connector),
        new KeyValuePair<string, object?>("http.response.status_code", status));
}
