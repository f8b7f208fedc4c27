namespace Sequence.Connectors.QuickBooks;

/// <summary>What reading an object needs beside it: links, the tenant's choices, and the notes that it leaves.</summary>
internal sealed class QuickBooksReadScope(QuickBooksLinks links, QuickBooksSettings settings, QuickBooksCompanyFacts? company)
{
    private readonly ReadNotes _notes = new();
    private AddressReader? _addresses;

    public QuickBooksLinks Links => links;

    public ValueList<FieldMap> FieldMaps => settings.FieldMaps;

    public AddressReader Addresses => _addresses ??= new(_notes, DefaultCountry);

    public void Note(MappingNoteKind kind, string path, string? systemPath, string? from, string? to, string message) =>
        _notes.Add(kind, path, systemPath, from, to, message);

    public RecordSource Source(string id, string? version, QuickBooksMetaData? meta, Func<string, Uri>? link, RawPayload payload) => new()
    {
        Connector = QuickBooksFacts.Id,
        ExternalId = id,
        Version = version,
        LinkFrom = link,
        ModifiedAt = meta?.LastUpdatedTime,
        Payload = payload,
        Notes = _notes.Take(),
    };

    public CurrencyCode? Currency(QuickBooksReference? reference)
    {
        if (reference?.Value is not { } text)
        {
            return null;
        }

        if (CurrencyCode.TryParse(text, out var currency))
        {
            return currency;
        }

        Note(MappingNoteKind.Unknown, "Currency", "CurrencyRef.value", text, null, $"'{text}' is not an ISO 4217 currency code.");
        return null;
    }

    public LocalDate? Date(string path, string systemPath, string? text)
    {
        var date = QuickBooksValues.Date(text);
        if (text is not null && date is null)
        {
            Note(MappingNoteKind.Unknown, path, systemPath, text, null, $"'{text}' is not a date of the form 2026-03-01.");
        }

        return date;
    }

    public CustomFields CustomFields(RecordType type, QuickBooksCustomField[]? fields)
    {
        if (fields is null || FieldMaps.Count == 0)
        {
            return Connectors.CustomFields.Empty;
        }

        var found = new List<KeyValuePair<string, CustomValue?>>();
        foreach (var map in FieldMaps)
        {
            var index = map.RecordType == type && map.Direction.HasFlag(FieldDirection.Read)
                ? Array.FindIndex(fields, field => QuickBooksCustomFields.IsNamed(field, map))
                : -1;
            if (index >= 0)
            {
                found.Add(KeyValuePair.Create(map.Field, QuickBooksCustomFields.Read(fields[index], map, this)));
            }
        }

        return Connectors.CustomFields.Create(found.ToArray());
    }

    // The country that an address without one lies in, where the tenant has chosen that.
    private CountryCode? DefaultCountry => settings.DefaultCountry switch
    {
        null => null,
        "company" => company?.Country,
        var text => CountryCode.TryParse(text, out var country) ? country : null,
    };
}
