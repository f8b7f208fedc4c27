using System.Text.Json;

namespace Sequence.Connectors.QuickBooks;

/// <summary>The body of one write to QuickBooks while it is made.</summary>
internal sealed class QuickBooksBody(Utf8JsonWriter json, bool isUpdate, Func<string, bool> owns)
    : RecordBody(QuickBooksFacts.Name, json, isUpdate, owns)
{
    private List<QuickBooksUse>? _uses;
    private List<QuickBooksKept>? _kept;

    /// <summary>The object as it stands, for what QuickBooks replaces as a whole; null where it was not looked at.</summary>
    public QuickBooksWritten? Current { get; init; }

    /// <summary>The host's ids of the lines, in the order in which they are sent; null for a line that has none.</summary>
    public IReadOnlyList<string?> LineIds { get; set; } = [];

    /// <summary>Members that should say nothing, and cannot be cleared.</summary>
    public IReadOnlyList<QuickBooksKept> Kept => _kept ?? (IReadOnlyList<QuickBooksKept>)[];

    /// <summary>What of QuickBooks' lists the body names.</summary>
    public IReadOnlyList<QuickBooksUse> Uses => _uses ?? (IReadOnlyList<QuickBooksUse>)[];

    /// <summary>Tells afterwards where a member says something that should say nothing.</summary>
    public void Keep(string path, string member, string message) => (_kept ??= []).Add(new(path, member, message));

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

    /// <summary>A text in an object of its own, such as <c>{"CustomerMemo":{"value":…}}</c>.</summary>
    public void Wrapped(string path, JsonEncodedText member, JsonEncodedText inner, string? value, int longest)
    {
        if (Sendable(path, value) is { } text)
        {
            Json.WriteStartObject(member);
            Json.WriteString(inner, text.Length <= longest ? text : Fit(path, $"{member.Value}.{inner.Value}", text, longest));
            Json.WriteEndObject();
        }
    }

    /// <summary>A mail address; one that is too long is refused, for a cut one would reach somebody else.</summary>
    public void Email(string path, string field, JsonEncodedText member, string? address)
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

        Wrapped(path, member, QuickBooksNames.Address, address, QuickBooksFacts.EmailLength);
    }

    public void Reference(JsonEncodedText member, string id)
    {
        Json.WriteStartObject(member);
        Json.WriteString(QuickBooksNames.Value, id);
        Json.WriteEndObject();
    }

    /// <summary>A reference to an item, a tax code or an account, which must be in use.</summary>
    /// <param name="member">The name of the reference.</param>
    /// <param name="id">The id of the object.</param>
    /// <param name="entity">The type of the object.</param>
    /// <param name="field">The field of the record, or of its line, that it comes from.</param>
    /// <param name="line">The index of the line; null for a field of the record itself.</param>
    public void Reference(JsonEncodedText member, string id, string entity, string field, int? line = null)
    {
        (_uses ??= new(8)).Add(new(entity, id, field, line));
        Reference(member, id);
    }

    /// <summary>The day by which a transaction is booked, which must not lie in closed books.</summary>
    public void TransactionDate(string path, LocalDate? value, QuickBooksWriteScope scope)
    {
        Date(path, QuickBooksNames.TxnDate, value);
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
}
