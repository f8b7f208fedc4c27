using System.ComponentModel;

namespace Sequence.Connectors.Http;

/// <summary>
/// For packages of connectors: reads addresses whose countries and states are free text. Both are translated and kept as received,
/// with a note where a country is not named by its code. Addresses that say the same share one record. For one thread.
/// </summary>
/// <param name="notes">Takes the notes.</param>
/// <param name="assumed">The country of an address that names none; null leaves it open.</param>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class AddressReader(ReadNotes notes, CountryCode? assumed)
{
    private readonly Dictionary<(string Path, string Text), (CountryCode? Country, MappingNote? Note)> _countries = [];
    private (AddressText Text, Address? Address) _last;

    /// <summary>The address that a text means; null where it is blank.</summary>
    /// <param name="text">The address as received.</param>
    /// <param name="path">Where it goes in the record, for notes.</param>
    /// <param name="systemPath">Where it stands in the system, for notes.</param>
    public Address? Read(in AddressText text, string path, string systemPath)
    {
        if (IsBlank(text))
        {
            return null;
        }

        var country = string.IsNullOrWhiteSpace(text.Country) ? Assumed(path, systemPath) : Named(text.Country, path, systemPath);
        if (text != _last.Text)
        {
            _last = (text, ToAddress(text, country));
        }

        return _last.Address;
    }

    private static Address ToAddress(in AddressText text, CountryCode? country) => new()
    {
        Line1 = Filled(text.Line1),
        Line2 = Filled(text.Line2),
        Line3 = Filled(text.Line3),
        City = Filled(text.City),
        Region = country is not null && Regions.TryResolve(country, text.Region, out var region) ? region : null,
        RegionText = Filled(text.Region),
        PostalCode = Filled(text.PostalCode),
        Country = country,
        CountryText = Filled(text.Country),
    };

    private CountryCode? Assumed(string path, string systemPath)
    {
        if (assumed is not null)
        {
            notes.Add(
                MappingNoteKind.Defaulted,
                $"{path}.Country",
                $"{systemPath}.Country",
                null,
                assumed.Value,
                $"The address names no country; {assumed.Name} is set for such addresses."
            );
        }

        return assumed;
    }

    // Most addresses of a page share their words for a country, and with them the note.
    private CountryCode? Named(string text, string path, string systemPath)
    {
        if (!_countries.TryGetValue((path, text), out var known))
        {
            var isName = !CountryCode.TryParse(text, out var country) && CountryNames.TryResolve(text, out country);
            _countries[(path, text)] = known = (country, isName ? Translated(text, country!, path, systemPath) : null);
        }

        if (known.Note is { } note)
        {
            notes.Add(note);
        }

        return known.Country;
    }

    private static MappingNote Translated(string text, CountryCode country, string path, string systemPath) => new()
    {
        Kind = MappingNoteKind.Translated,
        Path = $"{path}.Country",
        SystemPath = $"{systemPath}.Country",
        From = text,
        To = country.Value,
        Message = $"'{text}' is read as {country.Value}.",
    };

    private static bool IsBlank(in AddressText text) =>
        string.IsNullOrWhiteSpace(text.Line1)
        && string.IsNullOrWhiteSpace(text.Line2)
        && string.IsNullOrWhiteSpace(text.Line3)
        && string.IsNullOrWhiteSpace(text.City)
        && string.IsNullOrWhiteSpace(text.Region)
        && string.IsNullOrWhiteSpace(text.PostalCode)
        && string.IsNullOrWhiteSpace(text.Country);

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
