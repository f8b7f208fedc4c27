namespace Sequence.Connectors.QuickBooks.Tests;

public sealed class AddressTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>QuickBooks works tax out by the shipping address before the billing one, also by one that says nothing.</summary>
    [Fact]
    [Trait("Trap", "quickbooks-14")]
    public async Task An_update_of_a_customer_without_a_shipping_address_gives_it_no_empty_one()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var made = (await world.Session.Customers.WriteAsync(world.Intent(Published.Customer(), ""), cancellationToken: Token)).Target();
        var before = await world.WriteAsync(Published.Invoice("inv-1"), made.ExternalId);
        var renamed = world.Intent(Published.Customer("Northwind & Sons"), "", made, revision: 2);
        Assert.IsType<WriteOutcome.Updated>(await world.Session.Customers.WriteAsync(renamed, cancellationToken: Token));

        var after = await world.WriteAsync(Published.Invoice("inv-2"), made.ExternalId);

        Assert.Null(world.Company.Customers.Find(made.ExternalId)!["ShipAddr"]);
        Assert.Equal(10.1m, Tax(before));
        Assert.Equal(10.1m, Tax(after));
    }

    [Fact]
    public async Task An_address_that_the_host_took_away_is_cleared()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var customer = Published.Customer() with { ShippingAddress = Published.Customer().BillingAddress };
        var made = (await world.Session.Customers.WriteAsync(world.Intent(customer, ""), cancellationToken: Token)).Target();
        Assert.NotNull((await world.Session.Customers.FindAsync(made.ExternalId, Token))!.ShippingAddress);

        var bare = world.Intent(Published.Customer(), "", made, revision: 2) with { Fields = [nameof(Customer.ShippingAddress)] };
        Assert.IsType<WriteOutcome.Updated>(await world.Session.Customers.WriteAsync(bare, cancellationToken: Token));

        var cleared = (await world.Session.Customers.FindAsync(made.ExternalId, Token))!;
        Assert.Null(cleared.ShippingAddress);
        Assert.NotNull(cleared.BillingAddress);
    }

    private static decimal? Tax(WriteOutcome outcome) =>
        Assert.IsType<Invoice>(Assert.IsType<WriteOutcome.Created>(outcome).Current).TaxTotal;
}
