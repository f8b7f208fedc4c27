using System.Text.Json.Nodes;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>What people enter in a ledger and the host never held is theirs: no update of the host's takes it away.</summary>
public sealed class EnteredByPeopleTests
{
    private static readonly string[] Ours =
        ["Name", "DisplayName", "UpdatedDateUTC", "MetaData", "SyncToken", "FullyQualifiedName", "Total"];

    private static Customer Customer { get; } =
        HostRecords.Customer() with
        {
            Contacts = [new Contact { Email = "ap@customer.example", BillingPreference = BillingPreference.Primary }],
            BillingAddress = new()
            {
                Line1 = "1 Dock Road",
                City = "Portland",
                Region = "OR",
                PostalCode = "97201",
                Country = CountryCode.Parse("US"),
            },
        };

    [Fact]
    public async Task A_contact_in_Xero_keeps_its_people_its_other_address_and_whom_it_is_attended_by()
    {
        await using var world = await LedgersWorld.StartAsync();
        await PushAsync(world, Customer);
        var id = (string)InXero(world)["ContactID"]!;
        var box = InXero(world)["Addresses"]!.AsArray().Single(one => (string?)one!["AddressType"] == "POBOX")!.DeepClone().AsObject();
        box["AttentionTo"] = "Accounts";
        world.Organisation.UpdateContact(
            id,
            new JsonObject
            {
                ["FirstName"] = "Ada",
                ["ContactPersons"] = new JsonArray(new JsonObject { ["FirstName"] = "Bo", ["EmailAddress"] = "bo@customer.example" }),
                ["Addresses"] = new JsonArray(box, new JsonObject { ["AddressType"] = "STREET", ["AddressLine1"] = "2 Quay" }),
                ["Phones"] = new JsonArray(new JsonObject { ["PhoneType"] = "DEFAULT", ["PhoneNumber"] = "555 0114" }),
                ["TaxNumber"] = "12-345",
            }
        );
        var before = Theirs(InXero(world));

        await world.PublishAsync(Customer with { Name = "Customer C-1 Ltd" }, HostEvent.Saved);
        await world.SettleAsync();

        Assert.Equal("Customer C-1 Ltd", (string?)InXero(world)["Name"]);
        Assert.Equal(before, Theirs(InXero(world)));
        Assert.Empty(await world.ProblemsAsync());
    }

    [Fact]
    public async Task A_person_whom_the_host_takes_away_goes_and_those_of_others_stay()
    {
        await using var world = await LedgersWorld.StartAsync();
        var second = new Contact { Name = "Cy", Email = "cy@customer.example", BillingPreference = BillingPreference.Standard };
        await PushAsync(world, Customer with { Contacts = [Customer.Contacts[0], second] });
        var persons = InXero(world)["ContactPersons"]!.DeepClone().AsArray();
        persons.Add((JsonNode)new JsonObject { ["FirstName"] = "Bo", ["EmailAddress"] = "bo@customer.example" });
        world.Organisation.UpdateContact((string)InXero(world)["ContactID"]!, new JsonObject { ["ContactPersons"] = persons });

        await world.PublishAsync(Customer with { Contacts = [Customer.Contacts[0], second with { Name = "Cy Ek" }] }, HostEvent.Saved);
        await world.SettleAsync();
        Assert.Equal(["cy@customer.example", "bo@customer.example"], Mails(world));

        await world.PublishAsync(Customer, HostEvent.Saved);
        await world.SettleAsync();
        Assert.Equal(["bo@customer.example"], Mails(world));
    }

    [Fact]
    public async Task A_customer_in_QuickBooks_keeps_its_name_phone_and_other_address()
    {
        await using var world = await LedgersWorld.StartAsync(withQuickBooks: true);
        await PushAsync(world, Customer);
        world.Company.UpdateCustomer(
            (string)InQuickBooks(world)["Id"]!,
            new JsonObject
            {
                ["GivenName"] = "Ada",
                ["FamilyName"] = "Byron",
                ["PrimaryPhone"] = new JsonObject { ["FreeFormNumber"] = "555 0114" },
                ["ShipAddr"] = new JsonObject { ["Line1"] = "2 Quay", ["City"] = "Salem" },
                ["Notes"] = "Calls on Mondays",
            }
        );
        var before = Theirs(InQuickBooks(world));

        await world.PublishAsync(Customer with { Name = "Customer C-1 Ltd" }, HostEvent.Saved);
        await world.SettleAsync();

        Assert.StartsWith("Customer C-1 Ltd", (string?)InQuickBooks(world)["DisplayName"], StringComparison.Ordinal);
        Assert.Equal(before, Theirs(InQuickBooks(world)));
        Assert.Empty(await world.ProblemsAsync());
    }

    [Fact]
    public async Task An_invoice_keeps_the_reference_and_the_words_that_people_gave_it()
    {
        await using var world = await LedgersWorld.StartAsync(withQuickBooks: true);
        await world.PushAsync(HostRecords.Invoice());
        world.Organisation.EditInvoice((string)world.InXero(HostRecords.Invoice())["InvoiceID"]!, new() { ["Reference"] = "Job 7" });
        world.Company.EditInvoice(
            (string)world.InQuickBooks(HostRecords.Invoice())["Id"]!,
            new JsonObject { ["CustomerMemo"] = new JsonObject { ["value"] = "Thank you" } }
        );

        await world.PublishAsync(HostRecords.Invoice(net: 120m), HostEvent.Saved);
        await world.SettleAsync();

        var (xero, quickbooks) = (world.InXero(HostRecords.Invoice()), world.InQuickBooks(HostRecords.Invoice()));
        Assert.Equal((120m, "Job 7"), ((decimal)xero["Total"]!, (string?)xero["Reference"]));
        Assert.Equal((120m, "Thank you"), ((decimal)quickbooks["TotalAmt"]!, (string?)quickbooks["CustomerMemo"]?["value"]));
    }

    [Fact]
    public async Task What_the_host_held_and_holds_no_more_is_cleared_once_and_is_then_people_s_own()
    {
        await using var world = await LedgersWorld.StartAsync(withQuickBooks: true);
        await world.PushAsync(HostRecords.Invoice() with { PurchaseOrderNumber = "PO-1", Memo = "Soon" });

        await world.PublishAsync(HostRecords.Invoice(), HostEvent.Saved);
        await world.SettleAsync();
        Assert.Equal(("", ""), Words(world));

        world.Organisation.EditInvoice((string)world.InXero(HostRecords.Invoice())["InvoiceID"]!, new() { ["Reference"] = "Job 7" });
        await world.PublishAsync(HostRecords.Invoice(net: 120m), HostEvent.Saved);
        await world.SettleAsync();
        Assert.Equal(("Job 7", ""), Words(world));
    }

    private static async Task PushAsync(LedgersWorld world, Customer customer)
    {
        await world.PublishAsync(customer, HostEvent.Saved);
        await world.PublishAsync(HostRecords.Invoice(), HostEvent.Finalized);
        await world.SettleAsync();
        Assert.Empty(await world.ProblemsAsync());
    }

    private static (string, string) Words(LedgersWorld world) =>
        (
            (string?)world.InXero(HostRecords.Invoice())["Reference"] ?? "",
            (string?)world.InQuickBooks(HostRecords.Invoice())["CustomerMemo"]?["value"] ?? ""
        );

    private static IEnumerable<string?> Mails(LedgersWorld world) =>
        InXero(world)["ContactPersons"]!.AsArray().Select(one => (string?)one!["EmailAddress"]);

    private static JsonObject InXero(LedgersWorld world) =>
        Assert.Single(world.Organisation.Contacts, one => ((string?)one["Name"])!.StartsWith("Customer C-1", StringComparison.Ordinal));

    private static JsonObject InQuickBooks(LedgersWorld world) =>
        Assert.Single(
            world.Company.Customers,
            one => ((string?)one["DisplayName"])!.StartsWith("Customer C-1", StringComparison.Ordinal)
        );

    private static string Theirs(JsonObject record)
    {
        var copy = record.DeepClone().AsObject();
        Array.ForEach(Ours, member => copy.Remove(member));
        Strip(copy);
        return copy.ToJsonString();
    }

    // An empty text and none at all are one.
    private static void Strip(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, value) in members.ToList())
            {
                Strip(value);
                if (value is JsonValue text && text.TryGetValue<string>(out var said) && said.Length == 0)
                {
                    members.Remove(name);
                }
            }
        }

        foreach (var one in (node as JsonArray)?.ToList() ?? [])
        {
            Strip(one);
        }
    }
}
