namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>Records as a host publishes them.</summary>
internal static class Published
{
    public const string CustomerId = "cus-1";

    public static Invoice Invoice(string id = "inv-1", decimal net = 100m, string currency = "USD") => new()
    {
        Id = id,
        Number = id.ToUpperInvariant(),
        CustomerId = CustomerId,
        Currency = CurrencyCode.Parse(currency),
        IssueDate = new LocalDate(2026, 3, 2),
        DueDate = new LocalDate(2026, 4, 1),
        Status = DocumentStatus.Final,
        Lines = [new() { Id = "l1", Description = "Platform", NetTotal = net }],
    };

    public static CreditMemo CreditMemo(string id = "cm-1", decimal net = 40m, string currency = "USD") => new()
    {
        Id = id,
        Number = id.ToUpperInvariant(),
        CustomerId = CustomerId,
        Currency = CurrencyCode.Parse(currency),
        IssueDate = new LocalDate(2026, 3, 5),
        Status = DocumentStatus.Final,
        Lines = [new() { Id = "l1", Description = "Goodwill", NetTotal = net }],
    };

    public static Customer Customer(string name = "Northwind Traders", string currency = "USD") =>
        new()
        {
            Id = CustomerId,
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
                City = "Seattle",
                Region = "WA",
                PostalCode = "98101",
                Country = CountryCode.Parse("US"),
            },
            Currency = CurrencyCode.Parse(currency),
            State = RecordState.Active,
        };

    /// <summary>The intent to make a record, or with a target to change one, of the customer with an id in QuickBooks.</summary>
    public static WriteIntent<TRecord> Intent<TRecord>(
        this QuickBooksWorld world, TRecord record, string customer, WriteTarget? target = null, long? revision = null)
        where TRecord : class, IRecord => new()
        {
            Key = IntentKey.Of(world.Connection.Id, RecordType.Of<TRecord>(), record.Id, WriteVerb.Upsert, revision),
            Record = record,
            Target = target,
            References = References.To<Customer>(CustomerId, customer),
        };

    public static Task<WriteOutcome> WriteAsync(this QuickBooksWorld world, Invoice invoice, string customer) =>
        world.Session.Invoices.WriteAsync(world.Intent(invoice, customer), cancellationToken: TestContext.Current.CancellationToken);

    public static Task<WriteOutcome> WriteAsync(this QuickBooksWorld world, CreditMemo memo, string customer) =>
        world.Session.CreditMemos.WriteAsync(world.Intent(memo, customer), cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>The record that an outcome made or changed, to be changed again.</summary>
    public static WriteTarget Target(this WriteOutcome outcome)
    {
        var settled = Assert.IsAssignableFrom<WriteOutcome.Settled>(outcome);
        return new() { ExternalId = settled.ExternalId, Version = settled.Version, Parts = settled.Parts };
    }
}
