using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>Lines: their tax is the host's, and an update finds them again whatever people did to them.</summary>
public sealed class LineTests
{
    [Fact]
    [Trait("Behaviour", "X-4")]
    [Trait("Trap", "12 total-then-tax rounding: invoice off by a cent")]
    public async Task The_tax_of_each_line_is_the_host_s_though_it_names_no_rate()
    {
        await using var world = await XeroWorld.StartAsync();
        var invoice = Taxed(Line("a", 60m, 9.01m), Line("b", 40m, 5.99m));

        var made = (WriteOutcome.Settled)await world.WriteAsync(world.Intent(invoice));

        Assert.Empty(made.Notes);
        Assert.Equal([9.01m, 5.99m], InXero(world, made).Select(line => (decimal)line["TaxAmount"]!));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Trap", "12 total-then-tax rounding: invoice off by a cent, payment exceeds the amount outstanding")]
    public async Task What_the_host_reckons_is_what_is_paid_where_each_line_says_its_tax_and_told_where_none_does(bool isByLine)
    {
        await using var world = await XeroWorld.StartAsync(settings: given => given
            .With("accounts.default", "200").With("taxes.default", "OUTPUT2").With("payments.deposit_account", "090"));
        var lines = new[] { Line("a", 25.06m, 3.77m), Line("b", 25.61m, 3.84m), Line("c", 25.63m, 3.84m) };
        var invoice = Taxed(lines);
        var sent = isByLine ? invoice : invoice with { Lines = lines.Select(line => line with { TaxTotal = null }).ToValueList() };

        var made = (WriteOutcome.Settled)await world.WriteAsync(world.Intent(sent));
        var paid = await world.WriteAsync(world.Paying(Published.Payment("pay-1", ("inv-1", 87.75m)), made));

        var stands = world.Organisation.Invoices.Find(made.ExternalId)!;
        Assert.Equal(isByLine ? 0 : 1, made.Notes.Count(note => note is { Path: "TaxTotal", From: "11.45", To: "11.44" }));
        Assert.Equal(isByLine ? 0m : 87.74m, (decimal)stands["AmountDue"]!);
        Assert.Equal(isByLine ? null : "amount.exceeds", paid is WriteOutcome.Rejected refused ? refused.Problems[0].Code : null);
    }

    [Fact]
    [Trait("Behaviour", "X-4")]
    public async Task A_line_without_tax_beside_lines_with_it_takes_the_tax_type_for_that_and_is_refused_without_one()
    {
        await using var world = await XeroWorld.StartAsync(settings: given =>
            given.With("accounts.default", "200").With("taxes.default", "OUTPUT2")
        );
        var invoice = Taxed(Line("a", 60m, 9m), Line("b", 40m, 0m));

        var refused = (await world.WriteAsync(world.Intent(invoice))).Problem();
        await world.ConfigureAsync(given => given.With("taxes.none", "NONE"));
        var made = await world.WriteAsync(world.Intent(invoice));

        Assert.Equal(("tax.code.unmapped", "Lines[1].TaxRateId"), (refused.Code, refused.Path));
        Assert.Contains("taxes.none", refused.Fix, StringComparison.Ordinal);
        Assert.Equal(["OUTPUT2", "NONE"], InXero(world, made).Select(line => (string)line["TaxType"]!));
        Assert.Equal([9m, 0m], InXero(world, made).Select(line => (decimal)line["TaxAmount"]!));
    }

    [Fact]
    [Trait("Behaviour", "X-4")]
    public async Task A_document_all_of_whose_lines_bear_no_tax_says_so_whatever_the_default_is()
    {
        await using var world = await XeroWorld.StartAsync(settings: given =>
            given.With("accounts.default", "200").With("taxes.default", "OUTPUT2")
        );

        var made = await world.WriteAsync(world.Intent(Published.Invoice()));

        var stands = world.Organisation.Invoices.Find(made.Target().ExternalId)!;
        Assert.Equal(("NoTax", 0m), ((string?)stands["LineAmountTypes"], (decimal)stands["TotalTax"]!));
    }

    [Fact]
    [Trait("Trap", "3 Sends LineItems without LineItemIDs on update")]
    public async Task A_line_that_somebody_removed_in_Xero_comes_back_and_the_others_keep_their_ids()
    {
        await using var world = await XeroWorld.StartAsync();
        var invoice = Untaxed(Line("a", 10m, 0m), Line("b", 20m, 0m));
        var made = (await world.WriteAsync(world.Intent(invoice))).Target();
        world.Organisation.EditInvoice(made.ExternalId, new() { ["LineItems"] = new JsonArray(Kept(made, "a")) });

        var updated = await world.WriteAsync(world.Intent(invoice, made, revision: 2));

        Assert.IsType<WriteOutcome.Updated>(updated);
        Assert.Equal(30m, (decimal)world.Organisation.Invoices.Find(made.ExternalId)!["Total"]!);
        Assert.Equal(made.Parts[0], updated.Target().Parts.Single(part => part.LocalId == "a"));
        Assert.NotEqual(made.Parts[1], updated.Target().Parts.Single(part => part.LocalId == "b"));
    }

    [Fact]
    [Trait("Trap", "3 Sends LineItems without LineItemIDs on update")]
    public async Task Lines_whose_ids_are_not_known_keep_what_people_put_on_them_though_their_number_changed()
    {
        await using var world = await XeroWorld.StartAsync();
        var made = (await world.WriteAsync(world.Intent(Untaxed(Line("a", 10m, 0m), Line("b", 20m, 0m))))).Target();
        Track(world, made, "b");

        var more = Untaxed(Line("new", 5m, 0m), Line("a", 10m, 0m), Line("b", 20m, 0m));
        var updated = await world.WriteAsync(world.Intent(more, made with { Parts = [] }, revision: 2));

        var kept = InXero(world, updated).Single(line => (string?)line["Description"] == "b");
        Assert.Equal(made.Parts[1].ExternalId, (string?)kept["LineItemID"]);
        Assert.Equal("North", (string?)kept["Tracking"]![0]!["Option"]);
        Assert.Equal(3, updated.Target().Parts.Count);
    }

    [Fact]
    public async Task A_discount_that_somebody_gave_in_Xero_gives_way_to_the_net_total_of_the_host()
    {
        await using var world = await XeroWorld.StartAsync();
        var invoice = Untaxed(Line("a", 10m, 0m));
        var made = (await world.WriteAsync(world.Intent(invoice))).Target();
        var discounted = Kept(made, "a");
        (discounted["Quantity"], discounted["UnitAmount"], discounted["DiscountRate"]) = (1, 10m, 50m);
        world.Organisation.EditInvoice(made.ExternalId, new() { ["LineItems"] = new JsonArray(discounted) });
        Assert.Equal(5m, (decimal)world.Organisation.Invoices.Find(made.ExternalId)!["Total"]!);

        var updated = await world.WriteAsync(world.Intent(Untaxed(Line("a", 12m, 0m)), made, revision: 2));

        Assert.IsType<WriteOutcome.Updated>(updated);
        Assert.Equal(12m, (decimal)world.Organisation.Invoices.Find(made.ExternalId)!["Total"]!);
    }

    [Fact]
    public async Task A_mail_that_left_is_told_though_what_was_known_of_the_organisation_grew_old_meanwhile()
    {
        await using var world = await XeroWorld.StartAsync();
        var target = (await world.WriteAsync(world.Intent(Published.Invoice()))).Target();
        world.Clock.Advance(TimeSpan.FromMinutes(59.5));
        world.Xero.Faults.Add(new() { Kind = SimulatedFaultKind.Delay, Operation = "send", When = _ => Later(world) });
        world.Xero.Faults.Next(SimulatedFaultKind.TooManyRequestsOfDay, resource: "organisation");

        var sent = await world.WriteAsync(world.Intent(Published.Invoice(), target, verb: WriteVerb.Send));

        Assert.IsType<WriteOutcome.Updated>(sent);
        Assert.Single(world.Organisation.SentMail);
    }

    [Fact]
    [Trait("Trap", "5 Relies on Idempotency-Key beyond 6 minutes or across a token refresh; reuses the key after a cached error")]
    public async Task Mails_and_allocations_bear_a_key_of_their_own()
    {
        var keys = new List<string?>();
        await using var world = await XeroWorld.StartAsync(configure: connectors =>
            connectors.ConfigureHttpClient("xero", http => http.AddHttpMessageHandler(() => new KeyWatch(keys)))
        );
        var target = (await world.WriteAsync(world.Intent(Published.Invoice()))).Target();
        var note = (await world.WriteAsync(world.Intent(Published.CreditMemo()))).Target().ExternalId;
        keys.Clear();

        await world.WriteAsync(world.Intent(Published.Invoice(), target, verb: WriteVerb.Send));
        await world.WriteAsync(world.Application("ap-1", note, target.ExternalId, 10m));

        Assert.Equal(2, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Contains(world.Attempts, attempt => attempt.Key == key));
    }

    private static bool Later(XeroWorld world)
    {
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        return true;
    }

    private static InvoiceLine Line(string id, decimal net, decimal tax) =>
        new()
        {
            Id = id,
            Description = id,
            NetTotal = net,
            TaxTotal = tax,
        };

    private static Invoice Untaxed(params InvoiceLine[] lines) => Taxed(lines);

    private static Invoice Taxed(params InvoiceLine[] lines)
    {
        var (net, tax) = (lines.Sum(line => line.NetTotal!.Value), lines.Sum(line => line.TaxTotal!.Value));
        return Published.Invoice(net: net) with { Lines = lines.ToValueList(), TaxTotal = tax, GrossTotal = net + tax };
    }

    private static JsonObject Kept(WriteTarget target, string line) =>
        new() { ["LineItemID"] = target.Parts.Single(part => part.LocalId == line).ExternalId };

    private static void Track(XeroWorld world, WriteTarget target, string line)
    {
        var lines = world
            .Organisation.Invoices.Find(target.ExternalId)!["LineItems"]!.AsArray()
            .Select(one => new JsonObject { ["LineItemID"] = (string?)one!["LineItemID"] })
            .ToArray();
        var tracked = lines.Single(one => (string?)one["LineItemID"] == (string?)Kept(target, line)["LineItemID"]);
        tracked["Tracking"] = new JsonArray(new JsonObject { ["Name"] = "Region", ["Option"] = "North" });
        world.Organisation.EditInvoice(target.ExternalId, new() { ["LineItems"] = new JsonArray([.. lines]) });
    }

    private static IReadOnlyList<JsonNode> InXero(XeroWorld world, WriteOutcome made) =>
        [.. world.Organisation.Invoices.Find(made.Target().ExternalId)!["LineItems"]!.AsArray().Select(line => line!)];

    private sealed class KeyWatch(List<string?> keys) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method != HttpMethod.Get)
            {
                keys.Add(request.Headers.TryGetValues("Idempotency-Key", out var values) ? values.Single() : null);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
