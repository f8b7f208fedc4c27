using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sequence.Connectors.Simulators.Tests;

/// <summary>A simulated company that is brought, through its own API, into the state that a recording began with. The recorded ids
/// stay in the recording: each is translated to the one that the simulator gave.</summary>
internal sealed partial class ReplayCompany(TruthCompany company, string cassette)
{
    private static readonly string[] GivenOfNames =
    [
        "Taxable", "Vendor1099", "AcctNum", "BillAddr", "ShipAddr", "Job", "BillWithParent", "PreferredDeliveryMethod", "Title",
        "GivenName", "MiddleName", "FamilyName", "Suffix", "CompanyName", "DisplayName", "PrintOnCheckName", "Active", "PrimaryPhone",
        "Mobile", "Fax",
        "PrimaryEmailAddr", "WebAddr", "DefaultTaxCodeRef",
    ];

    private static readonly string[] GivenOfInvoices =
    [
        "TxnDate", "CustomerMemo", "PrivateNote", "BillAddr", "ShipAddr", "BillEmail", "ApplyTaxAfterDiscount",
        "PrintStatus", "EmailStatus", "CustomField",
    ];

    private readonly Dictionary<string, string> customers = [];
    private readonly Dictionary<string, string> invoices = [];
    private string? serviceItem;

    /// <summary>The entities of a recorded answer, whatever its envelope.</summary>
    public IReadOnlyList<JsonObject> Recorded(string name, int index) =>
        [.. EntitiesIn(Substitute(VcrCassette.QuickBooks(name)[index].ResponseBody))];

    /// <summary>Writes recorded customers, parents before children.</summary>
    public async Task SeedCustomersAsync(IReadOnlyList<JsonObject> recorded)
    {
        foreach (var customer in recorded.OrderBy(customer => customer.ContainsKey("ParentRef")))
        {
            var body = Pick(customer, GivenOfNames);
            if (Text(customer["ParentRef"]?["value"]) is { } parent && customers.TryGetValue(parent, out var parentId))
            {
                body["ParentRef"] = new JsonObject { ["value"] = parentId };
            }

            customers[Text(customer["Id"])!] = await CreateOrAdoptAsync("Customer", body, Text(customer["FullyQualifiedName"])!);
        }
    }

    /// <summary>Writes recorded vendors.</summary>
    public async Task SeedVendorsAsync(IReadOnlyList<JsonObject> recorded)
    {
        foreach (var vendor in recorded)
        {
            await CreateOrAdoptAsync("Vendor", Pick(vendor, GivenOfNames), Text(vendor["DisplayName"])!);
        }
    }

    /// <summary>Writes recorded sales documents as invoices.</summary>
    public async Task SeedInvoicesAsync(IReadOnlyList<JsonObject> recorded)
    {
        foreach (var document in recorded.Where(document => document["Line"] is not null))
        {
            var body = Pick(document, GivenOfInvoices);
            var customer = Text(document["CustomerRef"]?["value"]);
            body["CustomerRef"] = new JsonObject { ["value"] = customer is null ? await company.CustomerAsync() : customers[customer] };
            var lines = document["Line"]!.AsArray().Where(line => Text(line!["DetailType"]) == "SalesItemLineDetail");
            body["Line"] = new JsonArray([.. lines.Select(line => Line(line!.AsObject()))]);
            await CreateInvoiceAsync(Text(document["Id"])!, body);
        }
    }

    /// <summary>Writes the invoice that <c>create/invoice</c> recorded, under another recorded id.</summary>
    public async Task SeedInvoiceLikeCreatedAsync(string recordedId)
    {
        await SeedCustomersAsync(Recorded("get/display_name", 0));
        var created = JsonNode.Parse(VcrCassette.QuickBooks("create/invoice")[0].RequestBody)!.AsObject();
        await CreateInvoiceAsync(recordedId, Translate(created));
    }

    /// <summary>Writes an invoice and edits it once, so that its first version is stale.</summary>
    public async Task SeedEditedInvoiceAsync(string recordedId)
    {
        await SeedInvoiceLikeCreatedAsync(recordedId);
        var edit = await company.PostAsync(
            "invoice", new JsonObject { ["Id"] = invoices[recordedId], ["SyncToken"] = "0", ["sparse"] = true, ["PrivateNote"] = "Seen." });
        edit.Entity("Invoice");
    }

    public Task ExpireAccessTokensAsync()
    {
        company.ExpireAccessTokens();
        return Task.CompletedTask;
    }

    /// <summary>The recorded request with the ids of this company.</summary>
    public async Task<Answer> ReplayAsync(VcrExchange exchange)
    {
        var target = Substitute(TranslateTarget(Resource().Match(exchange.Uri.PathAndQuery).Groups["rest"].Value));
        if (exchange.Method == HttpMethod.Get)
        {
            return await company.GetAsync(target, exchange.RequestHeaders["Accept"]);
        }

        serviceItem ??= await company.ServiceItemAsync();
        var body = JsonNode.Parse(Substitute(exchange.RequestBody))!.AsObject();
        return await company.PostAsync(target, Translate(body));
    }

    /// <summary>A recorded text with the entities that stand in for those that are not simulated.</summary>
    public string Substitute(string text) => ReplayTable.Substitutes.TryGetValue(cassette, out var pairs)
        ? pairs.Aggregate(text, (current, pair) => Regex.Replace(current, $@"(?<![A-Za-z]){pair.From}(?![A-Za-z0-9])", pair.To))
        : text;

    [GeneratedRegex(@"^/v3/(company/[^/]+/)?(?<rest>.+)$")]
    private static partial Regex Resource();

    [GeneratedRegex(@"^(?<entity>customer|invoice)/(?<id>\d+)(?=$|[/?])")]
    private static partial Regex EntityAddress();

    [GeneratedRegex(@"%27(?<id>\d+)%27")]
    private static partial Regex QuotedNumber();

    private static IEnumerable<JsonObject> EntitiesIn(string text)
    {
        var json = JsonNode.Parse(text)!.AsObject();
        var envelopes = (json["BatchItemResponse"] ?? json["CDCResponse"])?.AsArray().Select(item => item!.AsObject()) ?? [json];
        return envelopes
            .SelectMany(envelope => envelope["QueryResponse"] switch
            {
                JsonArray several => several.Select(answer => answer!.AsObject()),
                JsonObject one => [one],
                _ => [envelope],
            })
            .SelectMany(answer => answer.SelectMany(member => member.Value switch
            {
                JsonArray rows => rows.OfType<JsonObject>(),
                JsonObject { } entity when entity.ContainsKey("Id") => [entity],
                _ => [],
            }));
    }

    private static JsonObject Pick(JsonObject from, string[] names) => new(from
        .Where(member => names.Contains(member.Key))
        .Select(member => KeyValuePair.Create(member.Key, WithoutId(member.Value))));

    private static JsonNode? WithoutId(JsonNode? value)
    {
        var copy = value?.DeepClone();
        (copy as JsonObject)?.Remove("Id");
        return copy;
    }

    private static string? Text(JsonNode? node) => node?.GetValue<string>();

    private JsonObject Line(JsonObject recorded)
    {
        var line = Pick(recorded, ["Description", "Amount", "DetailType", "SalesItemLineDetail"]);
        line["SalesItemLineDetail"]!["ItemRef"] = new JsonObject { ["value"] = serviceItem };
        return line;
    }

    /// <summary>The id of a new customer or vendor, or of the one with that name in that place that the company has already.</summary>
    private async Task<string> CreateOrAdoptAsync(string entity, JsonObject body, string fullName)
    {
        var created = await company.PostAsync(entity, body);
        if (created.FaultCode == "6240")
        {
            var name = Text(body["DisplayName"])!.Replace("'", "\\'", StringComparison.Ordinal);
            var answer = await company.QueryAsync($"select * from {entity} where DisplayName = '{name}' and Active in (true, false)");
            var found = answer.Rows(entity).SingleOrDefault(row => Text(row["FullyQualifiedName"] ?? row["DisplayName"]) == fullName);
            Assert.True(found is not null, $"{fullName} is refused with 6240, and no {entity} has that full name.");
            (body["Id"], body["SyncToken"], body["sparse"]) = (Text(found["Id"]), Text(found["SyncToken"]), true);
            created = await company.PostAsync(entity, body);
        }

        return Text(created.Entity(entity)["Id"])!;
    }

    private async Task CreateInvoiceAsync(string recordedId, JsonObject body)
    {
        serviceItem ??= await company.ServiceItemAsync();
        foreach (var line in body["Line"]!.AsArray())
        {
            line!["SalesItemLineDetail"]!["ItemRef"] = new JsonObject { ["value"] = serviceItem };
        }

        invoices[recordedId] = Text((await company.PostAsync("invoice", body)).Entity("Invoice")["Id"])!;
    }

    private string TranslateTarget(string target) => QuotedNumber().Replace(
        EntityAddress().Replace(
            target, match => $"{match.Groups["entity"].Value}/{IdOf(match.Groups["entity"].Value, match.Groups["id"].Value)}"),
        match => $"%27{IdOf("customer", match.Groups["id"].Value)}%27");

    private JsonObject Translate(JsonObject body)
    {
        foreach (var item in body["BatchItemRequest"]?.AsArray() ?? [])
        {
            if (item!["Invoice"] is JsonObject invoice)
            {
                invoice["Id"] = IdOf("invoice", Text(invoice["Id"])!);
            }
        }

        if (Text(body["Id"]) is { } id)
        {
            body["Id"] = IdOf(body.ContainsKey("DisplayName") ? "customer" : "invoice", id);
        }

        if (Text(body["CustomerRef"]?["value"]) is { } customer)
        {
            body["CustomerRef"]!["value"] = IdOf("customer", customer);
        }

        foreach (var line in body["Line"]?.AsArray() ?? [])
        {
            line!["SalesItemLineDetail"]!["ItemRef"]!["value"] = serviceItem;
        }

        return body;
    }

    /// <summary>The id that the simulator gave; for what the recording did not have, a number that nothing has.</summary>
    private string IdOf(string entity, string recordedId) =>
        (entity == "customer" ? customers : invoices).GetValueOrDefault(recordedId, $"99{recordedId}");
}
