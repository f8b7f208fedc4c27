namespace Sequence.Connectors.Tests;

public sealed class RecordRulesTests
{
    private static readonly Payment Payment = new()
    {
        Id = "p-1",
        Amount = 100m,
        Date = new(2026, 3, 6),
        Allocations = [new PaymentAllocation { InvoiceId = "1", Amount = 60m }, new PaymentAllocation { InvoiceId = "2", Amount = 40m }],
    };

    [Fact]
    public void Accepts_a_customer_with_a_name() => Assert.Empty(RecordRules.Check(new Customer { Id = "1", Name = "Acme Ltd" }));

    [Fact]
    public void Gives_every_reason_of_a_customer_at_once()
    {
        var customer = new Customer
        {
            Id = "1",
            Name = " ",
            BillingAddress = new Address { Line1 = "Main St 1", City = "Springfield", PostalCode = "1", CountryText = "UK" },
            ShippingAddress = new Address(),
        };

        Assert.Equal(
            [
                ("customer.name.missing", "Name"),
                ("address.country.invalid", "BillingAddress.Country"),
                ("address.missing", "ShippingAddress"),
            ],
            Codes(customer));
    }

    [Fact]
    public void Lets_a_customer_without_addresses_leave() =>
        Assert.Empty(RecordRules.Check(new Customer { Id = "1", Name = "Acme Ltd", BillingAddress = null }));

    [Fact]
    public void Accepts_a_payment_that_is_allocated_in_full_or_in_part()
    {
        Assert.Empty(RecordRules.Check(Payment));
        Assert.Empty(RecordRules.Check(Payment with { Allocations = [] }));
        Assert.Empty(RecordRules.Check(Payment with { Amount = 0m, Allocations = [] }));
    }

    [Fact]
    public void Refuses_a_payment_without_an_amount_or_below_zero()
    {
        Assert.Equal([("payment.amount.missing", "Amount")], Codes(Payment with { Amount = null }));
        Assert.Equal([("payment.amount.missing", "Amount")], Codes(Payment with { Amount = -1m, Allocations = [] }));
    }

    [Fact]
    public void Refuses_to_allocate_more_than_was_paid_and_names_both_sums()
    {
        var problem = Assert.Single(RecordRules.Check(Payment with { Amount = 99.99m }));

        Assert.Equal("payment.allocation.exceeds", problem.Code);
        Assert.Equal("The allocations add up to 100, more than the payment of 99.99.", problem.Message);
    }

    [Fact]
    public void Credit_that_a_payment_uses_pays_its_invoices_as_well()
    {
        var credit = new PaymentAllocation { CreditMemoId = "cm-1", Amount = 40m };

        Assert.Empty(RecordRules.Check(Payment with { Amount = 60m, Allocations = [.. Payment.Allocations, credit] }));
        Assert.Equal(
            "The allocations add up to 100, more than the payment of 59.99 and the credit of 40.",
            Assert.Single(RecordRules.Check(Payment with { Amount = 59.99m, Allocations = [.. Payment.Allocations, credit] })).Message);
    }

    [Fact]
    public void Refuses_an_allocation_of_nothing_and_says_which() => Assert.Equal(
        [("payment.allocation.amount", "Allocations[1].Amount")],
        Codes(Payment with { Allocations = [Payment.Allocations[0], new PaymentAllocation { InvoiceId = "2" }] }));

    [Fact]
    public void Refuses_the_application_of_nothing()
    {
        var application = new CreditApplication { Id = "a-1", Amount = 5m, Date = Payment.Date };

        Assert.Empty(RecordRules.Check(application));
        Assert.Equal([("application.amount.missing", "Amount")], Codes(application with { Amount = 0m }));
        Assert.Equal([("application.amount.missing", "Amount")], Codes(application with { Amount = null }));
    }

    /// <summary>A ledger would take the day of its own servers, which may not be the merchant's.</summary>
    [Fact]
    public void Refuses_money_and_uses_of_credit_without_a_day()
    {
        Assert.Equal([("payment.date.missing", "Date")], Codes(Payment with { Date = null }));
        Assert.Equal([("application.date.missing", "Date")], Codes(new CreditApplication { Id = "a-1", Amount = 5m }));
    }

    private static IEnumerable<(string Code, string Path)> Codes(IRecord record) =>
        RecordRules.Check(record).Select(problem => (problem.Code, problem.Path));
}
