using Microsoft.Extensions.Hosting;
using Sequence.Connectors.Simulators;

namespace WebHost;

/// <summary>Intuit's side: posts what happened in the simulated company to the app's endpoint, and again when it is not acknowledged.</summary>
internal sealed class WebhookPost(QuickBooksSimulator quickBooks, Uri endpoint) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var client = new HttpClient();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await quickBooks.Webhooks.DeliverAsync(client, endpoint, stoppingToken);
        }
    }
}
