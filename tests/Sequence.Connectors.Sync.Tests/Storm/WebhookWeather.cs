using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>Delivers what QuickBooks tells as badly as it may: a tenth is lost, some comes twice, and nothing keeps its order.</summary>
internal sealed class WebhookWeather(LedgerWorld world, Random random)
{
    public int Lost { get; private set; }

    public int Repeated { get; private set; }

    public async Task DeliverAsync()
    {
        var webhooks = world.QuickBooks.Webhooks;
        webhooks.Shuffle(random.Next());
        var deliveries = new List<QuickBooksWebhookDelivery>();
        while (webhooks.TakeNext() is { } delivery)
        {
            var kept = delivery.Events.Where(_ => random.NextDouble() >= 0.1).ToList();
            Lost += delivery.Events.Count - kept.Count;
            foreach (var some in kept.Chunk(20))
            {
                deliveries.Add(webhooks.Build(some));
            }
        }

        var again = deliveries.Where(_ => random.NextDouble() < 0.2).ToList();
        Repeated += again.Sum(one => one.Events.Count);
        var all = deliveries.Concat(again).ToArray();
        random.Shuffle(all);
        foreach (var delivery in all)
        {
            await world.ReceiveAsync(delivery);
        }
    }
}
