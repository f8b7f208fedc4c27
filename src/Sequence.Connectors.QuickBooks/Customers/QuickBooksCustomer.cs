namespace Sequence.Connectors.QuickBooks;

/// <summary>A customer, as it travels.</summary>
internal sealed record QuickBooksCustomer
{
    public string? Id { get; init; }

    public string? SyncToken { get; init; }

    public QuickBooksMetaData? MetaData { get; init; }

    public string? DisplayName { get; init; }

    public string? CompanyName { get; init; }

    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    public QuickBooksEmail? PrimaryEmailAddr { get; init; }

    public QuickBooksPhone? PrimaryPhone { get; init; }

    public QuickBooksWebAddress? WebAddr { get; init; }

    public QuickBooksAddress? BillAddr { get; init; }

    public QuickBooksAddress? ShipAddr { get; init; }

    public QuickBooksReference? CurrencyRef { get; init; }

    public QuickBooksReference? DefaultTaxCodeRef { get; init; }

    public QuickBooksReference? ParentRef { get; init; }

    public bool? Taxable { get; init; }

    public bool? Active { get; init; }

    public string? Notes { get; init; }
}
