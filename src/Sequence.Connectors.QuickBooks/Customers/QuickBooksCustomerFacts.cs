namespace Sequence.Connectors.QuickBooks;

/// <summary>What a document needs to know of its customer.</summary>
internal sealed record QuickBooksCustomerFacts(string Id, string? Name, string? Currency, string? TaxCodeId, bool? Taxable, bool Active)
{
    public static QuickBooksCustomerFacts From(QuickBooksCustomer customer) => new(
        customer.Id ?? "",
        customer.DisplayName,
        customer.CurrencyRef?.Value,
        customer.DefaultTaxCodeRef?.Value,
        customer.Taxable,
        customer.Active != false);
}
