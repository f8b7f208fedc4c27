namespace Sequence.Connectors.Xero.Tests;

/// <summary>What a tenant chooses is looked at before it is used, and travels with each record.</summary>
public sealed class SettingsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S1-9")]
    public async Task Choices_that_are_not_in_the_organisation_are_told_by_preflight_all_at_once()
    {
        await using var world = await XeroWorld.StartAsync(settings: given =>
            given
                .With("accounts.default", "200")
                .With("accounts.seat", "999")
                .With("accounts.usage", "210")
                .With("taxes.default", "OUTPUT2")
                .With("taxes.none", "NONE")
                .With("taxes.gst", "INPUT2")
                .With("items.kit", "GONE") with
            {
                FieldMaps =
                [
                    new() { RecordType = RecordType.Of<Customer>(), Field = "vat", SystemField = "TaxNumber" },
                    new() { RecordType = RecordType.Of<Customer>(), Field = "region", SystemField = "Tracking.Region" },
                    new() { RecordType = RecordType.Of<Invoice>(), Field = "po", SystemField = "Purchase" },
                ],
            }
        );
        var report = (await world.Session.PreflightAsync(Stop))!;

        Assert.Equal(
            [
                ("account.invalid", "accounts.seat"),
                ("custom_field.unknown", "po"),
                ("custom_field.unknown", "region"),
                ("item.unmapped", "items.kit"),
                ("tax.code.invalid", "taxes.gst"),
            ],
            report.Problems.Select(problem => (problem.Code, problem.Path)).Order()
        );
        Assert.All(report.Problems, problem => Assert.NotNull(problem.Fix));
    }

    [Fact]
    [Trait("Behaviour", "S1-8")]
    public async Task A_field_map_puts_an_option_of_a_tracking_category_on_each_line_and_reads_it_back()
    {
        await using var world = await XeroWorld.StartAsync(settings: given =>
            given.With("accounts.default", "200").With("tracking.Region", "South") with
            {
                FieldMaps = [new() { RecordType = RecordType.Of<Invoice>(), Field = "region", SystemField = "Tracking.Region" }],
            }
        );
        var invoice = Published.Invoice() with { CustomFields = CustomFields.Empty.With("region", "North") };

        var own = await world.WriteAsync(world.Intent(invoice));
        var common = await world.WriteAsync(world.Intent(Published.Invoice("inv-2")));

        Assert.Equal("North", (await world.Session.Invoices.FindAsync(own.Target().ExternalId, Stop))!.CustomFields["region"]!.ToString());
        var south = (await world.Session.Invoices.FindAsync(common.Target().ExternalId, Stop))!;
        Assert.Equal("South", south.CustomFields["region"]!.ToString());
    }

    [Fact]
    [Trait("Trap", "13 Hard-codes OUTPUT2 / account 200 / one country; ignores CanApplyTo*, archived accounts, NoTax orgs")]
    public async Task Each_country_s_own_tax_rates_are_used_and_archived_accounts_and_rates_that_do_not_fit_are_refused()
    {
        foreach (var (profile, type, own) in new[]
        {
            (Simulators.XeroOrganisationProfile.UnitedStates, "TAX001", 8.63m),
            (Simulators.XeroOrganisationProfile.UnitedKingdom, "RROUTPUT", 5m),
        })
        {
            await using var world = await XeroWorld.StartAsync(
                profile with { SampleData = false },
                given => given.With("accounts.default", "210").With("taxes.vat", type)
            );
            var invoice = Taxed(profile.BaseCurrency, own);

            var made = await world.WriteAsync(world.Intent(invoice));
            var line = world.Organisation.Invoices.Find(made.Target().ExternalId)!["LineItems"]![0]!;
            Assert.Equal((type, "210", own), ((string?)line["TaxType"], (string?)line["AccountCode"], (decimal)line["TaxAmount"]!));

            await world.ConfigureAsync(given => given.With("taxes.vat", profile.Country == "US" ? "INPUT" : "INPUT2"));
            Assert.Equal("account.invalid", (await world.WriteAsync(world.Intent(invoice with { Id = "2", Number = "2" }))).Problem().Code);

            world.Organisation.ArchiveAccount("210");
            await world.ConfigureAsync(given => given.With("taxes.vat", type));
            Assert.Equal("account.invalid", (await world.WriteAsync(world.Intent(invoice with { Id = "3", Number = "3" }))).Problem().Code);
        }

        static Invoice Taxed(string currency, decimal tax) =>
            Published.Invoice(currency: currency) with
            {
                Lines = [new() { Id = "a", Description = "A", NetTotal = 100m, TaxTotal = tax, TaxRateId = "vat" }],
                TaxTotal = tax,
                GrossTotal = 100m + tax,
            };
    }

    [Theory]
    [InlineData("TONGASTANDARDTIME")]
    [InlineData("HAWAIIANSTANDARDTIME")]
    [Trait("Trap", "10 Parses /Date()/ to local time: invoices shift by a day")]
    public async Task A_day_at_the_edge_of_the_organisation_s_day_is_that_day(string zone)
    {
        await using var world = await XeroWorld.StartAsync(
            Simulators.XeroOrganisationProfile.NewZealand with { SampleData = false, TimeZone = zone }
        );

        var made = (WriteOutcome.Settled)await world.WriteAsync(world.Intent(Published.Invoice()));

        Assert.Equal(new LocalDate(2026, 3, 2), ((Invoice)made.Current!).IssueDate);
        Assert.Equal(new LocalDate(2026, 4, 1), (await world.Session.Invoices.FindAsync(made.ExternalId, Stop))!.DueDate);
        Assert.Equal("2026-03-02T00:00:00", (string?)world.Organisation.Invoices.Find(made.ExternalId)!["DateString"]);
    }

    [Fact]
    [Trait("Trap", "16 Unpaged lists: no LineItems; or stops on itemCount; or pages by UpdatedDateUTC desc while rows move")]
    public async Task A_contact_that_is_archived_while_pages_are_read_hides_no_other()
    {
        await using var world = await XeroWorld.StartAsync();
        var all = Enumerable.Range(1, 9).Select(number => world.Organisation.AddContact($"Contact {number}")).Append(world.ContactId);
        var ids = all.Order(StringComparer.OrdinalIgnoreCase).ToList();
        var read = new List<string>();

        await foreach (var page in world.Session.Customers.ReadAsync(new() { PageSize = 5 }, Stop))
        {
            read.AddRange(page.Changes.Select(change => change.ExternalId));
            if (read.Count == 5)
            {
                world.Organisation.ArchiveContact(ids[0]);
            }
        }

        Assert.Equal(ids, read.Order(StringComparer.OrdinalIgnoreCase));
    }
}
