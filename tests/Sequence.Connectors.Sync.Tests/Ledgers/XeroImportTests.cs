using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>Xero's contacts become customers of the host, the host's customers contacts, and each is there once.</summary>
public sealed class XeroImportTests
{
    private static readonly RecordType Customers = RecordType.Of<Customer>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "X-5")]
    public async Task A_contact_has_all_its_reasons_and_a_link_and_is_imported_once_after_it_was_mended()
    {
        var (world, books) = await StartAsync();
        await using var started = world;
        var bare = world.Organisation.AddContact("Bare");
        world.Organisation.AddContact("Gone");
        world.Organisation.ArchiveContact((string)world.Organisation.Contacts.FindBy("Name", "Gone")!["ContactID"]!);

        await world.Engine.Import.RunAsync(world.XeroConnection.Id, cancellationToken: Token);
        var refused = Assert.Single(await CandidatesAsync(world), one => one.ExternalId == bare);
        var early = await world.Engine.Import.CommitAsync(world.XeroConnection.Id, [bare], Token).ToListAsync(Token);
        world.Organisation.UpdateContact(bare, Mended());
        var ready = await world.Engine.Import.ReloadAsync(world.XeroConnection.Id, bare, Token);
        var made = await world.Engine.Import.CommitAsync(world.XeroConnection.Id, [bare], Token).ToListAsync(Token);
        var again = await world.Engine.Import.CommitAsync(world.XeroConnection.Id, [bare], Token).ToListAsync(Token);

        Assert.Equal(["address.missing", "customer.email.missing"], refused.Problems.Select(one => one.Code).Order());
        Assert.All(refused.Problems, one => Assert.Contains(bare, one.Link!.AbsoluteUri, StringComparison.OrdinalIgnoreCase));
        Assert.IsType<ImportOutcome.Refused>(Assert.Single(early));
        Assert.Equal((CandidateState.Ready, 0), (ready!.State, ready.Problems.Count));
        Assert.IsType<ImportOutcome.Imported>(Assert.Single(made));
        Assert.IsType<ImportOutcome.AlreadyLinked>(Assert.Single(again));
        Assert.Equal("Bare", Assert.Single(books.All<Customer>()).Name);
        Assert.DoesNotContain(await CandidatesAsync(world), one => one is { Name: "Gone", State: CandidateState.Ready });
    }

    [Theory]
    [InlineData("customers", new[] { "Billed" })]
    [InlineData("all", new[] { "Billed", "Never billed" })]
    [Trait("Behaviour", "X-5")]
    public async Task Contacts_with_an_invoice_or_all_are_candidates_as_the_tenant_chose(string choice, string[] expected)
    {
        var (world, _) = await StartAsync();
        await using var started = world;
        await world.World.Connectors.ConfigureAsync(
            world.XeroConnection.Id, settings => settings.With("contacts.read", choice), Token);
        world.Organisation.AddContact("Never billed");
        Bill(world, world.Organisation.AddContact("Billed"));

        await world.Engine.Import.RunAsync(world.XeroConnection.Id, cancellationToken: Token);

        Assert.Equal(expected, (await CandidatesAsync(world)).Select(one => one.Name).Order());
    }

    [Fact]
    [Trait("Behaviour", "X-5")]
    public async Task A_customer_whose_name_is_taken_is_linked_by_hand_and_another_is_made_in_Xero()
    {
        var (world, books) = await StartAsync();
        await using var started = world;
        books.Add(HostRecords.Customer());
        books.Add(HostRecords.Customer("C-2"));
        var theirs = world.Organisation.AddContact("CUSTOMER c-1");
        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        await world.PublishAsync(HostRecords.Invoice(), HostEvent.Finalized);
        await world.SettleAsync();
        var taken = (await world.ProblemsAsync()).SelectMany(one => one.Problems).Single(one => one.Code == "name.taken");
        Assert.Contains(theirs, taken.Link!.AbsoluteUri, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(world.Organisation.Invoices);

        var linked = await world.Engine.Links.LinkAsync(
            world.XeroConnection.Id, new(Customers, "C-1"), taken.Link.AbsoluteUri, Token);
        await world.SettleAsync();
        Assert.True(await world.Engine.Problems.RetryAsync(Assert.Single(await world.ProblemsAsync()).Id, Token));
        await world.PushAsync(HostRecords.Invoice("I-2", "C-2"));

        var link = Assert.IsType<LinkOutcome.Linked>(linked).Link;
        Assert.Equal((theirs, LinkOrigin.Manual), (link.ExternalId, link.Origin));
        Assert.Equal("Customer C-1", (string?)world.Organisation.Contacts.Find(theirs)!["Name"]);
        Assert.Equal(theirs, ContactOf(world.InXero(HostRecords.Invoice())));
        var made = Assert.Single(world.Organisation.Contacts, one => (string?)one["Name"] == "Customer C-2");
        Assert.Equal((string?)made["ContactID"], ContactOf(world.InXero(HostRecords.Invoice("I-2", "C-2"))));
        Assert.Empty(await world.ProblemsAsync());
    }

    private static async Task<(LedgersWorld World, BillingBooks Books)> StartAsync()
    {
        var books = new BillingBooks();
        var world = await LedgersWorld.StartAsync(configure: connectors =>
        {
            connectors.Services.AddSingleton(books);
            connectors.AddSync(sync => sync.Import<BillingHost>().Source<Customer, BillingHost>().Source<Invoice, BillingHost>());
        });
        return (world, books);
    }

    private static async Task<IReadOnlyList<Candidate>> CandidatesAsync(LedgersWorld world) =>
        await world.Engine.Import.ListAsync(world.XeroConnection.Id, max: 1000, cancellationToken: Token);

    private static string? ContactOf(JsonObject invoice) => (string?)invoice["Contact"]!["ContactID"];

    private static void Bill(LedgersWorld world, string contact) =>
        world.Organisation.Save(
            "Invoice",
            new JsonObject
            {
                ["Type"] = "ACCREC",
                ["Contact"] = new JsonObject { ["ContactID"] = contact },
                ["Status"] = "AUTHORISED",
                ["DueDate"] = "2026-04-01",
                ["LineItems"] = new JsonArray(new JsonObject { ["Description"] = "x", ["UnitAmount"] = 1m, ["AccountCode"] = "200" }),
            }
        );

    private static JsonObject Mended() =>
        new()
        {
            ["EmailAddress"] = "office@bare.example",
            ["Addresses"] = new JsonArray(
                new JsonObject
                {
                    ["AddressType"] = "POBOX",
                    ["AddressLine1"] = "1 Mended Lane",
                    ["City"] = "Salem",
                    ["Region"] = "OR",
                    ["PostalCode"] = "97301",
                    ["Country"] = "USA",
                }
            ),
        };
}
