namespace Sequence.Connectors.CrashHost;

internal static class HostDocuments
{
    public static Customer Customer(int run) => new()
    {
        Id = $"C-{run % 10}",
        Name = $"Customer C-{run % 10}",
        Currency = CurrencyCode.Parse("USD"),
    };

    public static Invoice Invoice(string id, string customer, decimal total) => new()
    {
        Id = id,
        Number = $"N{id}",
        CustomerId = customer,
        Currency = CurrencyCode.Parse("USD"),
        IssueDate = new(2026, 3, 1),
        DueDate = new(2026, 3, 31),
        Status = DocumentStatus.Final,
        Lines = [Line(id, total)],
        NetTotal = total,
        TaxTotal = 0m,
        GrossTotal = total,
    };

    public static CreditMemo CreditMemo(string id, string customer, decimal total) => new()
    {
        Id = id,
        Number = $"N{id}",
        CustomerId = customer,
        Currency = CurrencyCode.Parse("USD"),
        IssueDate = new(2026, 3, 1),
        Status = DocumentStatus.Final,
        Lines = [Line(id, total)],
        NetTotal = total,
        TaxTotal = 0m,
        GrossTotal = total,
    };

    private static InvoiceLine Line(string id, decimal total) =>
        new() { Id = $"{id}-1", Description = "Subscription", Quantity = 1m, UnitPrice = total, NetTotal = total };
}
