namespace Sequence.Connectors.Xero;

/// <summary>Addresses: Xero holds countries and states as free text, so both are translated here and kept as received.</summary>
internal static class XeroAddressMapper
{
    public static Address? ToAddress(in XeroAddress? given, string path, string systemPath, XeroReadScope scope)
    {
        if (given is not { } address || IsBlank(address))
        {
            return null;
        }

        var country = Country(address.Country, path, systemPath, scope);
        return new()
        {
            Line1 = XeroValues.Filled(address.AddressLine1),
            Line2 = XeroValues.Filled(address.AddressLine2),
            Line3 = Rest(address),
            City = XeroValues.Filled(address.City),
            Region = country is not null && Regions.TryResolve(country, address.Region, out var region) ? region : null,
            RegionText = XeroValues.Filled(address.Region),
            PostalCode = XeroValues.Filled(address.PostalCode),
            Country = country,
            CountryText = XeroValues.Filled(address.Country),
        };
    }

    private static CountryCode? Country(string? text, string path, string systemPath, XeroReadScope scope)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            if (scope.DefaultCountry is { } assumed)
            {
                scope.Note(
                    MappingNoteKind.Defaulted,
                    $"{path}.Country",
                    $"{systemPath}.Country",
                    null,
                    assumed.Value,
                    $"The address names no country; {assumed.Name} is set for such addresses."
                );
            }

            return scope.DefaultCountry;
        }

        if (CountryCode.TryParse(text, out var country))
        {
            return country;
        }

        if (CountryNames.TryResolve(text, out country))
        {
            scope.NoteCountry(path, systemPath, text, country);
        }

        return country;
    }

    public static string? Rest(in XeroAddress address) =>
        XeroValues.Filled(
            string.Join(
                ", ",
                new[] { address.AddressLine3, address.AddressLine4 }.Where(line => !string.IsNullOrWhiteSpace(line))
            )
        );

    private static bool IsBlank(in XeroAddress address) =>
        address
            is
        {
            AddressLine1: null,
            AddressLine2: null,
            AddressLine3: null,
            AddressLine4: null,
            City: null,
            Region: null,
            PostalCode: null,
            Country: null
        };
}
