using System.Text.Json.Nodes;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>What the organisation has decides what can be written: its currencies, its tracking categories, its accounts.</summary>
public sealed class OrganisationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Trap", "21 Posts to a currency the org has not enabled")]
    public async Task A_currency_that_the_organisation_does_not_have_is_refused_by_name_before_the_call_until_it_has_it()
    {
        await using var world = await XeroWorld.StartAsync();
        await world.WriteAsync(world.Intent(Published.Invoice("warm-up", currency: "EUR")));
        var created = world.Xero.Usage.Requests["create"];

        var invoice = (await world.WriteAsync(world.Intent(Published.Invoice(currency: "CHF")))).Problem();
        var customer = await world.WriteAsync(world.Intent(Published.Customer() with { Currency = CurrencyCode.Parse("CHF") }));

        Assert.Equal(("currency.unsupported", "Currency"), (invoice.Code, invoice.Path));
        Assert.Contains("no CHF; it has: EUR, GBP, NZD, USD", invoice.Message, StringComparison.Ordinal);
        Assert.Equal("currency.unsupported", customer.Problem().Code);
        Assert.Equal(created, world.Xero.Usage.Requests["create"]);

        world.Organisation.Save("Currency", new JsonObject { ["Code"] = "CHF" });
        Assert.IsType<WriteOutcome.Created>(await world.WriteAsync(world.Intent(Published.Invoice(currency: "CHF"))));
    }

    [Fact]
    [Trait("Trap", "21 Posts to a currency the org has not enabled; lets Xero pick the day rate and then cannot reconcile")]
    public async Task The_rate_that_Xero_took_for_a_document_is_told_and_one_that_is_given_is_kept()
    {
        await using var world = await XeroWorld.StartAsync();
        var (open, given) = (Published.Invoice(currency: "EUR"), Published.CreditMemo(currency: "EUR") with { ExchangeRate = 2m });

        var taken = (WriteOutcome.Settled)await world.WriteAsync(world.Intent(open));
        var kept = (WriteOutcome.Settled)await world.WriteAsync(world.Intent(given));

        var note = Assert.Single(taken.Notes, note => note.Path == "ExchangeRate");
        Assert.Equal(MappingNoteKind.Defaulted, note.Kind);
        Assert.Equal(XeroValues.Text(((Invoice)taken.Current!).ExchangeRate!.Value), note.To);
        Assert.DoesNotContain(kept.Notes, one => one.Path == "ExchangeRate");
        Assert.Equal(0.5m, (decimal)world.Organisation.CreditNotes.Find(kept.ExternalId)!["CurrencyRate"]!);
        Assert.DoesNotContain(
            ((WriteOutcome.Settled)await world.WriteAsync(world.Intent(Published.Invoice("inv-2")))).Notes,
            one => one.Path == "ExchangeRate");
    }

    [Fact]
    [Trait("Trap", "3 Sends LineItems without LineItemIDs on update")]
    public async Task Lines_carry_tracking_and_an_update_leaves_what_people_added()
    {
        await using var world = await XeroWorld.StartAsync(settings: given =>
            given.With("accounts.default", "200").With("tracking.Region", "North")
        );
        Category(world, "Project", "Apollo");
        var made = (await world.WriteAsync(world.Intent(Published.Invoice()))).Target();
        Assert.Equal(["Region=North"], Tracked(world, made));
        Track(world, made, ("Region", "South"), ("Project", "Apollo"));
        var edited = Published.Invoice() with
        {
            PurchaseOrderNumber = "PO-1",
            Lines = [Published.Invoice().Lines[0] with { Description = "Edited" }],
        };

        await world.WriteAsync(world.Intent(edited, made, revision: 2));

        Assert.Equal(["Project=Apollo", "Region=North"], Tracked(world, made));
    }

    [Fact]
    public async Task Where_the_host_sets_no_tracking_an_update_leaves_all_of_it_and_needs_no_look()
    {
        await using var world = await XeroWorld.StartAsync();
        Category(world, "Project", "Apollo");
        var made = (await world.WriteAsync(world.Intent(Published.Invoice()))).Target();
        Track(world, made, ("Region", "South"), ("Project", "Apollo"));
        var before = world.Xero.Usage.TotalRequests;

        await world.WriteAsync(
            world.Intent(
                Published.Invoice() with
                {
                    Lines = [Published.Invoice().Lines[0] with { Description = "Edited" }],
                },
                made,
                revision: 2
            )
        );

        Assert.Equal(["Project=Apollo", "Region=South"], Tracked(world, made));
        Assert.Equal(1, world.Xero.Usage.TotalRequests - before);
    }

    [Fact]
    public async Task Preflight_names_the_tracking_and_the_accounts_for_payments_that_are_not_there()
    {
        await using var world = await XeroWorld.StartAsync(settings: given => given
            .With("accounts.default", "200").With("tracking.Region", "West").With("tracking.Planet", "Mars")
            .With("payments.deposit_account", "200").With("payments.deposit_account.EUR", "999"));

        var problems = (await world.Session.PreflightAsync(Stop)).Problems;
        await world.ConfigureAsync(given => new ConnectionSettings()
            .With("accounts.default", "200").With("tracking.Region", "North").With("payments.deposit_account", "880"));

        Assert.Equal(
            [
                ("account.deposit.invalid", "payments.deposit_account"), ("account.deposit.invalid", "payments.deposit_account.EUR"),
                ("tracking.unknown", "tracking.Planet"), ("tracking.unknown", "tracking.Region"),
            ],
            problems.Select(problem => (problem.Code, problem.Path)).Order()
        );
        Assert.Empty((await world.Session.PreflightAsync(Stop)).Problems);
    }

    private static void Category(XeroWorld world, string name, string option)
    {
        var category = world.Organisation.Save("TrackingCategory", new JsonObject { ["Name"] = name });
        world.Organisation.AddTrackingOption(category, option);
    }

    private static void Track(XeroWorld world, WriteTarget invoice, params (string Name, string Option)[] tracking)
    {
        var stands = world.Organisation.Invoices.Find(invoice.ExternalId)!;
        world.Organisation.EditInvoice(invoice.ExternalId, new()
        {
            ["LineItems"] = new JsonArray(new JsonObject
            {
                ["LineItemID"] = (string?)stands["LineItems"]![0]!["LineItemID"],
                ["Tracking"] = new JsonArray([.. tracking.Select(one => new JsonObject { ["Name"] = one.Name, ["Option"] = one.Option })]),
            }),
        });
    }

    private static IEnumerable<string> Tracked(XeroWorld world, WriteTarget invoice) =>
        world.Organisation.Invoices.Find(invoice.ExternalId)!["LineItems"]![0]!["Tracking"]!.AsArray()
            .Select(one => $"{(string?)one!["Name"]}={(string?)one["Option"]}")
            .Order();
}
