using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>Every body that leaves is one that Intuit's schemas know, whatever is written and in each tax mode.</summary>
public sealed class OutgoingTruthTests
{
    private const string Book = "6";

    /// <summary>What each declared write leaves as. A new one without its line fails the test, and so does a line of a gone one.</summary>
    private static readonly Dictionary<string, string> Expected = new(StringComparer.Ordinal)
    {
        ["Customer create"] = "Customer create",
        ["Customer update"] = "Customer update",
        ["Customer Archive"] = "Customer update",
        ["Invoice create"] = "Invoice create",
        ["Invoice update"] = "Invoice update",
        ["Invoice Void"] = "Invoice void",
        ["Invoice Delete"] = "Invoice delete",
        ["Invoice MarkSent"] = "Invoice update",
        ["Invoice Send"] = "invoice send",
        ["Invoice MoveDate"] = "Invoice update",
        ["CreditMemo create"] = "CreditMemo create",
        ["CreditMemo update"] = "CreditMemo update",
        ["CreditMemo Delete"] = "CreditMemo delete",
        ["CreditMemo MarkSent"] = "CreditMemo update",
        ["CreditMemo Send"] = "creditmemo send",
        ["CreditMemo MoveDate"] = "CreditMemo update",
        ["CreditApplication Apply"] = "Payment create",
        ["CreditApplication Unapply"] = "Payment delete",
        ["Payment create"] = "Payment create",
        ["Payment update"] = "Payment update",
        ["Payment Void"] = "Payment update void",
        ["Payment Delete"] = "Payment delete",
        ["Product create"] = "Item create",
        ["Product update"] = "Item update",
        ["Product Archive"] = "Item update",
    };

    public static TheoryData<string> TaxModes => ["automated", "manual", "global"];

    [Theory]
    [MemberData(nameof(TaxModes))]
    public async Task Every_declared_write_leaves_as_Intuits_schemas_say(string taxMode)
    {
        await using var world = await WorldAsync(taxMode);
        var steps = new Steps(world);
        await CustomersAsync(steps);
        await ProductsAsync(steps);
        await InvoicesAsync(steps);
        await CreditMemosAsync(steps);
        await PaymentsAsync(steps);
        await EndsAsync(steps);

        Assert.Equal(DeclaredVerbs.Of(world.Connectors), steps.Left.Keys);
        Assert.Equal(Expected.OrderBy(one => one.Key, StringComparer.Ordinal), steps.Left);
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
                given.With("items.default", "1").With("taxes.default", "2").With("mails.to_customers", "yes") with
                {
                    FieldMaps = [Order<Invoice>(), Order<CreditMemo>()],
                }
        );
    }

    private static async Task CustomersAsync(Steps steps)
    {
        await steps.UpsertAsync(Published.Customer("Holding", steps.Currency) with { Id = "cus-0" });
        var full = Published.Customer(currency: steps.Currency) with
        {
            ParentId = "cus-0",
            Phone = "1",
            Website = "https://a.example",
            TaxStatus = TaxStatus.Taxed,
            DefaultTaxRateId = "rate",
            ShippingAddress = Published.Customer().BillingAddress,
        };
        await steps.UpsertAsync(full);
        await steps.UpsertAsync(full with { Contacts = [], BillingAddress = null, ShippingAddress = null, TaxStatus = TaxStatus.Exempt });
    }

    private static async Task ProductsAsync(Steps steps)
    {
        var full = new Product
        {
            Id = "prod-1",
            Name = "Seats: all",
            Sku = "SEAT",
            Description = "Seats",
            UnitPrice = 20m,
            LedgerAccountId = "sales",
            Taxable = true,
            TaxRateId = "rate",
        };
        await steps.UpsertAsync(full);
        await steps.UpsertAsync(full with { Sku = null, Description = null, UnitPrice = 25m, State = RecordState.Active });
    }

    private static async Task InvoicesAsync(Steps steps)
    {
        var full = Published.Invoice(currency: steps.Currency) with
        {
            Memo = "Thank you",
            BillingEmail = "ap@northwind.example",
            BillingAddress = Published.Customer().BillingAddress,
            ExchangeRate = 1m,
            CustomFields = CustomFields.Empty.With("order", "PO-1"),
            Lines = Lines,
        };
        await steps.UpsertAsync(full);
        var bare = full with
        {
            Memo = null,
            BillingAddress = null,
            CustomFields = CustomFields.Empty.With("order", null),
            Lines = [full.Lines[0], full.Lines[1]],
        };
        await steps.UpsertAsync(bare);
        await steps.VerbAsync(bare with { IssueDate = new(2026, 3, 9), DueDate = new(2026, 4, 8) }, WriteVerb.MoveDate);
        await steps.VerbAsync(bare, WriteVerb.MarkSent);
        await steps.VerbAsync(bare, WriteVerb.Send);
    }

    private static async Task CreditMemosAsync(Steps steps)
    {
        var full = Published.CreditMemo(currency: steps.Currency) with
        {
            Memo = "Sorry",
            BillingEmail = "ap@northwind.example",
            ExchangeRate = 1m,
            CustomFields = CustomFields.Empty.With("order", "PO-1"),
            Lines = Lines,
        };
        await steps.UpsertAsync(full);
        await steps.UpsertAsync(full with { Memo = null });
        await steps.VerbAsync(full with { IssueDate = new(2026, 3, 9) }, WriteVerb.MoveDate);
        await steps.VerbAsync(full, WriteVerb.MarkSent);
        await steps.VerbAsync(full, WriteVerb.Send);
    }

    private static async Task PaymentsAsync(Steps steps)
    {
        var use = new CreditApplication
        {
            Id = "use-1",
            CustomerId = Published.CustomerId,
            CreditMemoId = "cm-1",
            InvoiceId = "inv-1",
            Amount = 5m,
            Currency = CurrencyCode.Parse(steps.Currency),
            Date = new(2026, 3, 10),
        };
        await steps.VerbAsync(use, WriteVerb.Apply);
        await steps.VerbAsync(use, WriteVerb.Unapply);
        foreach (var verb in (WriteVerb[])[WriteVerb.Void, WriteVerb.Delete])
        {
            var full = new Payment
            {
                Id = $"pay-{verb}",
                CustomerId = Published.CustomerId,
                Amount = 25m,
                Currency = CurrencyCode.Parse(steps.Currency),
                Date = new(2026, 3, 20),
                Reference = "W-1",
                DepositAccountId = "bank",
                Memo = "Paid late",
                Allocations = [new() { InvoiceId = "inv-1", Amount = 25m }, new() { CreditMemoId = "cm-1", Amount = 5m }],
            };
            await steps.UpsertAsync(full);
            await steps.UpsertAsync(full with { Amount = 20m, Reference = null, Allocations = [] });
            await steps.VerbAsync(full, verb);
        }
    }

    private static async Task EndsAsync(Steps steps)
    {
        await steps.VerbAsync(Published.Invoice(currency: steps.Currency), WriteVerb.Void);
        await steps.VerbAsync(Published.Invoice(currency: steps.Currency), WriteVerb.Delete);
        await steps.VerbAsync(Published.CreditMemo(currency: steps.Currency), WriteVerb.Delete);
        await steps.VerbAsync(new Product { Id = "prod-1" }, WriteVerb.Archive);
        await steps.VerbAsync(Published.Customer(currency: steps.Currency), WriteVerb.Archive);
    }

    private static ValueList<InvoiceLine> Lines =>
    [
        new()
        {
            Id = "l1",
            Description = "Seats",
            ProductId = "prod-1",
            Quantity = 3,
            UnitPrice = 20m,
            NetTotal = 60m,
            ServiceStart = new LocalDate(2026, 3, 1),
        },
        new() { Id = "l2", Kind = InvoiceLineKind.Text, Description = "As agreed" },
        new() { Id = "l3", Description = "Usage", Quantity = 7, UnitPrice = 0.123456m, NetTotal = 0.86m, TaxTotal = 0m },
        new() { Id = "l4", Kind = InvoiceLineKind.Discount, Description = "Loyalty", NetTotal = -10m },
    ];

    private static FieldMap Order<TRecord>()
        where TRecord : class, IRecord => new() { RecordType = RecordType.Of<TRecord>(), Field = "order", SystemField = "Order #" };

    private static string IncomeAccount(QuickBooksWorld world) =>
        (string)world.Company.Documents("Account").First(one => (string?)one["AccountType"] == "Income")["Id"]!;

    /// <summary>Writes one thing after the other, and keeps what each left as.</summary>
    private sealed class Steps(QuickBooksWorld world)
    {
        private readonly Dictionary<string, WriteTarget> _targets = new(StringComparer.Ordinal);
        private References _references = References
            .To<TaxRate>("rate", "2")
            .And<LedgerAccount>("bank", Book)
            .And<LedgerAccount>("sales", IncomeAccount(world));

        public string Currency => world.Company.Profile.HomeCurrency;

        public SortedDictionary<string, string> Left { get; } = new(StringComparer.Ordinal);

        /// <summary>Creates the record, or changes it where it stands.</summary>
        public Task UpsertAsync<TRecord>(TRecord record)
            where TRecord : class, IRecord => WriteAsync(record, WriteVerb.Upsert);

        public Task VerbAsync<TRecord>(TRecord record, WriteVerb verb)
            where TRecord : class, IRecord => WriteAsync(record, verb);

        private async Task WriteAsync<TRecord>(TRecord record, WriteVerb verb)
            where TRecord : class, IRecord
        {
            var target = _targets.GetValueOrDefault(record.Id);
            var intent = new WriteIntent<TRecord>
            {
                Key = IntentKey.Of<TRecord>(world.Connection.Id, record.Id, verb, revision: _targets.Count + world.Sent.Count),
                Verb = verb,
                Record = record,
                Target = target is null ? null : target with { Version = null },
                References = _references,
            };
            var before = world.Sent.Count;
            var outcome = await world
                .Session.Records<TRecord>()
                .WriteAsync(intent, cancellationToken: TestContext.Current.CancellationToken);
            Assert.True(outcome is WriteOutcome.Created or WriteOutcome.Updated, $"{DeclaredVerbs.Of(intent)}: {outcome}");
            Left[DeclaredVerbs.Of(intent)] = string.Join(", ", world.Sent.Operations(before));
            _targets[record.Id] = outcome.Target();
            _references = _references.And<TRecord>(record.Id, outcome.Target().ExternalId);
        }
    }
}
