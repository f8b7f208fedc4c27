using System.Text.Json.Nodes;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>QuickBooks keeps all mail addresses of a customer in one field; each is a contact here.</summary>
public sealed class MailAddressTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Trap", "quickbooks-6")]
    public async Task Several_addresses_that_were_read_are_written_again(bool insists)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var id = AddCustomer(world, "ap@northwind.example,cfo@northwind.example");
        var read = (await world.Session.Customers.FindAsync(id, Token))!;
        Assert.Equal(["ap@northwind.example", "cfo@northwind.example"], read.Contacts.Select(contact => contact.Email));

        var target = new WriteTarget { ExternalId = id, Version = insists ? read.Source!.Version : null };
        await WriteAsync(world, read with { Id = Published.CustomerId, Phone = "1" }, target);

        // As people wrote it.
        Assert.Equal("ap@northwind.example,cfo@northwind.example", Address(world, id));
    }

    [Fact]
    [Trait("Trap", "quickbooks-6")]
    public async Task Addresses_that_people_added_stay_beside_another_primary_one()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var id = AddCustomer(world, "ap@northwind.example, cfo@northwind.example");

        var changed = await WriteAsync(world, WithEmail("new@northwind.example"), new() { ExternalId = id });

        Assert.Equal("new@northwind.example, cfo@northwind.example", Address(world, id));
        Assert.DoesNotContain(changed.Notes, note => note.Path == nameof(Customer.Contacts));
    }

    [Fact]
    public async Task An_address_that_the_host_took_out_goes()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var id = AddCustomer(world, "ap@northwind.example, cfo@northwind.example");
        var read = (await world.Session.Customers.FindAsync(id, Token))!;
        var record = read with { Contacts = [read.Contacts[0]] };

        var update = world.Intent(record with { Id = Published.CustomerId }, "", new() { ExternalId = id }, revision: 2);
        await world.Session.Customers.WriteAsync(update with { Base = read with { Id = Published.CustomerId } }, cancellationToken: Token);

        Assert.Equal("ap@northwind.example", Address(world, id));
    }

    [Fact]
    public async Task Addresses_that_do_not_fit_are_left_out_whole_and_that_is_told()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var long1 = $"{new string('b', 50)}@northwind.example";
        var customer = WithEmail("ap@northwind.example");
        var contacts = customer.Contacts.Concat([Copy(long1), Copy("c@northwind.example"), Copy($"{new string('d', 60)}@x.example")]);

        var made = await WriteAsync(world, customer with { Contacts = contacts.ToValueList() }, target: null);

        Assert.Equal($"ap@northwind.example, {long1}", Address(world, made.Target().ExternalId));
        Assert.Contains(made.Notes, note => note is { Kind: MappingNoteKind.Dropped, Path: nameof(Customer.Contacts) });

        static Contact Copy(string email) => new() { Email = email, BillingPreference = BillingPreference.Standard };
    }

    private static Customer WithEmail(string email)
    {
        var customer = Published.Customer();
        return customer with { Contacts = [customer.Contacts[0] with { Email = email }] };
    }

    private static string AddCustomer(QuickBooksWorld world, string emails) => world.Company.AddCustomer(
        new JsonObject { ["DisplayName"] = "Northwind Traders", ["PrimaryEmailAddr"] = new JsonObject { ["Address"] = emails } });

    private static string? Address(QuickBooksWorld world, string id) =>
        (string?)world.Company.Customers.Find(id)!["PrimaryEmailAddr"]?["Address"];

    private static async Task<WriteOutcome> WriteAsync(QuickBooksWorld world, Customer customer, WriteTarget? target)
    {
        var outcome = await world.Session.Customers.WriteAsync(
            world.Intent(customer, "", target, revision: target is null ? null : 2),
            cancellationToken: Token
        );
        Assert.IsAssignableFrom<WriteOutcome.Settled>(outcome);
        return outcome;
    }
}
