using System.ComponentModel;
using System.Globalization;
using System.Text.Json;

namespace Sequence.Connectors.Http;

/// <summary>
/// For packages of connectors: the body of one write while it is made. It takes members that the host owns, and what could not be
/// carried or must be refused. An owned value that is null is cleared on an update and left out on a creation; what the host does
/// not own is not sent.
/// </summary>
/// <param name="system">The system's name, for people.</param>
/// <param name="json">Takes the members.</param>
/// <param name="isUpdate">Whether the record stands already.</param>
/// <param name="owns">Whether the host owns a property.</param>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public abstract class RecordBody(string system, Utf8JsonWriter json, bool isUpdate, Func<string, bool> owns)
{
    private List<MappingNote>? _notes;
    private List<Problem>? _problems;

    /// <summary>Takes members that need no more than to be written.</summary>
    public Utf8JsonWriter Json => json;

    /// <summary>Whether the record stands already.</summary>
    public bool IsUpdate => isUpdate;

    /// <summary>Whether what the host lacks is taken away: on an update, unless a system says otherwise.</summary>
    public virtual bool Clears => isUpdate;

    /// <summary>What could not be carried as it is.</summary>
    public IReadOnlyList<MappingNote> Notes => _notes ?? (IReadOnlyList<MappingNote>)[];

    /// <summary>Why the body cannot be sent; empty when it can.</summary>
    public IReadOnlyList<Problem> Problems => _problems ?? (IReadOnlyList<Problem>)[];

    /// <summary>Whether the host owns a property, by its path.</summary>
    public bool Owns(string path) => owns(path);

    /// <summary>Notes what could not be carried as it is.</summary>
    public void Note(MappingNoteKind kind, string path, string? systemPath, string? from, string? to, string message) =>
        (_notes ??= []).Add(new() { Kind = kind, Path = path, SystemPath = systemPath, From = from, To = to, Message = message });

    /// <summary>Notes an owned value that the system has no place for.</summary>
    public void Drop(string path, string? value, string message)
    {
        if (value is { Length: > 0 } && Owns(path))
        {
            Note(MappingNoteKind.Dropped, path, null, value, null, message);
        }
    }

    /// <summary>Says why the body cannot be sent.</summary>
    public void Refuse(string code, string path, string message, string? fix = null, Uri? link = null) =>
        Refuse(new Problem { Code = code, Path = path, Message = message, Fix = fix, Link = link });

    /// <summary>Says why the body cannot be sent.</summary>
    public void Refuse(Problem problem) => (_problems ??= []).Add(problem);

    /// <summary>Writes a text; one that is longer than the system holds is cut, with a note.</summary>
    public void Text(string path, string member, string? value, int longest)
    {
        if (Sendable(path, value) is { } text)
        {
            json.WriteString(member, Fit(path, member, text, longest));
        }
    }

    /// <summary>Writes a date as 2026-03-01. No system clears one: then it keeps what it has, with a note.</summary>
    public void Date(string path, JsonEncodedText member, LocalDate? value)
    {
        if (!Owns(path))
        {
            return;
        }

        if (value is { } date)
        {
            Date(member, date);
        }
        else if (Clears)
        {
            var message = $"{system} cannot clear {member}; it keeps the date that it has.";
            Note(MappingNoteKind.Dropped, path, member.Value, null, null, message);
        }
    }

    /// <summary>Writes a date as 2026-03-01.</summary>
    public void Date(JsonEncodedText member, LocalDate date)
    {
        Span<byte> text = stackalloc byte[10];
        date.ToDateOnly().TryFormat(text, out var length, "O", CultureInfo.InvariantCulture);
        json.WriteString(member, text[..length]);
    }

    /// <summary>The text, cut with a note where it is longer than the system holds.</summary>
    public string Fit(string path, string systemPath, string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        // Half of a character outside the basic plane must not be left behind.
        var end = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        Note(
            MappingNoteKind.Coerced,
            path,
            systemPath,
            text,
            text[..end],
            $"{system} holds {longest} characters here; the text of {text.Length} is cut."
        );
        return text[..end];
    }

    /// <summary>The custom fields of a record that are to be written, each by its map. One without a map is refused.</summary>
    /// <typeparam name="TRecord">The type of record.</typeparam>
    public IEnumerable<(FieldMap Map, CustomValue? Value)> MappedFields<TRecord>(TRecord record, IEnumerable<FieldMap> maps)
        where TRecord : class, IRecord
    {
        if (record.CustomFields.Count == 0 || !Owns(nameof(IRecord.CustomFields)))
        {
            yield break;
        }

        var mine = maps.Where(map => map.RecordType == RecordType.Of<TRecord>()).ToArray();
        foreach (var (name, value) in record.CustomFields)
        {
            if (Array.Find(mine, map => map.Field == name) is not { } map)
            {
                var mapped = mine.Length == 0 ? "none" : string.Join(", ", mine.Select(one => one.Field));
                Refuse(
                    "custom_field.unmapped",
                    $"CustomFields.{name}",
                    $"The custom field '{name}' has no field map for {RecordType.Of<TRecord>()}; mapped are: {mapped}.",
                    "Add a field map to the connection's settings, or leave the field out."
                );
            }
            else if (map.Direction.HasFlag(FieldDirection.Write))
            {
                yield return (map, value);
            }
        }
    }

    /// <summary>The text to write; null where nothing is written.</summary>
    protected string? Sendable(string path, string? value) =>
        !Owns(path) ? null
        : !string.IsNullOrEmpty(value) ? value
        : Clears ? ""
        : null;
}
