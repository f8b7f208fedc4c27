using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.QuickBooks;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore.Tests;

/// <summary>Secrets are planted wherever one is kept or handed over, and everything that uses them fails.</summary>
public sealed class SecretTests : IDisposable
{
    private const int Apps = 25;

    private readonly ConcurrentQueue<string> _traced = [];
    private readonly List<string> _planted = [];
    private readonly List<string> _codes = [];
    private readonly List<string> _told = [];
    private readonly ActivityListener _listener;

    public SecretTests()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name == ConnectorTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = one => _traced.Enqueue(
                $"{one.DisplayName} {one.StatusDescription} {string.Join(' ', one.TagObjects)} "
                    + string.Join(' ', one.Events.SelectMany(each => each.Tags))),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task The_tokens_of_a_connection_appear_in_no_answer_log_trace_or_exception_whatever_fails()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var calls = AccessTests.Operations(world).Distinct().ToList();
        var uses = 0;
        foreach (var (method, path) in calls.Where(one => one.Path.Contains("{connection}", StringComparison.Ordinal)))
        {
            // Each has a connection of its own, whose tokens QuickBooks does not know: the call fails, and so does their renewal.
            var connection = await PlantConnectionAsync(world);
            foreach (var body in (string[])["{}", Body])
            {
                await CallAsync(browser, method, Filled(path, connection.Id), body);
            }

            uses += (await world.Services.GetRequiredService<IGrantStore>().FindAsync(connection.GrantId, Token))?.State
                == GrantState.Active ? 0 : 1;
        }

        var last = await PlantConnectionAsync(world);
        await world.Engine.Publisher.PublishAsync(
            "tenant-1", world.Books.Add("I-1", "C-1"), HostEvent.Finalized, new() { ConnectionId = last.Id }, Token);
        await world.Engine.RunDueAsync(Token);
        _told.Add(await browser.GetStringAsync("/connectors/problems.csv", Token));
        _told.Add(await browser.GetStringAsync("/connectors/log", Token));
        var exception = await Assert.ThrowsAnyAsync<Exception>(async () =>
            await (await Connectors(world).OpenAsync((await PlantConnectionAsync(world)).Id, Token)).PreflightAsync(Token));
        _told.Add(exception.ToString());

        // Most of the operations have sent the planted tokens, and were refused.
        Assert.True(uses >= 5, $"Only {uses} operations used what was planted.");
        AssertSecret(world);
    }

    [Fact]
    public async Task The_secrets_of_apps_the_codes_and_the_proof_keys_appear_nowhere_though_each_is_sent_and_refused()
    {
        var secrets = Enumerable.Range(0, Apps * 2).Select(_ => Plant()).ToArray();
        var pendings = new SeenPendings();
        await using var world = await EndpointWorld.StartAsync(
            services => services.AddSingleton<IPendingAuthorizationStore>(pendings),
            connectors: builder => builder.AddQuickBooks(quickbooks => Add(quickbooks, secrets)));
        using var browser = world.Browser();
        for (var app = 0; app < Apps; app++)
        {
            // QuickBooks does not know the app: the exchange bears secret and code, and is refused.
            var state = AuthorizationCallback.From(await EndpointWorld.AskAsync(browser, app: Name(app))).State!;
            var code = PlantCode();
            using var refused = await browser.GetAsync(
                $"/connectors/callback/quickbooks?code={code}&state={Uri.EscapeDataString(state)}&realmId=1", Token);
            Assert.StartsWith("/?connectError=connector.", refused.Headers.Location!.OriginalString, StringComparison.Ordinal);
            await TellAsync(refused);

            // What its webhook secret has signed is authentic and cannot be read; what another has is refused.
            var body = Encoding.UTF8.GetBytes($"not json {app}");
            foreach (var key in (string[])[secrets[(app * 2) + 1], "another"])
            {
                var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), body));
                using var answer = await world.DeliverAsync(
                    body, new Dictionary<string, string> { ["intuit-signature"] = signature });
                Assert.Equal(key == "another" ? HttpStatusCode.Unauthorized : HttpStatusCode.OK, answer.StatusCode);
                await TellAsync(answer);
            }
        }

        // A proof key goes with the code, which Xero does not know.
        var asked = AuthorizationCallback.From(await EndpointWorld.AskAsync(browser, app: "pkce", system: "xero")).State!;
        _planted.Add(pendings.Verifier!.Reveal());
        using var back = await browser.GetAsync($"/connectors/callback/xero?code={PlantCode()}&state={Uri.EscapeDataString(asked)}", Token);
        await TellAsync(back);

        Assert.True(_planted.Count + _codes.Count > 75);
        AssertSecret(world);

        // A code comes in the address, which ASP.NET Core logs with each request; it is used up by then. We add nothing to that.
        var ours = world.Logs.All.Where(line => !line.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal))
            .Concat(_told).Concat(_traced);
        Assert.All(_codes, code => Assert.DoesNotContain(ours, text => text.Contains(code, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_token_of_a_key_is_told_once_and_appears_nowhere_else()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var person = world.Browser();
        foreach (var verb in (string[])["revoke", "rotate", "nothing"])
        {
            var issued = (await EndpointWorld.PostAsync(person, "/connectors/keys", new JsonObject { ["name"] = verb }))!;
            _planted.Add(((string)issued["token"]!).Split('_', 3)[2]);
            using var machine = world.Browser(tenant: null);
            machine.DefaultRequestHeaders.Authorization = new("Bearer", (string)issued["token"]!);
            foreach (var path in (string[])["connections", "keys", "runs/x", "problems?max=x"])
            {
                using var answer = await machine.GetAsync($"/connectors/{path}", Token);
                await TellAsync(answer);
            }

            await CallAsync(person, "POST", $"/connectors/keys/{issued["key"]!["id"]}/revoke", "{}");
            await CallAsync(machine, "GET", "/connectors/connections", "{}");
            await CallAsync(person, "GET", "/connectors/keys", "{}");
        }

        Assert.All(_planted, secret => Assert.DoesNotContain(
            world.Logs.All.Concat(_told), text => text.Contains(secret, StringComparison.Ordinal)));
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
        Assert.DoesNotContain("refresh-me", Encoding.UTF8.GetString(data), StringComparison.Ordinal);
        Assert.ThrowsAny<CryptographicException>(() => protector.Unprotect(data, "pending"));
        data[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => protector.Unprotect(data, "grant"));
    }

    private const string Body =
        """{"app":"sandbox","externalId":"1","customerId":"C-1","localId":"C-1","type":"Customer","entity":"","values":{},"fieldMaps":[],"version":1}""";

    private string Plant()
    {
        _planted.Add(string.Create(CultureInfo.InvariantCulture, $"planted-{_planted.Count:000}-{Guid.NewGuid():N}"));
        return _planted[^1];
    }

    private string PlantCode()
    {
        _codes.Add($"code-{Guid.NewGuid():N}");
        return _codes[^1];
    }

    private void AssertSecret(EndpointWorld world)
    {
        Assert.NotEmpty(world.Logs.All);
        Assert.NotEmpty(_traced);
        var all = world.Logs.All.Concat(_told).Concat(_traced).ToList();
        Assert.All(_planted, secret => Assert.DoesNotContain(all, text => text.Contains(secret, StringComparison.Ordinal)));
    }

    private async Task CallAsync(HttpClient caller, string method, string path, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = method == "GET" ? null : new StringContent(body, null, "application/json");
        using var answer = await caller.SendAsync(request, Token);
        await TellAsync(answer);
    }

    private async Task TellAsync(HttpResponseMessage answer) => _told.Add($"{answer} {await answer.Content.ReadAsStringAsync(Token)}");

    private static string Filled(string path, string connection) => path
        .Replace("{connection}", connection, StringComparison.Ordinal)
        .Replace("{number}", "1", StringComparison.Ordinal)
        .Replace("{list}", "products", StringComparison.Ordinal);

    private static string Name(int app) => $"app-{app}";

    private static void Add(QuickBooksOptions quickbooks, string[] secrets)
    {
        for (var one = 0; one < Apps; one++)
        {
            var (client, webhook) = (secrets[one * 2], secrets[(one * 2) + 1]);
            quickbooks.App(Name(one), app =>
            {
                app.ClientId = $"unknown-{client.Length}";
                app.ClientSecret = new Secret(client);
                app.TokenAddress = quickbooks.Apps["sandbox"].TokenAddress;
                app.AuthorizeAddress = quickbooks.Apps["sandbox"].AuthorizeAddress;
                app.ApiAddress = quickbooks.Apps["sandbox"].ApiAddress;
                app.WebhookSecrets.Add(new Secret(webhook));
            });
        }
    }

    private async Task<Connection> PlantConnectionAsync(EndpointWorld world)
    {
        var id = Guid.NewGuid().ToString("N");
        await world.Services.GetRequiredService<IGrantStore>().AddAsync(
            new()
            {
                Id = id,
                Connector = "quickbooks",
                App = "sandbox",
                AccessToken = new Secret(Plant()),
                RefreshToken = new Secret(Plant()),
            },
            Token
        );
        return await world.Connections.AddAsync(
            new()
            {
                Id = id,
                Tenant = "tenant-1",
                Connector = "quickbooks",
                Environment = ConnectorEnvironment.Sandbox,
                App = "sandbox",
                GrantId = id,
                AccountId = id,
            },
            Token
        );
    }

    private static SequenceConnectors Connectors(EndpointWorld world) => world.Services.GetRequiredService<SequenceConnectors>();

    /// <summary>Shows the proof key of the last question.</summary>
    private sealed class SeenPendings : IPendingAuthorizationStore
    {
        private readonly InMemoryPendingAuthorizationStore _inner = new();

        public Secret? Verifier { get; private set; }

        public Task AddAsync(PendingAuthorization pending, CancellationToken cancellationToken)
        {
            Verifier = pending.CodeVerifier ?? Verifier;
            return _inner.AddAsync(pending, cancellationToken);
        }

        public Task<PendingAuthorization?> TakeAsync(string state, CancellationToken cancellationToken) =>
            _inner.TakeAsync(state, cancellationToken);
    }
}
