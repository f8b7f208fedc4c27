using System.Text.Json.Nodes;

namespace Sequence.Connectors.Xero.Tests;

public sealed class ImportTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "X-5")]
    public async Task A_contact_says_all_reasons_at_once_and_is_read_again()
    {
        await using var world = await XeroWorld.StartAsync();
        var id = world.Organisation.Save(
            "Contact",
            new JsonObject
            {
                ["Name"] = "Tidewater",
                ["Addresses"] = new JsonArray(
                    new JsonObject
                    {
                        ["AddressType"] = "POBOX",
                        ["AddressLine1"] = "1 Quay",
                        ["Country"] = "Neverland",
                    }
                ),
            }
        );

        var problems = ImportRules.Check((await world.Session.Customers.FindAsync(id, Stop))!);

        Assert.Equal(
            ["address.city.missing", "address.country.invalid", "address.postal_code.missing", "customer.email.missing"],
            problems.Select(problem => problem.Code).Order()
        );
        Assert.All(problems, problem => Assert.Contains(id, problem.Link!.AbsoluteUri, StringComparison.Ordinal));

        world.Organisation.UpdateContact(
            id,
            new JsonObject
            {
                ["EmailAddress"] = "ap@tidewater.example",
                ["Addresses"] = new JsonArray(
                    new JsonObject
                    {
                        ["AddressType"] = "POBOX",
                        ["AddressLine1"] = "1 Quay",
                        ["City"] = "Napier",
                        ["PostalCode"] = "4110",
                        ["Country"] = "New Zealand",
                    }
                ),
            }
        );
        Assert.Empty(ImportRules.Check((await world.Session.Customers.FindAsync(id, Stop))!));
    }

    [Theory]
    [InlineData("all", 2)]
    [InlineData("customers", 1)]
    [Trait("Behaviour", "X-5")]
    public async Task Contacts_with_an_invoice_or_all_are_read(string choice, int expected)
    {
        await using var world = await XeroWorld.StartAsync(settings: given =>
            given.With("accounts.default", "200").With("contacts.read", choice)
        );
        world.Organisation.AddContact("Never billed");
        await world.WriteAsync(world.Intent(Published.Invoice()));

        Assert.Equal(expected, await world.Session.Customers.ReadAllAsync(cancellationToken: Stop).CountAsync(Stop));
    }

    [Fact]
    [Trait("Behaviour", "X-5")]
    public async Task A_new_customer_is_pushed_and_one_of_the_same_name_is_never_taken_over()
    {
        await using var world = await XeroWorld.StartAsync();

        var made = await world.WriteAsync(world.Intent(Published.Customer()));
        var clash = await world.WriteAsync(world.Intent(Published.Customer("cus-2", "FAULT & sons")));

        Assert.Equal("Northwind Traders", (string?)world.Organisation.Contacts.Find(made.Target().ExternalId)!["Name"]);
        Assert.Equal("name.taken", clash.Problem().Code);
    }

    [Fact]
    [Trait("Trap", "14 Matches contacts by Name only: duplicates, archived or merged contacts")]
    public async Task A_merged_contact_says_into_which()
    {
        await using var world = await XeroWorld.StartAsync();
        var loser = world.Organisation.AddContact("Tidewater Ltd");
        world.Organisation.MergeContacts(loser, world.ContactId);

        var change = await world.Session.Customers.FindAsync([loser], Stop).FirstAsync(Stop);

        Assert.Equal(world.ContactId, Assert.IsType<Change<Customer>.Merged>(change).Into);
    }

    [Fact]
    [Trait("Trap", "14 Matches contacts by Name only: duplicates, archived or merged contacts")]
    public async Task An_archived_contact_takes_no_invoice_and_no_change_and_the_reason_is_told()
    {
        await using var world = await XeroWorld.StartAsync();
        var made = (await world.WriteAsync(world.Intent(Published.Customer()))).Target();
        world.Organisation.ArchiveContact(made.ExternalId);
        var before = world.Organisation.Contacts.Find(made.ExternalId)!.ToJsonString();
        var ofArchived = world.Intent(Published.Invoice()) with
        {
            References = References.To<Customer>(Published.CustomerId, made.ExternalId),
        };

        var invoice = (await world.WriteAsync(ofArchived)).Problem();
        var change = (await world.WriteAsync(world.Intent(Published.Customer(name: "Renamed"), made, revision: 2))).Problem();

        Assert.Equal(("customer.archived", "customer.archived"), (invoice.Code, change.Code));
        Assert.Contains("Restore the contact", invoice.Fix, StringComparison.Ordinal);
        Assert.Empty(world.Organisation.Invoices);
        Assert.Equal(before, world.Organisation.Contacts.Find(made.ExternalId)!.ToJsonString());
    }

    [Fact]
    [Trait("Trap", "15 Sends the full Contact inside every invoice and wipes ContactPersons / bank details")]
    public async Task An_invoice_changes_nothing_about_its_contact()
    {
        await using var world = await XeroWorld.StartAsync();
        world.Organisation.UpdateContact(
            world.ContactId,
            new JsonObject
            {
                ["ContactPersons"] = new JsonArray(
                    new JsonObject
                    {
                        ["FirstName"] = "Bo",
                        ["EmailAddress"] = "bo@fault.example",
                        ["IncludeInEmails"] = true,
                    }
                ),
            }
        );
        var before = world.Organisation.Contacts.Find(world.ContactId)!["ContactPersons"]!.ToJsonString();

        await world.WriteAsync(world.Intent(Published.Invoice()));

        Assert.Equal(before, world.Organisation.Contacts.Find(world.ContactId)!["ContactPersons"]!.ToJsonString());
    }

    [Fact]
    [Trait("Behaviour", "S1-8")]
    public async Task Custom_fields_travel_in_members_that_the_model_leaves_free()
    {
        await using var world = await XeroWorld.StartAsync(settings: given => given with
        {
            FieldMaps = [new() { RecordType = RecordType.Of<Customer>(), Field = "vat", SystemField = "TaxNumber" }],
        });
        var customer = Published.Customer() with { CustomFields = CustomFields.Empty.With("vat", "NZ-1") };

        var made = (await world.WriteAsync(world.Intent(customer))).Target();
        var unknown = await world.WriteAsync(
            world.Intent(Published.Customer("cus-2", "Other") with { CustomFields = CustomFields.Empty.With("other", "1") })
        );

        Assert.Equal("NZ-1", (await world.Session.Customers.FindAsync(made.ExternalId, Stop))!.CustomFields["vat"]!.ToString());
        Assert.Equal("custom_field.unmapped", unknown.Problem().Code);
    }

    [Fact]
    [Trait("Trap", "16 Unpaged lists: no LineItems; or stops on itemCount; or pages by UpdatedDateUTC desc while rows move")]
    public async Task Pages_have_lines_and_nothing_is_left_out()
    {
        await using var world = await XeroWorld.StartAsync();
        await world.WriteAsync(Enumerable.Range(1, 25).Select(number => world.Intent(Published.Invoice($"inv-{number}"))).ToList());

        var pages = await world.Session.Invoices.ReadAsync(new() { PageSize = 10 }, Stop).ToListAsync(Stop);
        var read = pages.SelectMany(page => page.Changes).OfType<Change<Invoice>.Current>().Select(change => change.Record).ToList();

        Assert.Equal((3, 25), (pages.Count, read.Count));
        Assert.All(read, invoice => Assert.Single(invoice.Lines));
    }
}
