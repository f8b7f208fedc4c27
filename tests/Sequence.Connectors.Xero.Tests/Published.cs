namespace Sequence.Connectors.Xero.Tests;

/// <summary>Records as a host publishes them.</summary>
internal static class Published
{
    public const string CustomerId = "cus-1";

    public static Invoice Invoice(string id = "inv-1", decimal net = 100m, string currency = "NZD") => new()
    {
        Id = id,
        Number = id.ToUpperInvariant(),
        CustomerId = CustomerId,
        Currency = CurrencyCode.Parse(currency),
        IssueDate = new LocalDate(2026, 3, 2),
        DueDate = new LocalDate(2026, 4, 1),
        Status = DocumentStatus.Final,
        Lines = [new() { Id = "l1", Description = "Platform", NetTotal = net, TaxTotal = 0m }],
        TaxTotal = 0m,
        NetTotal = net,
        GrossTotal = net,
    };

    public static CreditMemo CreditMemo(string id = "cm-1", decimal net = 40m, string currency = "NZD") => new()
    {
        Id = id,
        Number = id.ToUpperInvariant(),
        CustomerId = CustomerId,
        Currency = CurrencyCode.Parse(currency),
        IssueDate = new LocalDate(2026, 3, 5),
        Status = DocumentStatus.Final,
        Lines = [new() { Id = "l1", Description = "Goodwill", NetTotal = net, TaxTotal = 0m }],
        TaxTotal = 0m,
        NetTotal = net,
        GrossTotal = net,
    };

    /// <summary>A payment as large as what it pays: invoices by their ids in the host.</summary>
    public static Payment Payment(string id, params (string Invoice, decimal Amount)[] parts) => new()
    {
        Id = id,
        CustomerId = CustomerId,
        Amount = parts.Sum(part => part.Amount),
        Currency = CurrencyCode.Parse("NZD"),
        Date = new LocalDate(2026, 3, 6),
        State = PaymentState.Received,
        Allocations = parts.Select(part => new PaymentAllocation { InvoiceId = part.Invoice, Amount = part.Amount }).ToValueList(),
    };

    public static Customer Customer(string id = CustomerId, string name = "Northwind Traders") =>
        new()
        {
            Id = id,
            Name = name,
            Contacts =
            [
                new()
                {
                    GivenName = "Ada",
                    FamilyName = "Byron",
                    Email = "ap@northwind.example",
                    BillingPreference = BillingPreference.Primary,
                },
            ],
            BillingAddress = new()
            {
                Line1 = "1 Dock Road",
                City = "Auckland",
                PostalCode = "1010",
                Country = CountryCode.Parse("NZ"),
            },
            State = RecordState.Active,
        };

    /// <summary>The intent to make a record, or with a target to change one.</summary>
    public static WriteIntent<TRecord> Intent<TRecord>(
        this XeroWorld world,
        TRecord record,
        WriteTarget? target = null,
        long? revision = null,
        WriteVerb verb = WriteVerb.Upsert
    )
        where TRecord : class, IRecord =>
        new()
        {
            Key = IntentKey.Of(world.Connection.Id, RecordType.Of<TRecord>(), record.Id, verb, revision),
            Verb = verb,
            Record = record,
            Target = target,
            References = References.To<Customer>(CustomerId, world.ContactId),
        };

    /// <summary>The intent to record a payment of invoices that were written before.</summary>
    public static WriteIntent<Payment> Paying(this XeroWorld world, Payment payment, params WriteOutcome[] invoices)
    {
        var intent = world.Intent(payment);
        var local = payment.Allocations.Select(part => part.InvoiceId).OfType<string>().ToList();
        return intent with
        {
            References = local.Zip(invoices).Aggregate(
                intent.References,
                (references, pair) => references.And<Invoice>(pair.First, pair.Second.Target().ExternalId)
            ),
        };
    }

    /// <summary>The intent to use a credit note for an invoice, both by their ids in Xero.</summary>
    public static WriteIntent<CreditApplication> Application(
        this XeroWorld world,
        string id,
        string creditNote,
        string invoice,
        decimal amount
    ) =>
        world.Intent(
            new CreditApplication
            {
                Id = id,
                CustomerId = CustomerId,
                CreditMemoId = "cm",
                InvoiceId = "inv",
                Amount = amount,
                Currency = CurrencyCode.Parse("NZD"),
                Date = new(2026, 3, 6),
            },
            verb: WriteVerb.Apply
        ) with
        {
            References = References.To<CreditMemo>("cm", creditNote).And<Invoice>("inv", invoice),
        };

    /// <summary>The record that an outcome made or changed, to be changed again.</summary>
    public static WriteTarget Target(this WriteOutcome outcome)
    {
        var settled =
            outcome as WriteOutcome.Settled
            ?? throw new Xunit.Sdk.XunitException($"The intent was to be settled, but its outcome is: {outcome}");
        return new()
        {
            ExternalId = settled.ExternalId,
            Version = settled.Version,
            Parts = settled.Parts,
        };
    }

    public static Problem Problem(this WriteOutcome outcome) =>
        Assert.Single(
            (
                outcome as WriteOutcome.Rejected
                ?? throw new Xunit.Sdk.XunitException($"The intent was to be rejected, but its outcome is: {outcome}")
            ).Problems
        );
}
