using System.Text.Json.Nodes;

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

    [Theory]
    [InlineData("accounts.default=200 accounts.promo=400 taxes.default=OUTPUT2", "tax.code.invalid accounts.promo")]
    [InlineData("accounts.default=400 taxes.default=OUTPUT2", "tax.default.invalid taxes.default")]
    [InlineData("accounts.default=400 taxes.default=INPUT2", "")]
    [InlineData("accounts.default=200 taxes.gst=INPUT2", "tax.code.invalid taxes.gst")]
    [InlineData("accounts.default=200 accounts.promo=400 taxes.gst=INPUT2", "")]
    [InlineData("accounts.default=260", "account.default.invalid accounts.default")]
    [InlineData("accounts.default=200 accounts.other=260", "account.invalid accounts.other")]
    [Trait("Behaviour", "S1-9")]
    [Trait("Trap", "13 Hard-codes OUTPUT2 / account 200 / one country; ignores CanApplyTo*, archived accounts, NoTax orgs")]
    public async Task Preflight_says_which_account_is_archived_and_which_tax_rate_does_not_fit_its_account(string settings, string expected)
    {
        await using var world = await XeroWorld.StartAsync(settings: given =>
            settings.Split(' ').Select(one => one.Split('=')).Aggregate(given, (all, one) => all.With(one[0], one[1]))
        );
        world.Organisation.ArchiveAccount("260");

        var report = (await world.Session.PreflightAsync(Stop))!;

        Assert.Equal(expected, string.Join(", ", report.Problems.Select(problem => $"{problem.Code} {problem.Path}")));
    }

    [Fact]
    [Trait("Behaviour", "S1-9")]
    public async Task Field_maps_that_write_one_member_twice_or_what_it_cannot_hold_are_told_before_anything_is_sent()
    {
        FieldMap[] maps =
        [
            new() { RecordType = RecordType.Of<Invoice>(), Field = "theme", SystemField = "BrandingThemeID" },
            new() { RecordType = RecordType.Of<Invoice>(), Field = "look", SystemField = "BrandingThemeID" },
            new() { RecordType = RecordType.Of<Invoice>(), Field = "expected", SystemField = "ExpectedPaymentDate" },
            new() { RecordType = RecordType.Of<Payment>(), Field = "till", SystemField = "Reference" },
        ];
        await using var world = await XeroWorld.StartAsync(settings: given =>
            given.With("accounts.default", "200") with { FieldMaps = [.. maps] }
        );
        var fields = CustomFields.Empty.With("theme", "none").With("look", "none").With("expected", "soon");

        var report = (await world.Session.PreflightAsync(Stop))!;
        var refused = await world.WriteAsync(world.Intent(Published.Invoice() with { CustomFields = fields }));

        Assert.Equal(
            [("custom_field.shared", "look"), ("custom_field.unknown", "till")],
            report.Problems.Select(problem => (problem.Code, problem.Path)).Order()
        );
        Assert.Equal(
            [
                ("custom_field.invalid", "CustomFields.expected"), ("custom_field.invalid", "CustomFields.look"),
                ("custom_field.shared", "CustomFields.theme"),
            ],
            Assert.IsType<WriteOutcome.Rejected>(refused).Problems.Select(problem => (problem.Code, problem.Path)).Order()
        );
    }

    [Fact]
    [Trait("Behaviour", "S1-8")]
    public async Task A_custom_field_in_the_reference_of_an_invoice_is_its_own_and_no_purchase_order()
    {
        await using var world = await XeroWorld.StartAsync(settings: given =>
            given.With("accounts.default", "200") with
            {
                FieldMaps = [new() { RecordType = RecordType.Of<Invoice>(), Field = "contract", SystemField = "Reference" }],
            }
        );
        var invoice = Published.Invoice() with { PurchaseOrderNumber = "PO-1", CustomFields = CustomFields.Empty.With("contract", "C-7") };

        var made = (WriteOutcome.Settled)await world.WriteAsync(world.Intent(invoice));
        var updated = invoice with { PurchaseOrderNumber = null, DueDate = new(2026, 4, 8) };
        await world.WriteAsync(world.Intent(updated, made.Target(), revision: 2));

        Assert.Equal("PurchaseOrderNumber", Assert.Single(made.Notes).Path);
        var stands = (await world.Session.Invoices.FindAsync(made.ExternalId, Stop))!;
        Assert.Equal((null, "C-7"), (stands.PurchaseOrderNumber, stands.CustomFields["contract"]!.ToString()));
        world.Organisation.EditInvoice(made.ExternalId, new() { ["Reference"] = "C-8" });
        Assert.Equal("C-8", (await world.Session.Invoices.FindAsync(made.ExternalId, Stop))!.CustomFields["contract"]!.ToString());
        await world.WriteAsync(
            world.Intent(updated with { CustomFields = CustomFields.Empty.With("contract", null) }, made.Target(), revision: 3)
        );
        Assert.Equal("", (string?)world.Organisation.Invoices.Find(made.ExternalId)!["Reference"] ?? "");
    }

    [Fact]
    [Trait("Behaviour", "S1-8")]
    public async Task A_field_map_takes_its_option_off_again_and_leaves_what_people_track_beside_it()
    {
        await using var world = await XeroWorld.StartAsync(settings: given =>
            given.With("accounts.default", "200") with
            {
                FieldMaps = [new() { RecordType = RecordType.Of<Invoice>(), Field = "region", SystemField = "Tracking.Region" }],
            }
        );
        var category = world.Organisation.Save("TrackingCategory", new() { ["Name"] = "Project" });
        world.Organisation.AddTrackingOption(category, "Apollo");
        var invoice = Published.Invoice() with { CustomFields = CustomFields.Empty.With("region", "North") };
        var made = (await world.WriteAsync(world.Intent(invoice))).Target();
        Assert.Equal(["Region=North"], Tracked());
        var line = (string?)world.Organisation.Invoices.Find(made.ExternalId)!["LineItems"]![0]!["LineItemID"];
        world.Organisation.EditInvoice(
            made.ExternalId,
            new() { ["LineItems"] = new JsonArray(new JsonObject { ["LineItemID"] = line, ["Tracking"] = Options("North") }) }
        );

        await world.WriteAsync(
            world.Intent(invoice with { CustomFields = CustomFields.Empty.With("region", null) }, made, revision: 2)
        );

        Assert.Equal(["Project=Apollo"], Tracked());
        Assert.False((await world.Session.Invoices.FindAsync(made.ExternalId, Stop))!.CustomFields.ContainsKey("region"));

        static JsonArray Options(string region) =>
            [
                new JsonObject { ["Name"] = "Region", ["Option"] = region },
                new JsonObject { ["Name"] = "Project", ["Option"] = "Apollo" },
            ];

        IEnumerable<string> Tracked() =>
            world.Organisation.Invoices.Find(made.ExternalId)!["LineItems"]![0]!["Tracking"]!.AsArray()
                .Select(one => $"{(string?)one!["Name"]}={(string?)one["Option"]}")
                .Order();
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
    [Trait("Behaviour", "S1-8")]
    [Trait("Behaviour", "S1-9")]
    public async Task Custom_fields_of_customers_and_documents_are_written_changed_and_read_back_by_their_maps()
    {
        await using var world = await XeroWorld.StartAsync(settings: given => given.With("accounts.default", "200") with
        {
            FieldMaps =
            [
                new() { RecordType = RecordType.Of<Customer>(), Field = "ledger number", SystemField = "AccountNumber" },
                new() { RecordType = RecordType.Of<Customer>(), Field = "register", SystemField = "CompanyNumber" },
                new() { RecordType = RecordType.Of<Invoice>(), Field = "order", SystemField = "Reference" },
                new()
                {
                    RecordType = RecordType.Of<Invoice>(),
                    Field = "expected",
                    SystemField = "ExpectedPaymentDate",
                    Type = CustomFieldType.Date,
                },
            ],
        });
        var customer = Published.Customer() with { CustomFields = CustomFields.Empty.With("ledger number", "D-7").With("register", "HRB 1") };
        var invoice = Published.Invoice() with
        {
            CustomFields = CustomFields.Empty.With("order", "O-1").With("expected", new LocalDate(2026, 4, 15)),
        };

        var made = (await world.WriteAsync(world.Intent(customer))).Target();
        var sent = (await world.WriteAsync(world.Intent(invoice))).Target();
        var (edited, moved) = (
            customer with { CustomFields = customer.CustomFields.With("register", "HRB 2") },
            invoice with { CustomFields = invoice.CustomFields.With("order", "O-2") }
        );
        (await world.WriteAsync(world.Intent(edited, made, revision: 2))).Target();
        var told = (WriteOutcome.Settled)await world.WriteAsync(world.Intent(moved with { PurchaseOrderNumber = "PO-1" }, sent, revision: 2));
        Assert.Contains(told.Notes, note => note is { Kind: MappingNoteKind.Dropped, Path: "PurchaseOrderNumber" });

        var contact = world.Organisation.Contacts.Find(made.ExternalId)!;
        Assert.Equal(("D-7", "HRB 2"), ((string?)contact["AccountNumber"], (string?)contact["CompanyNumber"]));
        Assert.Equal("O-2", (string?)world.Organisation.Invoices.Find(sent.ExternalId)!["Reference"]);
        var read = (await world.Session.Invoices.FindAsync(sent.ExternalId, Stop))!.CustomFields;
        Assert.Equal(("O-2", "2026-04-15"), (read["order"]!.ToString(), read["expected"]!.ToString()));
        Assert.Equal("HRB 2", (await world.Session.Customers.FindAsync(made.ExternalId, Stop))!.CustomFields["register"]!.ToString());
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
