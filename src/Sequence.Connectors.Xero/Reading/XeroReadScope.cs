namespace Sequence.Connectors.Xero;

/// <summary>What reading an object needs beside it: links, the tenant's choices, the organisation, and the notes that it leaves.</summary>
internal sealed class XeroReadScope(XeroLinks links, XeroSettings settings, XeroOrganisationFacts organisation)
{
    private readonly ReadNotes _notes = new();
    private AddressReader? _addresses;

    public XeroLinks Links => links;

    public XeroOrganisationFacts Organisation => organisation;

    public ValueList<FieldMap> FieldMaps => settings.FieldMaps;

    /// <summary>The ids of accounts by their codes, where an object names an account by its code alone.</summary>
    public IReadOnlyDictionary<string, string> AccountIds { get; init; } = new Dictionary<string, string>();

    public AddressReader Addresses => _addresses ??= new(_notes, DefaultCountry);

    public void Note(MappingNoteKind kind, string path, string? systemPath, string? from, string? to, string message) =>
        _notes.Add(kind, path, systemPath, from, to, message);

    public RecordSource Source(string id, string? modified, Func<string, Uri>? link, RawPayload payload) => new()
    {
        Connector = XeroFacts.Id,
        ExternalId = id,
        LinkFrom = link,
        ModifiedAt = XeroValues.Moment(modified),
        Payload = payload,
        Notes = _notes.Take(),
    };

    public CurrencyCode? Currency(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (CurrencyCode.TryParse(text, out var currency))
        {
            return currency;
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

    // The country that an address without one lies in, where the tenant has chosen that.
    private CountryCode? DefaultCountry => settings.DefaultCountry switch
    {
        null => null,
        "organisation" => organisation.Country,
        var text => CountryCode.TryParse(text, out var country) ? country : null,
    };
}
