using System.Text.Json;

namespace Sequence.Connectors.Xero;

/// <summary>
/// The body of one element while it is made: members that the host owns, and what could not be carried or must be refused. An
/// owned value that is null is cleared on an update and left out on a creation; what the host does not own is not sent.
/// </summary>
internal sealed class XeroBody(Utf8JsonWriter json, bool isUpdate, bool isMarked, Func<string, bool> owns)
{
    private readonly List<MappingNote> _notes = [];
    private readonly List<Problem> _problems = [];

    public Utf8JsonWriter Json => json;

    public bool IsUpdate => isUpdate;

    /// <summary>
    /// Whether what the host lacks is taken away: never on a record that it has not written before.
    /// </summary>
    public bool Clears => isUpdate && !isMarked;

    /// <summary>The record as it stands, where it was looked at; null on a creation.</summary>
    public XeroWritten? Before { get; init; }

    /// <summary>Whether the mark of the intent goes with it: on a creation, and on the change of what a lost one made.</summary>
    public bool IsMarked => isMarked;

    public List<XeroSentLine> Lines { get; } = [];

    public IReadOnlyList<MappingNote> Notes => _notes;

    public IReadOnlyList<Problem> Problems => _problems;

    public bool Owns(string path) => owns(path);

    public void Note(MappingNoteKind kind, string path, string? systemPath, string? from, string? to, string message) =>
        _notes.Add(new() { Kind = kind, Path = path, SystemPath = systemPath, From = from, To = to, Message = message });

    /// <summary>Notes an owned value that Xero has no place for.</summary>
    public void Drop(string path, string? value, string message)
    {
        if (value is { Length: > 0 } && Owns(path))
        {
            Note(MappingNoteKind.Dropped, path, null, value, null, message);
        }
    }

    public void Refuse(string code, string path, string message, string? fix = null, Uri? link = null) =>
        _problems.Add(new() { Code = code, Path = path, Message = message, Fix = fix, Link = link });

    /// <summary>A text; one that is longer than Xero holds is cut, with a note.</summary>
    public void Text(string path, string member, string? value, int longest)
    {
        if (!Owns(path) || (string.IsNullOrEmpty(value) && !Clears))
        {
            return;
        }

        json.WriteString(member, Fit(path, member, value ?? "", longest));
    }

    public void Date(string path, string member, LocalDate? value)
    {
        if (!Owns(path))
        {
            return;
        }

        if (value is { } date)
        {
            json.WriteString(member, XeroValues.Text(date));
        }
        else if (Clears)
        {
            Note(MappingNoteKind.Dropped, path, member, null, null, $"Xero cannot clear {member}; it keeps the date that it has.");
        }
    }

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
            $"Xero holds {longest} characters here; the text of {text.Length} is cut."
        );
        return text[..end];
    }
}
