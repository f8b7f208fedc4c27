using System.Text.Json.Nodes;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore.Tests;

public sealed class ApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S1-16")]
    public async Task Integrations_are_listed_connected_examined_configured_and_disconnected()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();

        var systems = (await EndpointWorld.GetAsync(browser, "/connectors/systems"))!.AsArray();
        Assert.Equal(["quickbooks", "xero"], systems.Select(one => (string?)one!["id"]).Order());
        var system = systems.Single(one => (string?)one!["id"] == "quickbooks")!;
        Assert.Equal(("quickbooks", true, true), ((string?)system["id"], (bool)system["canConnect"]!, (bool)system["hasWebhooks"]!));
        Assert.Contains("Invoice", system["writes"]!.AsArray().Select(one => (string?)one));
        var connection = await world.ConnectAsync(browser);
        var path = $"/connectors/connections/{connection.Id}";
        Assert.Equal("Active", (string?)(await EndpointWorld.GetAsync(browser, path))!["state"]);
        var settings = await EndpointWorld.GetAsync(browser, $"{path}/settings");
        Assert.Contains("items.default", settings!["schema"]!.AsArray().Select(one => (string?)one!["key"]));
        await EndpointWorld.PostAsync(browser, $"{path}/disconnect");
        Assert.Equal("Disconnected", (string?)(await EndpointWorld.GetAsync(browser, path))!["state"]);
    }

    [Fact]
    public async Task Settings_and_field_maps_are_replaced_unless_someone_was_faster()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var path = $"/connectors/connections/{(await world.ConnectAsync(browser)).Id}/settings";
        var settings = (await EndpointWorld.GetAsync(browser, path))!.AsObject();
        settings.Remove("schema");
        settings.Remove("mappedTypes");
        settings["fieldMaps"] = new JsonArray(
            new JsonObject
            {
                ["recordType"] = "Invoice",
                ["field"] = "po",
                ["systemField"] = "P.O. Number",
            }
        );

        var changed = await EndpointWorld.SendAsync(browser, HttpMethod.Put, path, settings);
        var stale = await EndpointWorld.SendAsync(browser, HttpMethod.Put, path, settings, 409);
        settings["version"] = (long)changed!["version"]!;
        settings["values"]!["no.such"] = "1";
        var unknown = await EndpointWorld.SendAsync(browser, HttpMethod.Put, path, settings, 422);

        Assert.Equal("Both", (string?)Assert.Single(changed["fieldMaps"]!.AsArray())!["direction"]);
        Assert.Equal("settings.stale", (string?)stale!["code"]);
        Assert.Contains("'no.such'", (string)unknown!["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_field_maps_may_name_is_told_by_the_connector_and_by_the_account()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var path = $"/connectors/connections/{(await world.ConnectAsync(browser)).Id}/settings";
        using var consent = await browser.GetAsync(
            world.Server.Xero.Approve(await EndpointWorld.AskAsync(browser, app: "secret", system: "xero")), Token);
        var xero = $"/connectors/connections/{consent.Headers.Location!.OriginalString.Split("connected=")[1]}/settings";

        var settings = (await EndpointWorld.GetAsync(browser, path))!;
        var fields = (await EndpointWorld.GetAsync(browser, $"{path}/fields"))!.AsArray();
        var members = (await EndpointWorld.GetAsync(browser, $"{xero}/fields"))!.AsArray();

        var types = settings["mappedTypes"]!.AsArray();
        Assert.Equal(["Invoice", "CreditMemo"], types.Select(one => (string?)one!["recordType"]));
        Assert.Contains("Date", types[0]!["types"]!.AsArray().Select(one => (string?)one));
        Assert.NotEmpty(fields);
        Assert.All(fields, one => Assert.True((int)one!["longestText"]! > 0 && ((string)one["systemField"]!).All(char.IsAsciiDigit)));
        Assert.Contains(members, one => ((string?)one!["recordType"], (string?)one["systemField"]) == ("Customer", "TaxNumber"));
        var tracking = members.First(one => ((string)one!["systemField"]!).StartsWith("Tracking.", StringComparison.Ordinal))!;
        Assert.NotEmpty(tracking["choices"]!.AsArray());
    }

    [Fact]
    public async Task A_field_map_of_records_that_have_no_free_fields_is_refused_because_nothing_would_follow_it()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var connection = await world.ConnectAsync(browser);
        var body = JsonNode.Parse("""{"values":{},"fieldMaps":[{"recordType":"Payment","field":"po","systemField":"1"}]}""")!;
        body["version"] = connection.Settings.Version;

        var refused = await EndpointWorld.SendAsync(
            browser, HttpMethod.Put, $"/connectors/connections/{connection.Id}/settings", body, 422);

        Assert.Contains("it has some of Invoice, CreditMemo", (string)refused!["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_settings_choose_from_is_listed_by_name_without_what_is_not_in_use()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var path = $"/connectors/connections/{(await world.ConnectAsync(browser)).Id}/lists";
        var company = world.QuickBooks.Company;
        var gone = company.Documents("Item").First(one => (string?)one["Type"] == "Service");
        company.Edit("Item", (string)gone["Id"]!, new JsonObject { ["Active"] = false });

        var products = (await EndpointWorld.GetAsync(browser, $"{path}/products"))!.AsArray();
        var accounts = (await EndpointWorld.GetAsync(browser, $"{path}/ledgerAccounts"))!.AsArray();
        await EndpointWorld.GetAsync(browser, $"{path}/taxRates");
        await EndpointWorld.GetAsync(browser, $"{path}/spaceships", 404);

        Assert.Contains(products, one => (string?)one!["kind"] == "Service" && one["id"] is not null);
        Assert.DoesNotContain((string?)gone["Id"], products.Select(one => (string?)one!["id"]));
        var names = accounts.Select(one => (string?)one!["name"]).ToList();
        Assert.Equal(names.Order(StringComparer.OrdinalIgnoreCase), names);
    }

    [Fact]
    public async Task Customers_are_read_looked_through_reloaded_and_imported()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var path = $"/connectors/connections/{(await world.ConnectAsync(browser)).Id}/import";

        var read = await EndpointWorld.EndOfRunAsync(browser, (await EndpointWorld.PostAsync(browser, $"{path}/run", status: 202))!);
        var status = await EndpointWorld.GetAsync(browser, path);
        var ready = (await EndpointWorld.GetAsync(browser, $"{path}/candidates?state=ready&max=5"))!.AsArray();
        var invalid = (await EndpointWorld.GetAsync(browser, $"{path}/candidates?state=Invalid"))!.AsArray();
        var first = (string)ready[0]!["externalId"]!;
        var reloaded = await EndpointWorld.PostAsync(browser, $"{path}/reload", new JsonObject { ["externalId"] = first });
        var committed = await EndpointWorld.PostAsync(browser, $"{path}/commit", new JsonObject { ["externalIds"] = new JsonArray(first) });

        Assert.Equal((int)read!["read"]!, status!["candidates"]!.AsObject().Sum(one => (int)one.Value!));
        Assert.All(invalid, one => Assert.NotEmpty(one!["problems"]!.AsArray()));
        Assert.Equal(first, (string?)reloaded!["externalId"]);
        var outcome = Assert.Single(committed!.AsArray())!;
        Assert.Equal(("Imported", "C-1"), ((string?)outcome["outcome"], (string?)outcome["localId"]));
        await EndpointWorld.PostAsync(browser, $"{path}/reload", new JsonObject { ["externalId"] = "99999" }, 404);
        await EndpointWorld.GetAsync(browser, $"{path}/candidates?state=7", 400);
        await EndpointWorld.GetAsync(browser, $"{path}/candidates?state=Invalid,Matched", 400);
        await EndpointWorld.GetAsync(browser, $"{path}/candidates?max=-1", 400);
    }

    [Fact]
    public async Task Records_are_linked_listed_and_unlinked_and_a_history_is_planned_and_filled_in()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var path = $"/connectors/connections/{(await world.ConnectAsync(browser)).Id}/links";
        world.Books.Customers["C-1"] = new() { Id = "C-1", Name = "One", Currency = CurrencyCode.Parse("USD") };
        world.Books.Add("I-1", "C-1");
        var external = world.QuickBooks.Company.AddCustomer("One");

        var link = await EndpointWorld.PostAsync(
            browser,
            path,
            new JsonObject
            {
                ["type"] = "Customer",
                ["localId"] = "C-1",
                ["externalId"] = external,
            }
        );
        var listed = await EndpointWorld.GetAsync(browser, $"{path}?type=Customer");
        var plan = await EndpointWorld.PostAsync(browser, $"{path}/backfill/plan", new JsonObject { ["customerId"] = "C-1" });
        await EndpointWorld.PostAsync(browser, $"{path}/backfill", new JsonObject { ["customerId"] = "C-1" });
        await world.RunAsync();
        var invoices = await EndpointWorld.GetAsync(browser, $"{path}?type=Invoice&localId=I-1");
        var log = await EndpointWorld.GetAsync(browser, "/connectors/log?type=Invoice");
        var unlinked = await EndpointWorld.PostAsync(
            browser,
            $"{path}/unlink",
            new JsonObject { ["type"] = "Customer", ["localId"] = "C-1" }
        );
        var again = await EndpointWorld.PostAsync(
            browser,
            $"{path}/unlink",
            new JsonObject { ["type"] = "Customer", ["localId"] = "C-1" },
            409
        );

        Assert.Equal(external, (string?)link!["externalId"]);
        Assert.Single(listed!.AsArray());
        Assert.Contains(plan!["counts"]!.AsArray(), one => ((string?)one!["type"], (int)one["sent"]!) == ("Invoice", 1));
        Assert.Equal((string?)Assert.Single(invoices!.AsArray())!["externalId"], (string?)Assert.Single(log!.AsArray())!["externalId"]);
        Assert.Single(unlinked!.AsArray());
        Assert.NotNull((string?)again!["code"]);
        await EndpointWorld.PostAsync(
            browser,
            path,
            new JsonObject
            {
                ["type"] = "Spaceship",
                ["localId"] = "1",
                ["externalId"] = "1",
            },
            400
        );
        await EndpointWorld.PostAsync(browser, $"{path}/backfill", new JsonObject { ["customerId"] = "unknown" }, 409);
    }

    [Fact]
    public async Task Problems_are_found_by_who_can_fix_them_retried_together_dismissed_and_printed()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        await world.ConnectAsync(browser);
        foreach (var id in (string[])["I-1", "I-2", "=HYPERLINK(1)"])
        {
            await world.Engine.Publisher.PublishAsync(
                "tenant-1",
                world.Books.Add(id, "nobody"),
                HostEvent.Finalized,
                cancellationToken: Token
            );
        }

        await world.RunAsync();
        var finance = (await EndpointWorld.GetAsync(browser, "/connectors/problems?fixedBy=finance"))!.AsArray();
        var engineers = (await EndpointWorld.GetAsync(browser, "/connectors/problems?fixedBy=Engineer"))!.AsArray();
        var retried = await EndpointWorld.PostAsync(browser, "/connectors/problems/retry", new JsonObject { ["fixedBy"] = "Finance" });
        await EndpointWorld.PostAsync(browser, $"/connectors/problems/{finance[0]!["id"]}/dismiss", status: 204);
        await EndpointWorld.PostAsync(browser, $"/connectors/problems/{finance[0]!["id"]}/dismiss", status: 409);
        await EndpointWorld.PostAsync(browser, $"/connectors/problems/{finance[1]!["id"]}/resolve", new JsonObject(), 400);
        await EndpointWorld.PostAsync(
            browser,
            $"/connectors/problems/{finance[1]!["id"]}/resolve",
            new JsonObject { ["isAbsent"] = true },
            409
        );
        await world.RunAsync();
        var csv = await browser.GetStringAsync("/connectors/problems.csv", Token);

        Assert.Equal((3, 0, 3), (finance.Count, engineers.Count, (int)retried!["retried"]!));
        Assert.All(finance, one => Assert.NotEmpty((string)one!["problems"]![0]!["code"]!));
        Assert.Equal(2, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1);
        Assert.DoesNotContain("\"=", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("null", 400)]
    [InlineData("[]", 400)]
    [InlineData("{\"app\":7}", 400)]
    [InlineData("{\"app\":null}", 400)]
    [InlineData("{}", 400)]
    public async Task A_body_that_cannot_be_read_is_refused(string body, int status)
    {
        await using var world = await EndpointWorld.StartAsync();
        using var content = new StringContent(body, null, "application/json");

        using var answer = await world.Browser().PostAsync("/connectors/connect/quickbooks", content, Token);

        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Theory]
    [InlineData("{\"version\":1,\"values\":{\"items.default\":null},\"fieldMaps\":[]}", 400)]
    [InlineData("{\"version\":1,\"values\":{},\"fieldMaps\":[null]}", 400)]
    [InlineData("{\"version\":1,\"values\":{},\"fieldMaps\":[{\"recordType\":\"Invoice\",\"field\":\"po\",\"systemField\":\"\"}]}", 422)]
    [InlineData(
        "{\"version\":1,\"values\":{},\"fieldMaps\":[{\"recordType\":\"Invoice\",\"field\":\"po\",\"systemField\":\"1\",\"type\":99}]}",
        422
    )]
    [InlineData(
        "{\"version\":1,\"values\":{},\"fieldMaps\":[{\"recordType\":\"Invoice\",\"field\":\"po\",\"systemField\":\"1\",\"direction\":8}]}",
        422
    )]
    public async Task Settings_that_mean_nothing_are_refused_and_change_nothing(string body, int status)
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var connection = await world.ConnectAsync(browser);
        using var content = new StringContent(
            body.Replace("\"version\":1", $"\"version\":{connection.Settings.Version}", StringComparison.Ordinal),
            null,
            "application/json"
        );

        using var answer = await browser.PutAsync($"/connectors/connections/{connection.Id}/settings", content, Token);

        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(connection.Settings, (await world.Connections.FindAsync(connection.Id, Token))!.Settings);
    }

    [Fact]
    public async Task What_the_hosts_own_code_throws_is_logged_and_not_told()
    {
        await using var world = await EndpointWorld.StartAsync(options: options =>
            options.ResolveTenant(_ => throw new InvalidOperationException("Login failed for user 'sa' at db-7."))
        );

        var refused = await EndpointWorld.GetAsync(world.Browser(), "/connectors/connections", 500);

        Assert.Equal("request.failed", (string?)refused!["code"]);
        Assert.DoesNotContain("db-7", refused.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(world.Logs.All, line => line.Contains("db-7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sweeps_say_what_is_surely_known_and_when_they_go_on()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var connection = await world.ConnectAsync(browser);
        await EndpointWorld.PostAsync(browser, $"/connectors/connections/{connection.Id}/resume", status: 204);
        var customer = world.Books.Customers["C-1"] = new() { Id = "C-1", Name = "One", Currency = CurrencyCode.Parse("USD") };
        await world.Engine.Publisher.PublishAsync("tenant-1", customer, HostEvent.Saved, cancellationToken: Token);
        await world.RunAsync();

        var sweeps = (await EndpointWorld.GetAsync(browser, $"/connectors/connections/{connection.Id}/sweeps"))!.AsArray();

        var feed = Assert.Single(sweeps, one => (string?)one!["type"] == "ChangeFeed")!;
        Assert.NotNull(feed["freshAt"]);
        Assert.NotNull(feed["nextAt"]);
        Assert.Equal(0, (int)feed["failures"]!);
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var content = new ByteArrayContent(new byte[10 * 1024 * 1024]);

        using var answer = await world.Browser().PostAsync("/connectors/connect/quickbooks", content, Token);

        Assert.Equal(413, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_system_that_is_down_is_told_as_such()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var connection = await world.ConnectAsync(browser);
        world.QuickBooks.RevokeGrant();

        var problem = await EndpointWorld.PostAsync(browser, $"/connectors/connections/{connection.Id}/preflight", status: 409);

        Assert.Equal("connector.unauthorized", (string?)problem!["code"]);
    }

    [Fact]
    public async Task The_description_names_every_operation_and_says_what_it_takes_and_answers()
    {
        await using var world = await EndpointWorld.StartAsync();

        var document = (await EndpointWorld.GetAsync(world.Browser(), "/connectors/openapi.json"))!;

        var described = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(one => (one.Key.ToUpperInvariant(), path.Key))).Order();
        Assert.Equal(AccessTests.Operations(world).Distinct().Order(), described);
        var connect = document["paths"]!["/connectors/connect/{system}"]!["post"]!;
        Assert.Equal("string", (string?)connect["requestBody"]!["content"]!["application/json"]!["schema"]!["properties"]!["app"]!["type"]);
        Assert.NotNull(connect["responses"]!["200"]!["content"]!["application/json"]!["schema"]!["properties"]!["address"]);
        Assert.NotNull(document["components"]!["schemas"]!["Problem"]!["properties"]!["code"]);
    }
}
