using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.AspNetCore.Tests;

public sealed class KeyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S0-48")]
    public async Task A_key_reaches_its_tenant_only_until_it_is_revoked()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var person = world.Browser("tenant-1");
        using var stranger = world.Browser("tenant-2");
        var own = await world.ConnectAsync(person);
        var company = world.QuickBooks.AddCompany(QuickBooksCompanyProfile.UnitedStates);
        var foreign = await world.ConnectAsync(stranger, company);
        var issued = await EndpointWorld.PostAsync(person, "/connectors/keys", new JsonObject { ["name"] = "The production org" });
        using var machine = Machine(world, (string)issued!["token"]!);

        var seen = Assert.Single((await EndpointWorld.GetAsync(machine, "/connectors/connections"))!.AsArray())!;
        await EndpointWorld.PostAsync(machine, $"/connectors/connections/{own.Id}/preflight");
        await EndpointWorld.PostAsync(machine, $"/connectors/connections/{foreign.Id}/preflight", status: 404);
        await EndpointWorld.PostAsync(stranger, $"/connectors/keys/{issued["key"]!["id"]}/revoke", status: 404);
        await EndpointWorld.PostAsync(person, $"/connectors/keys/{issued["key"]!["id"]}/revoke", status: 204);
        var refused = await EndpointWorld.GetAsync(machine, "/connectors/connections", 401);

        Assert.Equal(own.Id, (string?)seen["id"]);
        Assert.Equal("key.revoked", (string?)refused!["code"]);
        var listed = Assert.Single((await EndpointWorld.GetAsync(person, "/connectors/keys"))!.AsArray())!;
        Assert.Equal(("The production org", true), ((string?)listed["name"], listed["revokedAt"] is not null));
        Assert.Empty((await EndpointWorld.GetAsync(stranger, "/connectors/keys"))!.AsArray());
    }

    [Fact]
    [Trait("Behaviour", "S0-48")]
    public async Task A_key_that_was_rotated_stays_good_for_a_while_and_then_says_why_not()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var person = world.Browser();
        var first = await EndpointWorld.PostAsync(person, "/connectors/keys", new JsonObject { ["name"] = "org" });
        using var before = Machine(world, (string)first!["token"]!);

        var second = await EndpointWorld.PostAsync(
            person,
            $"/connectors/keys/{first["key"]!["id"]}/rotate",
            new JsonObject { ["overlapHours"] = 2 }
        );
        using var after = Machine(world, (string)second!["token"]!);

        await EndpointWorld.GetAsync(before, "/connectors/connections");
        await EndpointWorld.GetAsync(after, "/connectors/connections");
        ((SimulatedClock)world.Server.Clock).Advance(TimeSpan.FromHours(2));
        var refused = await EndpointWorld.GetAsync(before, "/connectors/connections", 401);
        await EndpointWorld.GetAsync(after, "/connectors/connections");
        Assert.Equal("key.expired", (string?)refused!["code"]);
        Assert.NotEqual((string?)first["token"], (string?)second["token"]);
    }

    [Theory]
    [Trait("Behaviour", "S0-48")]
    [InlineData("sqk_")]
    [InlineData("sqk_000000000000000000000000_AAAA")]
    [InlineData("the right id with another secret")]
    [InlineData("the right secret with another id")]
    [InlineData("cut short")]
    public async Task A_wrong_key_is_refused_with_a_reason_and_nothing_of_it_is_logged(string attack)
    {
        await using var world = await EndpointWorld.StartAsync();
        using var person = world.Browser();
        var issued = await EndpointWorld.PostAsync(person, "/connectors/keys", new JsonObject { ["name"] = "org" });
        var good = (string)issued!["token"]!;
        var parts = good.Split('_', 3);
        var token = attack switch
        {
            "the right id with another secret" => $"sqk_{parts[1]}_{new string('A', parts[2].Length)}",
            "the right secret with another id" => $"sqk_{new string('0', parts[1].Length)}_{parts[2]}",
            "cut short" => good[..^1],
            _ => attack,
        };
        using var machine = Machine(world, token);

        using var answer = await machine.GetAsync("/connectors/connections", Token);

        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.Equal((HttpStatusCode.Unauthorized, "key.unknown"), (answer.StatusCode, (string?)JsonNode.Parse(text)!["code"]));
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
        Assert.DoesNotContain(parts[2], text + string.Concat(world.Logs.All), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_and_a_sign_in_never_add_up()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var person = world.Browser("tenant-1");
        using var other = world.Browser("tenant-2");
        var own = await world.ConnectAsync(person);
        var issued = await EndpointWorld.PostAsync(other, "/connectors/keys", new JsonObject { ["name"] = "org" });
        person.DefaultRequestHeaders.Authorization = new("Bearer", (string)issued!["token"]!);

        // Whoever bears a key is the key's tenant, whoever else they are.
        Assert.Empty((await EndpointWorld.GetAsync(person, "/connectors/connections"))!.AsArray());
        await EndpointWorld.PostAsync(person, $"/connectors/connections/{own.Id}/resume", status: 404);
        person.DefaultRequestHeaders.Authorization = new("Bearer", "the-hosts-own-token");
        Assert.Single((await EndpointWorld.GetAsync(person, "/connectors/connections"))!.AsArray());
    }

    [Fact]
    public async Task A_key_neither_connects_nor_disconnects_nor_makes_keys()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var person = world.Browser();
        var connection = await world.ConnectAsync(person);
        var issued = await EndpointWorld.PostAsync(person, "/connectors/keys", new JsonObject { ["name"] = "org" });
        using var machine = Machine(world, (string)issued!["token"]!);
        foreach (
            var (method, path) in new[]
            {
                ("GET", "/keys"),
                ("POST", "/keys"),
                ("POST", $"/keys/{issued["key"]!["id"]}/rotate"),
                ("POST", $"/keys/{issued["key"]!["id"]}/revoke"),
                ("POST", "/connect/quickbooks"),
                ("POST", $"/connections/{connection.Id}/reconnect"),
                ("POST", $"/connections/{connection.Id}/disconnect"),
                ("GET", "/callback/quickbooks"),
            }
        )
        {
            var refused = await EndpointWorld.SendAsync(machine, new HttpMethod(method), "/connectors" + path, status: 403);
            Assert.Equal((path, "key.people_only"), (path, (string?)refused!["code"]));
        }

        Assert.Equal(ConnectionState.Active, (await world.Connections.FindAsync(connection.Id, Token))!.State);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"name\":\" \"}")]
    [InlineData("{\"name\":\"x\",\"days\":0}")]
    [InlineData("{\"name\":\"x\",\"days\":99999}")]
    public async Task A_key_without_a_name_or_with_an_odd_lifetime_is_not_made(string body)
    {
        await using var world = await EndpointWorld.StartAsync();
        using var person = world.Browser();

        await EndpointWorld.PostAsync(person, "/connectors/keys", JsonNode.Parse(body), 400);

        Assert.Empty(await world.Services.GetRequiredService<ApiKeys>().ListAsync("tenant-1", Token));
    }

    private static HttpClient Machine(EndpointWorld world, string token)
    {
        var machine = world.Browser(tenant: null);
        machine.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return machine;
    }
}
