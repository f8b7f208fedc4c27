namespace Sequence.Connectors;

/// <summary>
/// A postal address, as a system holds it: every part may be missing. <see cref="AddressRules"/> says what an address that is billed to
/// must have.
/// </summary>
public sealed record Address
{
    /// <summary>The street and number; null when missing.</summary>
    public string? Line1 { get; init; }

    /// <summary>The second line; null when there is none.</summary>
    public string? Line2 { get; init; }

    /// <summary>The third line, with what a system holds after it; null when there is none.</summary>
    public string? Line3 { get; init; }

    /// <summary>The city or town; null when missing.</summary>
    public string? City { get; init; }

    /// <summary>The code of the state or province as <see cref="Regions"/> knows it, such as "CA"; null where it is not known.</summary>
    public string? Region { get; init; }

    /// <summary>The state or province as received; null when the system holds none.</summary>
    public string? RegionText { get; init; }

    /// <summary>The postal code as received; null when missing.</summary>
    public string? PostalCode { get; init; }

    /// <summary>The country; null when there is none or <see cref="CountryText"/> is no country.</summary>
    public CountryCode? Country { get; init; }

    /// <summary>The country as received; null when the system holds none.</summary>
    public string? CountryText { get; init; }
}
