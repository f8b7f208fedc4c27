namespace Sequence.Connectors.QuickBooks;

/// <summary>How one type of record is written, and how what QuickBooks made of it is read back. Pure.</summary>
internal interface IQuickBooksFormat<TRecord>
    where TRecord : class, IRecord
{
    /// <summary>The name of the object, such as <c>Invoice</c>.</summary>
    string Entity { get; }

    /// <summary>Whether the object may be inactive, which hides it from plain queries.</summary>
    bool HasActive { get; }

    /// <summary>The verbs beside creating and updating.</summary>
    IReadOnlyDictionary<WriteVerb, QuickBooksVerb<TRecord>> Verbs { get; }

    /// <summary>The customers, by their ids in QuickBooks, whose facts decide how the record is written.</summary>
    string? CustomerOf(WriteIntent<TRecord> intent);

    /// <summary>
    /// Whether an update writes what QuickBooks replaces as a whole, so that the object must be looked at first, even where its
    /// version is given.
    /// </summary>
    bool NeedsCurrent(WriteIntent<TRecord> intent) => false;

    /// <summary>Writes the members of a creation or an update, or says why it cannot be.</summary>
    void Compose(QuickBooksBody body, WriteIntent<TRecord> intent, QuickBooksWriteScope scope);

    /// <summary>Reads an object that QuickBooks answered with; null when it cannot be read.</summary>
    QuickBooksWritten? Read(RawPayload payload, QuickBooksReadScope scope);

    /// <summary>What QuickBooks made of a record that differs from what was sent, such as its tax.</summary>
    IEnumerable<MappingNote> Compare(WriteIntent<TRecord> intent, IRecord written);

    /// <summary>
    /// Whether a record that bears no mark is the same document all the same: equal customer, currency, total and number.
    /// </summary>
    bool IsSame(WriteIntent<TRecord> intent, IRecord found);

    /// <summary>Tells which intents an object is the work of: of those whose mark it bears, unless its type has no place for one.</summary>
    Func<WriteIntent<TRecord>, bool> MakersOf(RawPayload found)
    {
        var text = found.ToString();
        return intent => QuickBooksMark.IsIn(text, intent.Key);
    }
}
