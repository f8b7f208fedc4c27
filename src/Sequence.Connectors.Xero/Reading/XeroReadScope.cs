using System.Runtime.InteropServices;

namespace Sequence.Connectors.Xero;

/// <summary>What reading an object needs beside it: links, the tenant's choices, the organisation, and the notes that it leaves.</summary>
internal sealed class XeroReadScope(XeroLinks links, XeroSettings settings, XeroOrganisationFacts organisation)
{
    private readonly List<MappingNote> _notes = [];
    private readonly Dictionary<(string Path, string Text), MappingNote> _countries = [];
    private ValueList<MappingNote> _lastNotes;

    public XeroLinks Links => links;

    public XeroOrganisationFacts Organisation => organisation;

    public ValueList<FieldMap> FieldMaps => settings.FieldMaps;

    /// <summary>The ids of accounts by their codes, where an object names an account by its code alone.</summary>
    public IReadOnlyDictionary<string, string> AccountIds { get; init; } = new Dictionary<string, string>();

    /// <summary>The country that an address without one lies in, where the tenant has chosen that.</summary>
    public CountryCode? DefaultCountry => settings.DefaultCountry switch
    {
        null => null,
        "organisation" => organisation.Country,
        var text => CountryCode.TryParse(text, out var country) ? country : null,
    };

    public void Note(MappingNoteKind kind, string path, string? systemPath, string? from, string? to, string message) =>
        _notes.Add(new() { Kind = kind, Path = path, SystemPath = systemPath, From = from, To = to, Message = message });

    /// <summary>Notes how the words for a country were read. Most addresses share them, and with them their note.</summary>
    public void NoteCountry(string path, string systemPath, string text, CountryCode country)
    {
        if (!_countries.TryGetValue((path, text), out var note))
        {
            _countries[(path, text)] = note = new()
            {
                Kind = MappingNoteKind.Translated,
                Path = $"{path}.Country",
                SystemPath = $"{systemPath}.Country",
                From = text,
                To = country.Value,
                Message = $"'{text}' is read as {country.Value}.",
            };
        }

        _notes.Add(note);
    }

    public RecordSource Source(string id, string? modified, Func<string, Uri>? link, RawPayload payload)
    {
        // Records of one page mostly leave the same notes, and then share their list.
        if (!CollectionsMarshal.AsSpan(_notes).SequenceEqual(_lastNotes.AsSpan()))
        {
            _lastNotes = _notes.ToValueList();
        }

        _notes.Clear();
        return new()
        {
            Connector = XeroFacts.Id,
            ExternalId = id,
            LinkFrom = link,
            ModifiedAt = XeroValues.Moment(modified),
            Payload = payload,
            Notes = _lastNotes,
        };
    }

    public CurrencyCode? Currency(string? text)
    {
        if (text is null || CurrencyCode.TryParse(text, out var currency))
        {
            return text is null ? null : CurrencyCode.Parse(text);
        }

        Note(MappingNoteKind.Unknown, "Currency", "CurrencyCode", text, null, $"'{text}' is not an ISO 4217 currency code.");
        return null;
    }

    public LocalDate? Date(string path, string systemPath, string? text)
    {
        var date = XeroValues.Date(text);
        if (text is not null && date is null)
        {
            Note(MappingNoteKind.Unknown, path, systemPath, text, null, $"'{text}' is not a date as Xero spells them.");
        }

        return date;
    }

    /// <summary>Notes a word that the model does not know; it is kept as text.</summary>
    public void Unknown(string path, string systemPath, string? word) =>
        Note(MappingNoteKind.Unknown, path, systemPath, word, null, $"'{word}' is not a word of Xero's that is known here.");
}
