using System.Text.Json.Nodes;

namespace Sequence.Connectors.CrashHost;

/// <summary>One life of the host: it takes in what came while it was down, publishes documents, and works until nothing is due.</summary>
internal sealed class CrashRun(CrashSetup setup, SharedTime time, ServiceProvider host, CrashPoints points)
{
    private static readonly Dictionary<string, string> WebhookKeys = new()
    {
        ["quickbooks"] = "5f0c8a52-91d4-4c37-8a36-simulated0001",
        ["xero"] = "c2ltdWxhdGVkIHhlcm8gd2ViaG9vayBrZXkgMDAwMQ==",
    };

    private SyncEngine Engine => host.GetRequiredService<SyncEngine>();

    public async Task RunAsync()
    {
        // No process starts in the very moment in which another one died.
        time.Clock.Advance(TimeSpan.FromSeconds(1));
        await time.TellAsync();
        await ReceiveAsync();
        await PublishAsync();
        await RestAsync();
        // What no webhook told is found by the next sweep.
        time.Clock.Advance(TimeSpan.FromHours(3.1));
        await time.TellAsync();
        await RestAsync();
    }

    private async Task ReceiveAsync()
    {
        foreach (var file in Directory.GetFiles(setup.Deliveries).Order(StringComparer.Ordinal))
        {
            var delivery = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
            var connector = (string)delivery["connector"]!;
            var verdict = await Engine.ReceiveAsync(
                connector,
                new()
                {
                    Method = "POST",
                    Address = new("https://host.example/webhooks"),
                    Headers = delivery["headers"]!.AsObject().ToDictionary(each => each.Key, each => (string)each.Value!),
                    Body = Convert.FromBase64String((string)delivery["body"]!),
                    ReceivedAt = Instant.FromDateTimeOffset(time.Clock.GetUtcNow()),
                },
                [new Secret(WebhookKeys[connector])]);
            if (!verdict.IsAuthentic)
            {
                throw new InvalidOperationException("A delivery was not taken in.");
            }

            // Only now is it acknowledged.
            File.Delete(file);
        }
    }

    private async Task PublishAsync()
    {
        await using var scope = host.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<HostContext>();
        var customer = HostDocuments.Customer(setup.Run);
        if (setup.Works)
        {
            await HostWork.GoOnAsync(context, Engine.Publisher);
        }

        context.AddPublications(Engine.Publisher.Compose(CrashSetup.Tenant, customer, HostEvent.Saved));
        for (var i = 0; i < setup.Documents; i++)
        {
            var (id, total, isCreditMemo) = ($"{setup.Run}-{i}", 100m + i, i % 5 == 4);
            context.Documents.Add(new() { Id = id, IsCreditMemo = isCreditMemo, Total = total, Balance = total });
            context.AddPublications(isCreditMemo
                ? Engine.Publisher.Compose(CrashSetup.Tenant, HostDocuments.CreditMemo(id, customer.Id, total), HostEvent.Finalized)
                : Engine.Publisher.Compose(CrashSetup.Tenant, HostDocuments.Invoice(id, customer.Id, total), HostEvent.Finalized));
        }

        await points.AroundAsync("publish", () => context.SaveChangesAsync());
    }

    private async Task RestAsync()
    {
        for (var turns = 0; turns < 500; turns++)
        {
            var turn = await Engine.RunDueAsync();
            if (turn.Worked)
            {
                continue;
            }

            if (turn.NextAt is not { } next)
            {
                return;
            }

            var wait = next.ToDateTimeOffset() - time.Clock.GetUtcNow() + TimeSpan.FromMilliseconds(1);
            time.Clock.Advance(wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1));
            await time.TellAsync();
        }

        var inbox = await host.GetRequiredService<ISyncStore>().QueryInboxAsync(new() { Max = 10_000 }, CancellationToken.None);
        var journal = await host.GetRequiredService<ISyncStore>().QueryJournalAsync(new() { Max = 10_000 }, CancellationToken.None);
        throw new InvalidOperationException($"""
            The engine does not come to rest. It is {time.Clock.GetUtcNow():O}.
            {string.Join('\n', journal.Where(one => !one.IsClosed))}
            {string.Join('\n', inbox.Where(one => one.State == InboxState.Pending))}
            """);
    }
}
