using System.Runtime.InteropServices;

namespace Sequence.Connectors.QuickBooks;

/// <summary>What reading an object needs beside it: links, the tenant's choices, and the notes that it leaves.</summary>
internal sealed class QuickBooksReadScope(QuickBooksLinks links, QuickBooksSettings settings, QuickBooksCompanyFacts? company)
{
    private readonly List<MappingNote> _notes = [];
    private readonly Dictionary<(string Path, string Text), MappingNote> _countries = [];
    private ValueList<MappingNote> _lastNotes;

    public QuickBooksLinks Links => links;

    public ValueList<FieldMap> FieldMaps => settings.FieldMaps;

    /// <summary>The country that an address without one lies in, where the tenant has chosen that.</summary>
    public CountryCode? DefaultCountry => settings.DefaultCountry switch
    {
        null => null,
        "company" => company?.Country,
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

    public RecordSource Source(string id, string? version, QuickBooksMetaData? meta, Func<string, Uri>? link, RawPayload payload)
    {
        // Records of one page mostly leave the same notes, and then share their list.
        if (!CollectionsMarshal.AsSpan(_notes).SequenceEqual(_lastNotes.AsSpan()))
        {
            _lastNotes = _notes.ToValueList();
        }

        _notes.Clear();
        return new()
        {
            Connector = QuickBooksFacts.Id,
            ExternalId = id,
            Version = version,
            LinkFrom = link,
            ModifiedAt = meta?.LastUpdatedTime,
            Payload = payload,
            Notes = _lastNotes,
        };
    }

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
}
