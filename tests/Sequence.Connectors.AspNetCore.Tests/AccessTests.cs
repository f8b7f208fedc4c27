using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.AspNetCore.Tests;

public sealed class AccessTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_but_webhooks_answers_without_sign_in_tenant_and_a_page_of_the_host()
    {
        await using var world = await EndpointWorld.StartAsync();
        var connection = await world.ConnectAsync(world.Browser());
        var operations = Operations(world);
        Assert.True(operations.Count > 25);
        foreach (var (method, path) in operations)
        {
            var address = Filled(path, connection.Id, Guid.NewGuid());
            Assert.Equal(
                (path, HttpStatusCode.Unauthorized),
                (path, await StatusAsync(world.Browser(tenant: null), method, address))
            );
            Assert.Equal(
                (path, HttpStatusCode.Forbidden),
                (path, await StatusAsync(world.Browser(TestSignIn.OfNoTenant), method, address))
            );
            if (method != "GET")
            {
                Assert.Equal(
                    (path, HttpStatusCode.Forbidden),
                    (path, await StatusAsync(world.Browser(), method, address, "https://evil.example"))
                );
                Assert.Equal(
                    (path, HttpStatusCode.Forbidden),
                    (path, await StatusAsync(world.Browser(), method, address, "null"))
                );
            }
        }

        Assert.Equal(ConnectionState.Active, (await world.Connections.FindAsync(connection.Id, Token))!.State);
    }

    [Fact]
    public async Task A_caller_who_is_signed_in_and_does_not_meet_the_policy_is_refused()
    {
        await using var world = await EndpointWorld.StartAsync(services =>
            services.AddAuthorizationBuilder().AddPolicy("connectors", policy => policy.RequireClaim("tenant", "tenant-1"))
        );
        var connection = await world.ConnectAsync(world.Browser());

        foreach (var (method, path) in Operations(world))
        {
            Assert.Equal(
                (path, HttpStatusCode.Forbidden),
                (path, await StatusAsync(world.Browser("tenant-2"), method, Filled(path, connection.Id, Guid.NewGuid())))
            );
        }
    }

    [Fact]
    public async Task A_request_that_a_page_of_another_site_made_is_refused_though_it_names_no_origin()
    {
        await using var world = await EndpointWorld.StartAsync();
        var connection = await world.ConnectAsync(world.Browser());
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/connectors/connections/{connection.Id}/disconnect");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var answer = await world.Browser().SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(ConnectionState.Active, (await world.Connections.FindAsync(connection.Id, Token))!.State);
    }

    [Fact]
    public async Task Another_tenants_connection_is_none_at_every_operation()
    {
        await using var world = await EndpointWorld.StartAsync();
        var connection = await world.ConnectAsync(world.Browser("tenant-1"));
        using var stranger = world.Browser("tenant-2");
        var operations = Operations(world).Where(one => one.Path.Contains("{connection}", StringComparison.Ordinal)).ToList();
        Assert.True(operations.Count > 15);

        foreach (var (method, path) in operations)
        {
            Assert.Equal(
                (path, HttpStatusCode.NotFound),
                (path, await StatusAsync(stranger, method, Filled(path, connection.Id, Guid.NewGuid())))
            );
        }

        Assert.Equal(connection, await world.Connections.FindAsync(connection.Id, Token));
    }

    [Fact]
    public async Task Another_tenants_problems_are_neither_seen_nor_touched()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var owner = world.Browser("tenant-1");
        using var stranger = world.Browser("tenant-2");
        var connection = await world.ConnectAsync(owner);
        await world.Engine.Publisher.PublishAsync(
            "tenant-1",
            world.Books.Add("I-1", "C-1"),
            Sync.HostEvent.Finalized,
            cancellationToken: Token
        );
        await world.RunAsync();
        var problem = Assert.Single((await EndpointWorld.GetAsync(owner, "/connectors/problems"))!.AsArray())!;

        Assert.Empty((await EndpointWorld.GetAsync(stranger, "/connectors/problems"))!.AsArray());
        Assert.Empty((await EndpointWorld.GetAsync(stranger, $"/connectors/problems?connection={connection.Id}"))!.AsArray());
        Assert.Empty((await EndpointWorld.GetAsync(stranger, $"/connectors/log?connection={connection.Id}"))!.AsArray());
        foreach (var verb in (string[])["retry", "dismiss"])
        {
            await EndpointWorld.PostAsync(stranger, $"/connectors/problems/{problem["id"]}/{verb}", status: 404);
        }

        await EndpointWorld.PostAsync(
            stranger,
            $"/connectors/problems/{problem["id"]}/resolve",
            new JsonObject { ["isAbsent"] = true },
            404
        );
        var retried = await EndpointWorld.PostAsync(
            stranger,
            "/connectors/problems/retry",
            new JsonObject { ["ids"] = new JsonArray((string)problem["id"]!), ["connection"] = connection.Id }
        );
        Assert.Equal(0, (int)retried!["retried"]!);
        Assert.Equal(
            problem.ToJsonString(),
            Assert.Single((await EndpointWorld.GetAsync(owner, "/connectors/problems"))!.AsArray())!.ToJsonString()
        );
    }

    [Fact]
    public async Task A_page_of_the_host_may_call()
    {
        await using var world = await EndpointWorld.StartAsync(options: options =>
            options.AllowedOrigins.Add(new("https://admin.example"))
        );
        var connection = await world.ConnectAsync(world.Browser());

        foreach (var origin in (string[])["https://host.example", "https://admin.example"])
        {
            Assert.Equal(
                HttpStatusCode.NoContent,
                await StatusAsync(world.Browser(), "POST", $"/connectors/connections/{connection.Id}/resume", origin)
            );
        }
    }

    [Fact]
    public async Task Mapping_without_a_policy_a_tenant_or_an_address_fails_at_start_and_names_the_fix()
    {
        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => EndpointWorld.StartAsync(options: options =>
        {
            options.Policy = null;
            options.PublicAddress = new("http://host.example");
            options.ReturnTo = "//evil.example";
        }));

        Assert.Contains("options.Policy", problem.Message, StringComparison.Ordinal);
        Assert.Contains("https://app.example.com", problem.Message, StringComparison.Ordinal);
        Assert.Contains("options.ReturnTo", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_that_does_not_exist_stops_the_start()
    {
        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            EndpointWorld.StartAsync(options: options => options.Policy = "nope")
        );

        Assert.Contains("AddPolicy(\"nope\"", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "AddEndpoints")]
    [InlineData(true, "options.ResolveTenant")]
    public async Task An_app_that_said_nothing_is_told_what_to_call(bool hasEndpoints, string fix)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting().AddSequenceConnectors(connectors =>
        {
            if (hasEndpoints)
            {
                connectors.AddSync().AddEndpoints(_ => { });
            }
        });
        await using var app = builder.Build();

        var problem = Assert.Throws<InvalidOperationException>(() => app.MapSequenceConnectors());

        Assert.Contains(fix, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_api_cannot_be_made_anonymous(bool byTheGroupAround)
    {
        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => EndpointWorld.StartAsync(map: app =>
        {
            if (byTheGroupAround)
            {
                app.MapGroup("/outer").AllowAnonymous().MapSequenceConnectors();
            }
            else
            {
                app.MapSequenceConnectors().WithMetadata(new AllowAnonymousAttribute());
            }
        }));

        Assert.Contains("AllowAnonymous", problem.Message, StringComparison.Ordinal);
    }

    internal static List<(string Method, string Path)> Operations(EndpointWorld world) =>
        [.. world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(one => one.Metadata.GetMetadata<Operation>() is not null)
            .Select(one => (one.Metadata.GetMetadata<Operation>()!.Method, one.RoutePattern.RawText!))];

    private static string Filled(string path, string connection, Guid problem) => path
        .Replace("{connection}", connection, StringComparison.Ordinal)
        .Replace("{problem}", problem.ToString(), StringComparison.Ordinal)
        .Replace("{system}", "quickbooks", StringComparison.Ordinal);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string method, string path, string? origin = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "POST" or "PUT")
        {
            request.Content = new StringContent("{}", null, "application/json");
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var answer = await browser.SendAsync(request, Token);
        return answer.StatusCode;
    }
}
