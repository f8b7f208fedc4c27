using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.QuickBooks;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>Every app signs with a token of its own, and that of an app for trying things out may be known to more people.</summary>
public sealed class AppTokenTests
{
    private static readonly Secret OtherToken = new("token-of-another-app");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_of_one_app_tells_nothing_of_a_company_that_is_connected_with_another()
    {
        await using var world = await SyncWorld.StartAsync(addHost: services =>
            services.Configure<QuickBooksOptions>(options => options.App("trial", app =>
            {
                (app.ClientId, app.ClientSecret) = ("trial", new Secret("secret"));
                app.WebhookSecrets.Add(OtherToken);
            }))
        );
        var invoice = await world.PushAsync(HostRecords.Invoice(net: 100m));
        world.Company.ReceivePayment(invoice, 40m);
        var delivery = world.QuickBooks.Webhooks.TakeNext()!;

        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(OtherToken.Reveal()), delivery.Body.Span);
        var forged = await ReceiveAsync(
            world,
            new Dictionary<string, string>(delivery.Headers) { ["intuit-signature"] = Convert.ToBase64String(signature) },
            delivery.Body
        );
        await world.RunAsync();
        var heard = world.Told.All.Count;
        var real = await ReceiveAsync(world, delivery.Headers, delivery.Body);
        await world.RunAsync();

        Assert.Equal((200, "trial", 0), (forged.StatusCode, Assert.Single(forged.Apps), heard));
        Assert.Equal("sandbox", Assert.Single(real.Apps));
        Assert.Single(world.Told.Of<InvoicePaymentChanged>());

        static Task<WebhookVerdict> ReceiveAsync(SyncWorld to, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body) =>
            to.Engine.ReceiveAsync(
                "quickbooks",
                new()
                {
                    Method = "POST",
                    Address = new("https://host.example/webhooks/quickbooks"),
                    Headers = headers,
                    Body = body,
                    ReceivedAt = Instant.FromDateTimeOffset(to.Clock.GetUtcNow()),
                },
                cancellationToken: Token
            );
    }
}
