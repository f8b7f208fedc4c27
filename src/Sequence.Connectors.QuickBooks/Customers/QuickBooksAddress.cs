namespace Sequence.Connectors.QuickBooks;

/// <summary>An address, as it travels. Its country is free text.</summary>
internal sealed record QuickBooksAddress
{
    public string? Line1 { get; init; }

    public string? Line2 { get; init; }

    public string? Line3 { get; init; }

    public string? Line4 { get; init; }

    public string? Line5 { get; init; }

    public string? City { get; init; }

    public string? CountrySubDivisionCode { get; init; }

    public string? PostalCode { get; init; }

    public string? Country { get; init; }
}
