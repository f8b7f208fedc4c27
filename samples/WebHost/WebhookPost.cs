using Microsoft.Extensions.Hosting;
using Sequence.Connectors.Simulators;

namespace WebHost;

/// <summary>The vendors' side: posts what happened in their books to the app's endpoints, and again when it is not acknowledged.</summary>
internal sealed class WebhookPost(SimulatorServer simulators, Uri app) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var client = new HttpClient();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await simulators.QuickBooks.Webhooks.DeliverAsync(client, new(app, "/connectors/webhooks/quickbooks"), stoppingToken);
            await simulators.Xero.Webhooks.DeliverAsync(client, new(app, "/connectors/webhooks/xero"), stoppingToken);
        }
    }
}
