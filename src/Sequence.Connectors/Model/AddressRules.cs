namespace Sequence.Connectors;

/// <summary>
/// What an address must have to be billed to: line 1, city, postal code and country; in the United States and Canada also a state or
/// province. A region is checked where it is given for Australia, and nowhere else.
/// </summary>
public static class AddressRules
{
    /// <summary>Every reason against the address at once; empty when there is none.</summary>
    /// <param name="address">The address; null when the record has none.</param>
    /// <param name="path">Where the address stands in its record, such as "billingAddress"; the problems' paths begin with it.</param>
    /// <param name="owner">Whose address it is, for the messages, such as "Acme Ltd"; null when that is not known.</param>
    public static IReadOnlyList<Problem> Check(Address? address, string path, string? owner = null)
    {
        var subject = string.IsNullOrWhiteSpace(owner) ? "The address" : $"The address of {owner}";
        if (address is null || IsBlank(address))
        {
            return [Missing(path, owner)];
        }

        Problem?[] found =
        [
            MissingPart(address.Line1, AddressProblems.Line1Missing, $"{path}.Line1", subject, "line 1 (street and number)"),
            MissingPart(address.City, AddressProblems.CityMissing, $"{path}.City", subject, "city"),
            MissingPart(address.PostalCode, AddressProblems.PostalCodeMissing, $"{path}.PostalCode", subject, "postal code"),
            CheckCountry(address, $"{path}.Country", subject),
            CheckRegion(address, path, subject),
        ];
        return [.. found.OfType<Problem>()];
    }

    private static bool IsBlank(Address address) =>
        address.Country is null
        && new[]
        {
            address.Line1, address.Line2, address.Line3, address.City, address.PostalCode,
            address.Region, address.RegionText, address.CountryText,
        }.All(string.IsNullOrWhiteSpace);

    private static Problem Missing(string path, string? owner) => new()
    {
        Code = AddressProblems.Missing,
        Path = path,
        Message = $"{(string.IsNullOrWhiteSpace(owner) ? "The record" : owner)} has no address.",
        Fix = "Add an address with line 1, city, postal code and country.",
    };

    private static Problem? MissingPart(string? value, string code, string path, string subject, string part) =>
        string.IsNullOrWhiteSpace(value)
            ? new Problem { Code = code, Path = path, Message = $"{subject} has no {part}.", Fix = $"Add the {part}." }
            : null;

    private static Problem? CheckCountry(Address address, string path, string subject)
    {
        if (address.Country is not null)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(address.CountryText))
        {
            return MissingPart(null, AddressProblems.CountryMissing, path, subject, "country");
        }

        var meant = CountryNames.Suggest(address.CountryText);
        return new Problem
        {
            Code = AddressProblems.CountryInvalid,
            Path = path,
            Message = $"{subject} has the country '{address.CountryText.Trim()}', which is not an ISO 3166-1 alpha-2 code such as GB.",
            Fix = meant is null ? "Use the country's two-letter code." : $"Use {meant} ({meant.Name}).",
        };
    }

    private static Problem? CheckRegion(Address address, string path, string subject)
    {
        if (address.Country is not { } country || !Regions.IsKnown(country))
        {
            return null;
        }

        var given = string.IsNullOrWhiteSpace(address.Region) ? address.RegionText?.Trim() : address.Region;
        if (string.IsNullOrEmpty(given))
        {
            return Regions.IsRequired(country) ? MissingRegion(country, $"{path}.Region", subject) : null;
        }

        var known = Regions.TryResolve(country, given, out var meant);
        return known && address.Region == meant
            ? null
            : Territory(country, given, $"{path}.Country", subject) ?? WrongRegion(country, given, meant, $"{path}.Region", subject);
    }

    private static Problem MissingRegion(CountryCode country, string path, string subject) => new()
    {
        Code = AddressProblems.RegionMissing,
        Path = path,
        Message = $"{subject} has no {RegionWord(country)}, which the country {country} ({country.Name}) requires.",
        Fix = $"Add the {RegionWord(country)}, such as {Example(country)}.",
    };

    private static Problem? Territory(CountryCode country, string given, string path, string subject) =>
        country.Value == "US" && Regions.TerritoryNamedBy(given) is { } territory
            ? new Problem
            {
                Code = AddressProblems.CountryTerritory,
                Path = path,
                Message = $"{subject} has the state '{given}' and the country US, but {territory.Name} has its own country code.",
                Fix = $"Use the country {territory} ({territory.Name}) and leave the state empty.",
            }
            : null;

    private static Problem WrongRegion(CountryCode country, string given, string? meant, string path, string subject) => new()
    {
        Code = AddressProblems.RegionInvalid,
        Path = path,
        Message = country.Value == "US" && Regions.IsMilitary(given)
            ? $"{subject} has the state '{given}', a code of military mail; a billing address is in one of the 50 states or DC."
            : $"{subject} has the {RegionWord(country)} '{given}', which is not the code of one in {country} ({country.Name}).",
        Fix = meant is null ? $"Use the code of the {RegionWord(country)}, such as {Example(country)}." : $"Use {meant}.",
    };

    private static string RegionWord(CountryCode country) => country.Value == "CA" ? "province or territory" : "state";

    private static string Example(CountryCode country) => country.Value switch
    {
        "CA" => "ON for Ontario",
        "AU" => "NSW for New South Wales",
        _ => "CA for California",
    };
}
