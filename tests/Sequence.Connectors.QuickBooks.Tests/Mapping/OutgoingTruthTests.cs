using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>Every body that leaves is one that Intuit's schemas know.</summary>
public sealed class OutgoingTruthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> TaxModes => ["automated", "manual", "global"];

    [Theory]
    [MemberData(nameof(TaxModes))]
    public async Task Customers_documents_and_payments_are_sent_as_Intuits_schemas_say(string taxMode)
    {
        await using var world = await WorldAsync(taxMode);
        var currency = world.Company.Profile.HomeCurrency;
        var customer = await CustomersAsync(world, currency);
        var invoice = await InvoicesAsync(world, customer, currency);
        var memo = await CreditMemosAsync(world, customer, currency);
        await PaymentsAsync(world, customer, currency, invoice, memo);

        Assert.Equal(9, world.Sent.Count);
        Assert.Empty(world.Sent.Complaints());
        Assert.Empty(world.QuickBooks.Usage.Violations);
    }

    private static Task<QuickBooksWorld> WorldAsync(string taxMode)
    {
        var profile = taxMode switch
        {
            "automated" => QuickBooksCompanyProfile.UnitedStates,
            "manual" => QuickBooksCompanyProfile.UnitedStatesManualTax,
            _ => QuickBooksCompanyProfile.UnitedKingdom,
        };
        return QuickBooksWorld.StartAsync(
            profile with
            {
                MultiCurrency = true,
            },
            given =>
                given.With("items.default", "1").With("taxes.default", "2") with
                {
                    FieldMaps = [Order<Invoice>(), Order<CreditMemo>()],
                }
        );
    }

    private static async Task<string> CustomersAsync(QuickBooksWorld world, string currency)
    {
        var parent = await world.Session.Customers.WriteAsync(
            world.Intent(Published.Customer("Holding", currency) with { Id = "cus-0" }, ""), cancellationToken: Token);
        var references = References.To<Customer>("cus-0", parent.Target().ExternalId).And<TaxRate>("rate", "2");
        var full = Published.Customer(currency: currency) with
        {
            ParentId = "cus-0",
            Phone = "1",
            Website = "https://a.example",
            TaxStatus = TaxStatus.Taxed,
            DefaultTaxRateId = "rate",
            ShippingAddress = Published.Customer().BillingAddress,
        };
        var made = await world.Session.Customers.WriteAsync(
            world.Intent(full, "") with
            {
                References = references,
            },
            cancellationToken: Token
        );
        var bare = Published.Customer() with
        {
            Contacts = [],
            BillingAddress = null,
            Currency = full.Currency,
            TaxStatus = TaxStatus.Exempt,
        };
        var cleared = await world.Session.Customers.WriteAsync(
            world.Intent(bare, "", made.Target(), revision: 2),
            cancellationToken: Token
        );
        return cleared.Target().ExternalId;
    }

    private static async Task<string> InvoicesAsync(QuickBooksWorld world, string customer, string currency)
    {
        var full = Published.Invoice(currency: currency) with
        {
            Memo = "Thank you",
            BillingEmail = "ap@northwind.example",
            BillingAddress = Published.Customer().BillingAddress,
            ExchangeRate = 1m,
            CustomFields = CustomFields.Empty.With("order", "PO-1"),
            Lines = Lines,
        };
        var made = await world.Session.Invoices.WriteAsync(world.Intent(full, customer), cancellationToken: Token);
        var bare = full with
        {
            Memo = null,
            BillingEmail = null,
            BillingAddress = null,
            CustomFields = CustomFields.Empty.With("order", null),
            Lines = [full.Lines[0], full.Lines[1]],
        };
        var changed = await world.Session.Invoices.WriteAsync(
            world.Intent(bare, customer, made.Target(), revision: 2),
            cancellationToken: Token
        );
        return changed.Target().ExternalId;
    }

    private static async Task<string> CreditMemosAsync(QuickBooksWorld world, string customer, string currency)
    {
        var full = Published.CreditMemo(currency: currency) with
        {
            Memo = "Sorry",
            BillingEmail = "ap@northwind.example",
            CustomFields = CustomFields.Empty.With("order", "PO-1"),
            Lines = Lines,
        };
        var made = await world.Session.CreditMemos.WriteAsync(world.Intent(full, customer), cancellationToken: Token);
        var changed = await world.Session.CreditMemos.WriteAsync(
            world.Intent(full with { Memo = null, BillingEmail = null }, customer, made.Target(), revision: 2), cancellationToken: Token);
        return changed.Target().ExternalId;
    }

    private static async Task PaymentsAsync(QuickBooksWorld world, string customer, string currency, string invoice, string memo)
    {
        var full = new Payment
        {
            Id = "pay-1",
            CustomerId = Published.CustomerId,
            Amount = 20m,
            Currency = CurrencyCode.Parse(currency),
            Date = new LocalDate(2026, 3, 20),
            Reference = "W-1",
            DepositAccountId = "bank",
            Memo = "Paid late",
            Allocations = [new() { InvoiceId = "inv-1", Amount = 25m }, new() { CreditMemoId = "cm-1", Amount = 5m }],
        };
        var references = References
            .To<Customer>(Published.CustomerId, customer)
            .And<LedgerAccount>("bank", "6")
            .And<Invoice>("inv-1", invoice)
            .And<CreditMemo>("cm-1", memo);
        var made = await world.Session.Payments.WriteAsync(
            world.Intent(full with { Amount = 25m }, customer) with
            {
                References = references,
            },
            cancellationToken: Token
        );
        var bare = full with { Reference = null, Allocations = [] };
        var changed = await world.Session.Payments.WriteAsync(
            world.Intent(bare, customer, made.Target(), revision: 2) with
            {
                References = references,
            },
            cancellationToken: Token
        );
        Assert.IsType<WriteOutcome.Updated>(changed);
    }

    private static ValueList<InvoiceLine> Lines =>
    [
        new() { Id = "l1", Description = "Seats", Quantity = 3, UnitPrice = 20m, NetTotal = 60m, ServiceStart = new LocalDate(2026, 3, 1) },
        new() { Id = "l2", Kind = InvoiceLineKind.Text, Description = "As agreed" },
        new() { Id = "l3", Description = "Usage", Quantity = 7, UnitPrice = 0.123456m, NetTotal = 0.86m, TaxTotal = 0m },
        new() { Id = "l4", Kind = InvoiceLineKind.Discount, Description = "Loyalty", NetTotal = -10m },
    ];

    private static FieldMap Order<TRecord>()
        where TRecord : class, IRecord => new() { RecordType = RecordType.Of<TRecord>(), Field = "order", SystemField = "Order #" };
}
