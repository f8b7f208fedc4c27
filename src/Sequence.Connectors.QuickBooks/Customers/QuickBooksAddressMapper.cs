namespace Sequence.Connectors.QuickBooks;

/// <summary>Addresses: QuickBooks holds countries and states as free text, so both are translated here and kept as received.</summary>
internal static class QuickBooksAddressMapper
{
    public static Address? ToAddress(in QuickBooksAddress? given, string path, string systemPath, QuickBooksReadScope scope)
    {
        if (given is not { } address || IsBlank(address))
        {
            return null;
        }

        var country = Country(address.Country, path, systemPath, scope);
        return new()
        {
            Line1 = QuickBooksValues.Filled(address.Line1),
            Line2 = QuickBooksValues.Filled(address.Line2),
            Line3 = Rest(address),
            City = QuickBooksValues.Filled(address.City),
            Region = country is not null && Regions.TryResolve(country, address.CountrySubDivisionCode, out var region) ? region : null,
            RegionText = QuickBooksValues.Filled(address.CountrySubDivisionCode),
            PostalCode = QuickBooksValues.Filled(address.PostalCode),
            Country = country,
            CountryText = QuickBooksValues.Filled(address.Country),
        };
    }

    private static CountryCode? Country(string? text, string path, string systemPath, QuickBooksReadScope scope)
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

    private static string? Rest(QuickBooksAddress address)
    {
        if (string.IsNullOrWhiteSpace(address.Line4) && string.IsNullOrWhiteSpace(address.Line5))
        {
            return QuickBooksValues.Filled(address.Line3);
        }

        return string.Join(", ", new[] { address.Line3, address.Line4, address.Line5 }.Where(line => !string.IsNullOrWhiteSpace(line)));
    }

    private static bool IsBlank(in QuickBooksAddress address) =>
        address is { Line1: null or "", Line2: null or "", Line3: null or "", Line4: null or "", Line5: null or "" }
        && address is { City: null or "", CountrySubDivisionCode: null or "", PostalCode: null or "", Country: null or "" };
}
