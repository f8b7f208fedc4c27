namespace Sequence.Connectors.Xero;

/// <summary>How one type of record is written, and how what Xero made of it is read back. Pure.</summary>
internal interface IXeroFormat<TRecord>
    where TRecord : class, IRecord
{
    /// <summary>The name in addresses and answers, such as <c>Invoices</c>.</summary>
    string List { get; }

    /// <summary>The member that holds the id, such as <c>InvoiceID</c>.</summary>
    string IdMember { get; }

    /// <summary>The member by which a record is known before it has an id, such as <c>InvoiceNumber</c>.</summary>
    string NameMember { get; }

    /// <summary>
    /// Whether Xero refuses a second record of the same name, so that a creation may be sent again at any time: it can only be
    /// refused.
    /// </summary>
    bool HasUniqueName { get; }

    /// <summary>Whether a record that stands is never changed: its verbs go out one a call, each to the record's own address.</summary>
    bool IsFixed => false;

    /// <summary>Whether a deletion takes the record away for good, instead of giving it another status.</summary>
    bool IsRemovable => false;

    /// <summary>Whether the list takes a number of decimals for prices.</summary>
    bool HasUnitDecimals => true;

    /// <summary>The list where an intent's record is written, and the member of its id.</summary>
    (string List, string IdMember) PlaceOf(WriteIntent<TRecord> intent) => (List, IdMember);

    /// <summary>The queries that show the records of these ids as they stand.</summary>
    IEnumerable<string> QueriesOf(IReadOnlyCollection<string> externalIds);

    /// <summary>Xero's own id within the id that the host knows.</summary>
    string KeyOf(string externalId) => externalId;

    /// <summary>The value of the naming member that an intent is known by; null where it has none.</summary>
    string? NameOf(WriteIntent<TRecord> intent);

    /// <summary>Whether an update must know how the record stands, so that what people entered beside it is not lost.</summary>
    bool MustLook(WriteIntent<TRecord> intent) => false;

    /// <summary>Whether a value of the naming member is an intent's.</summary>
    bool IsNamed(string? name, WriteIntent<TRecord> intent) =>
        string.Equals(name, NameOf(intent), StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes the members of the body, or says why it cannot be.</summary>
    void Compose(XeroBody body, WriteIntent<TRecord> intent, XeroWriteScope scope);

    /// <summary>Reads an object that Xero answered with; null when it cannot be read.</summary>
    XeroWritten? Read(RawPayload payload, XeroReadScope scope);

    /// <summary>The query for records by their names, or for those among them that the host's own app made.</summary>
    string Query(IEnumerable<string> names, bool ownOnly);

    /// <summary>The query for the record that has taken an intent's name; null where there is nothing to look for.</summary>
    string? TakerQuery(WriteIntent<TRecord> intent) => NameOf(intent) is { } name ? Query([name], ownOnly: false) : null;

    /// <summary>Whether a record that was found has taken the name, or the number, of an intent.</summary>
    bool IsTaker(WriteIntent<TRecord> intent, XeroWritten found) => IsNamed(found.Name, intent);

    /// <summary>
    /// Whether a record that was found by its name was made by an earlier attempt at the intent, the first that is still open.
    /// </summary>
    bool IsOurs(WriteIntent<TRecord> intent, XeroWritten found, WriteAttempt? attempt);

    /// <summary>
    /// What earlier attempts may have made, each with the text that bears its mark, where one query by names cannot tell; null where
    /// it can.
    /// </summary>
    Task<List<(RawPayload Payload, string Mark)>?> SearchAsync(
        XeroApi api, IReadOnlyList<WriteIntent<TRecord>> intents, CancellationToken cancellationToken) =>
        Task.FromResult<List<(RawPayload Payload, string Mark)>?>(null);

    /// <summary>Whether the record stands as a verb wishes.</summary>
    bool IsDone(WriteIntent<TRecord> intent, XeroWritten before) => XeroVerbs.IsDone(intent, before);

    /// <summary>Writes what a verb changes, or says why it cannot be.</summary>
    void ComposeVerb(XeroBody body, WriteIntent<TRecord> intent, XeroWritten before, Uri? link) =>
        XeroVerbs.Compose(body, intent, before, link);

    /// <summary>What Xero's reasons mean for a record of this type.</summary>
    ValueList<Problem> Refusals(IReadOnlyList<string> reasons, XeroLinks links) => XeroRefusals.Of(reasons, links);

    /// <summary>
    /// Whether a record that bears no mark is the same document all the same: equal customer, currency, total and number.
    /// </summary>
    bool IsSame(WriteIntent<TRecord> intent, IRecord found);

    /// <summary>What Xero made of a record that differs from what was sent, such as its tax.</summary>
    IEnumerable<MappingNote> Compare(WriteIntent<TRecord> intent, IRecord written);

    /// <summary>The page of a record of this type; null where it has none of its own.</summary>
    Uri? Link(XeroLinks links, string id);
}
