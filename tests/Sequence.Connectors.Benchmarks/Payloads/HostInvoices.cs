namespace Sequence.Connectors.Benchmarks;

/// <summary>Invoices as a host has them, to be created.</summary>
internal static class HostInvoices
{
    public static IReadOnlyList<WriteIntent<Invoice>> Intents(int count, int lines)
    {
        var words = new Words(seed: 7);
        return [.. Enumerable.Range(1, count).Select(id => Intent(words, id, lines))];
    }

    private static WriteIntent<Invoice> Intent(Words words, int id, int lines) => new()
    {
        Key = IntentKey.Of("c-1", RecordType.Of<Invoice>(), $"inv-{id}", WriteVerb.Upsert),
        Record = new()
        {
            Id = $"inv-{id}",
            Number = $"INV-{id:000000}",
            CustomerId = "cus-1",
            Currency = CurrencyCode.Parse("USD"),
            IssueDate = new LocalDate(2026, 4, 2),
            DueDate = new LocalDate(2026, 5, 2),
            Status = DocumentStatus.Final,
            Memo = "Thank you for your business and have a great day!",
            BillingEmail = $"{words.FamilyName()}.{id}@customers.example",
            Lines = Enumerable.Range(1, lines).Select(line => Line(words, line)).ToValueList(),
        },
        References = References.To<Customer>("cus-1", "58"),
    };

    private static InvoiceLine Line(Words words, int number)
    {
        var (quantity, price) = (words.Number(20), words.Amount(200));
        return new()
        {
            Id = $"line-{number}",
            Description = $"{words.Trade()}, seat {words.Number(900)}, monthly",
            Quantity = quantity,
            UnitPrice = price,
            NetTotal = quantity * price,
            TaxTotal = 1m,
            ServiceStart = new LocalDate(2026, 4, 1),
        };
    }
}
