using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.QuickBooks;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore.Tests;

public sealed class SecretTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hundred_planted_secrets_appear_in_no_log_answer_or_exception()
    {
        var planted = Enumerable
            .Range(0, 100)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"planted-{one:000}-{Guid.NewGuid():N}"))
            .ToArray();
        await using var world = await EndpointWorld.StartAsync(connectors: builder =>
            builder.AddQuickBooks(quickbooks => Plant(quickbooks, planted[..50]))
        );
        using var browser = world.Browser();
        var connection = await world.ConnectAsync(browser);
        var told = new List<string>();
        var tokens = new Queue<string>(planted[50..]);

        // Everything fails, in as many ways as there are endpoints, each with tokens that it has just read.
        foreach (
            var (method, path) in AccessTests
                .Operations(world)
                .Concat([("POST", "/connectors/webhooks/quickbooks"), ("GET", "/connectors/connections/x")])
        )
        {
            var address = path.Replace("{connection}", connection.Id, StringComparison.Ordinal)
                .Replace("{system}", "quickbooks", StringComparison.Ordinal);
            foreach (
                var body in (string[])
                    [
                        "{}",
                        "{\"app\":\"app-3\",\"externalId\":\"1\",\"customerId\":\"C-1\",\"localId\":\"C-1\",\"type\":\"Customer\",\"entity\":\"\"}",
                    ]
            )
            {
                await PlantTokensAsync(world, connection, tokens);
                using var request = new HttpRequestMessage(new HttpMethod(method), address);
                request.Content = method == "GET" ? null : new StringContent(body, null, "application/json");
                using var answer = await browser.SendAsync(request, Token);
                told.Add($"{answer} {await answer.Content.ReadAsStringAsync(Token)}");
            }
        }

        await PlantTokensAsync(world, connection, tokens);
        await world.Engine.Publisher.PublishAsync("tenant-1", world.Books.Add("I-1", "C-1"), HostEvent.Finalized, cancellationToken: Token);
        await world.Engine.RunDueAsync(Token);
        told.Add(await browser.GetStringAsync("/connectors/problems.csv", Token));
        var exception = await Assert.ThrowsAnyAsync<Exception>(async () =>
            await (await world.Services.GetRequiredService<SequenceConnectors>().OpenAsync(connection.Id, Token)).PreflightAsync(Token));
        told.Add(exception.ToString());

        Assert.NotEmpty(world.Logs.All);
        Assert.True(told.Count > 60);
        Assert.All(
            planted,
            secret => Assert.DoesNotContain(world.Logs.All.Concat(told), text => text.Contains(secret, StringComparison.Ordinal))
        );
    }

    [Fact]
    public void What_data_protection_encrypted_is_read_for_the_same_purpose_only()
    {
        var services = new ServiceCollection();
        services.AddSequenceConnectors(connectors => connectors.UseDataProtection());
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        using var provider = services.BuildServiceProvider();
        var protector = provider.GetRequiredService<ISecretProtector>();

        var data = protector.Protect(new Secret("refresh-me"), "grant");

        Assert.Equal("refresh-me", protector.Unprotect(data, "grant").Reveal());
        Assert.DoesNotContain("refresh-me", System.Text.Encoding.UTF8.GetString(data), StringComparison.Ordinal);
        Assert.ThrowsAny<CryptographicException>(() => protector.Unprotect(data, "pending"));
        data[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => protector.Unprotect(data, "grant"));
    }

    private static void Plant(QuickBooksOptions quickbooks, string[] secrets)
    {
        for (var one = 0; one < secrets.Length; one += 2)
        {
            var (client, webhook) = (secrets[one], secrets[one + 1]);
            quickbooks.App($"app-{one / 2}", app =>
            {
                app.ClientId = "a client";
                app.ClientSecret = new Secret(client);
                app.WebhookSecrets.Add(new Secret(webhook));
            });
        }
    }

    // A connection in order, with tokens that QuickBooks does not know: the next call fails, and so does each renewal.
    private static async Task PlantTokensAsync(EndpointWorld world, Connection connection, Queue<string> secrets)
    {
        var (access, refresh) = (secrets.Dequeue(), secrets.Dequeue());
        secrets.Enqueue(access);
        secrets.Enqueue(refresh);
        var grants = world.Services.GetRequiredService<IGrantStore>();
        var stands = (await world.Connections.FindAsync(connection.Id, Token))!;
        var planted = await grants.AddAsync(
            new()
            {
                Id = Guid.NewGuid().ToString("N"),
                Connector = "quickbooks",
                App = "sandbox",
                AccessToken = new Secret(access),
                RefreshToken = new Secret(refresh),
            },
            Token
        );
        var renewed = stands with { GrantId = planted.Id, State = ConnectionState.Active, StateReason = null };
        Assert.NotNull(await world.Connections.TryReplaceAsync(renewed, Token));
    }
}
