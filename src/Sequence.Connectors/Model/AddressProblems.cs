namespace Sequence.Connectors;

/// <summary>The codes of the problems that <see cref="AddressRules"/> finds.</summary>
public static class AddressProblems
{
    /// <summary>There is no address, or every part of it is blank.</summary>
    public const string Missing = "address.missing";

    /// <summary>Line 1 is blank.</summary>
    public const string Line1Missing = "address.line1.missing";

    /// <summary>The city is blank.</summary>
    public const string CityMissing = "address.city.missing";

    /// <summary>The postal code is blank.</summary>
    public const string PostalCodeMissing = "address.postal_code.missing";

    /// <summary>The country is blank.</summary>
    public const string CountryMissing = "address.country.missing";

    /// <summary>The country's text is no ISO 3166-1 alpha-2 code.</summary>
    public const string CountryInvalid = "address.country.invalid";

    /// <summary>The country is US and the state is a territory with a country code of its own, such as PR.</summary>
    public const string CountryTerritory = "address.country.territory";

    /// <summary>The state or province is blank in a country that requires it.</summary>
    public const string RegionMissing = "address.region.missing";

    /// <summary>The state or province is not one of the country's.</summary>
    public const string RegionInvalid = "address.region.invalid";
}
