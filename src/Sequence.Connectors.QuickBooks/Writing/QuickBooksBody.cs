using System.Text.Json;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// The body of one write while it is made: members that the host owns, and what could not be carried or must be refused. An owned
/// value that is null is cleared on an update and left out on a creation; what the host does not own is not sent.
/// </summary>
internal sealed class QuickBooksBody(Utf8JsonWriter json, bool isUpdate, Func<string, bool> owns)
{
    private readonly List<MappingNote> _notes = [];
    private readonly List<Problem> _problems = [];

    public Utf8JsonWriter Json => json;

    public bool IsUpdate => isUpdate;

    /// <summary>The object as it stands, for what QuickBooks replaces as a whole; null where it was not looked at.</summary>
    public QuickBooksWritten? Current { get; init; }

    /// <summary>The host's ids of the lines, in the order in which they are sent; null for a line that has none.</summary>
    public List<string?> LineIds { get; } = [];

    public IReadOnlyList<MappingNote> Notes => _notes;

    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>Members that should say nothing, and cannot be cleared.</summary>
    public List<QuickBooksKept> Kept { get; } = [];

    /// <summary>What of QuickBooks' lists the body names.</summary>
    public List<QuickBooksUse> Uses { get; } = [];

    public bool Owns(string path) => owns(path);

    public void Note(MappingNoteKind kind, string path, string? systemPath, string? from, string? to, string message) =>
        _notes.Add(new() { Kind = kind, Path = path, SystemPath = systemPath, From = from, To = to, Message = message });

    public void Refuse(string code, string path, string message, string? fix = null, Uri? link = null) =>
        Refuse(new Problem { Code = code, Path = path, Message = message, Fix = fix, Link = link });

    public void Refuse(Problem problem) => _problems.Add(problem);

    /// <summary>Refuses the custom fields of records that have none in QuickBooks.</summary>
    public void RefuseCustomFields(CustomFields fields, string records)
    {
        foreach (var name in Owns("CustomFields") ? fields.Keys : [])
        {
            Refuse(
                "custom_field.unsupported",
                $"CustomFields.{name}",
                $"QuickBooks has no custom fields on {records}, so '{name}' cannot be kept there.",
                "Leave it out of what is written to QuickBooks."
            );
        }
    }

    /// <summary>A text; one that is longer than QuickBooks holds is cut, with a note.</summary>
    public void Text(string path, string member, string? value, int longest)
    {
        if (Sendable(path, value) is { } text)
        {
            json.WriteString(member, Fit(path, member, text, longest));
        }
    }

    /// <summary>A text in an object of its own, such as <c>{"CustomerMemo":{"value":…}}</c>.</summary>
    public void Wrapped(string path, string member, string inner, string? value, int longest)
    {
        if (Sendable(path, value) is { } text)
        {
            json.WriteStartObject(member);
            json.WriteString(inner, Fit(path, $"{member}.{inner}", text, longest));
            json.WriteEndObject();
        }
    }

    /// <summary>A mail address; one that is too long is refused, for a cut one would reach somebody else.</summary>
    public void Email(string path, string field, string member, string? address)
    {
        if (Owns(path) && address is { Length: > QuickBooksFacts.EmailLength })
        {
            Refuse(
                "email.too_long",
                field,
                $"The mail address has {address.Length} characters; QuickBooks holds {QuickBooksFacts.EmailLength}.",
                "Use a shorter one."
            );
            return;
        }

        Wrapped(path, member, "Address", address, QuickBooksFacts.EmailLength);
    }

    public void Reference(string member, string id)
    {
        json.WriteStartObject(member);
        json.WriteString("value", id);
        json.WriteEndObject();
    }

    /// <summary>A reference to an item, a tax code or an account, which must be in use.</summary>
    public void Reference(string member, string id, string entity, string path)
    {
        Uses.Add(new(entity, id, path));
        Reference(member, id);
    }

    public void Date(string path, string member, LocalDate? value)
    {
        if (!Owns(path))
        {
            return;
        }

        if (value is { } date)
        {
            json.WriteString(member, QuickBooksValues.Text(date));
        }
        else if (IsUpdate)
        {
            Note(MappingNoteKind.Dropped, path, member, null, null, $"QuickBooks cannot clear {member}; it keeps the date that it has.");
        }
    }

    /// <summary>The day by which a transaction is booked, which must not lie in closed books.</summary>
    public void TransactionDate(string path, LocalDate? value, QuickBooksWriteScope scope)
    {
        Date(path, "TxnDate", value);
        if (value is { } date && scope.Company.BooksClosedUntil is { } closed && date <= closed && Owns(path))
        {
            Refuse(
                "books.closed",
                path,
                $"The books are closed until {QuickBooksValues.Text(closed)}; this is of {QuickBooksValues.Text(date)}.",
                "Reopen the period in QuickBooks, or give a date after it.",
                scope.Links.Settings()
            );
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
            $"QuickBooks holds {longest} characters here; the text of {text.Length} is cut."
        );
        return text[..end];
    }

    private string? Sendable(string path, string? value)
    {
        if (!Owns(path))
        {
            return null;
        }

        return string.IsNullOrEmpty(value) ? (IsUpdate ? "" : null) : value;
    }
}
