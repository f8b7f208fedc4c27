namespace Sequence.Connectors.Sync.Tests;

/// <summary>Records as a host has them.</summary>
internal static class HostRecords
{
    public static Customer Customer(string id = "C-1") => new() { Id = id, Name = $"Customer {id}", Currency = CurrencyCode.Parse("USD") };

    public static Invoice Invoice(string id = "I-1", string customer = "C-1", decimal net = 100m) => new()
    {
        Id = id,
        Number = $"N{id}",
        CustomerId = customer,
        Currency = CurrencyCode.Parse("USD"),
        IssueDate = new LocalDate(2026, 3, 1),
        DueDate = new LocalDate(2026, 3, 31),
        Status = DocumentStatus.Final,
        Lines = [new InvoiceLine { Id = $"{id}-1", Description = "Subscription", Quantity = 1m, UnitPrice = net, NetTotal = net }],
        NetTotal = net,
        TaxTotal = 0m,
        GrossTotal = net,
    };

    public static CreditMemo CreditMemo(string id = "M-1", string customer = "C-1", decimal net = 100m)
    {
        var like = Invoice(id, customer, net);
        return new()
        {
            Id = id,
            Number = like.Number,
            CustomerId = customer,
            Currency = like.Currency,
            IssueDate = like.IssueDate,
            Status = DocumentStatus.Final,
            Lines = like.Lines,
            NetTotal = net,
            TaxTotal = 0m,
            GrossTotal = net,
        };
    }

    public static Payment Payment(decimal amount, string invoice = "I-1", string id = "P-1", string customer = "C-1") => new()
    {
        Id = id,
        CustomerId = customer,
        Currency = CurrencyCode.Parse("USD"),
        Date = new LocalDate(2026, 3, 2),
        Reference = id,
        Amount = amount,
        State = PaymentState.Received,
        Allocations = [new PaymentAllocation { InvoiceId = invoice, Amount = amount }],
    };

    public static CreditApplication Application(
        decimal amount, string creditMemo = "M-1", string invoice = "I-1", string id = "A-1", string customer = "C-1") => new()
        {
            Id = id,
            CustomerId = customer,
            CreditMemoId = creditMemo,
            InvoiceId = invoice,
            Amount = amount,
            Currency = CurrencyCode.Parse("USD"),
            Date = new LocalDate(2026, 3, 2),
        };
}
