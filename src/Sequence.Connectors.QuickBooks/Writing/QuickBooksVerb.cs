namespace Sequence.Connectors.QuickBooks;

/// <summary>What a verb beside creating and updating does to an object that stands. Pure.</summary>
internal sealed record QuickBooksVerb<TRecord>
    where TRecord : class, IRecord
{
    /// <summary>Writes the members that the verb changes.</summary>
    public delegate void Composing(
        QuickBooksBody body,
        WriteIntent<TRecord> intent,
        QuickBooksWriteScope scope,
        QuickBooksWritten? current
    );

    /// <summary>How it travels, by the object as it stands; null where that was not looked at.</summary>
    public required Func<WriteIntent<TRecord>, QuickBooksWritten?, QuickBooksAction> Action { get; init; }

    /// <summary>Whether the object stands already as the verb wishes.</summary>
    public required Func<WriteIntent<TRecord>, QuickBooksWritten, bool> Stands { get; init; }

    public Composing? Compose { get; init; }

    /// <summary>Whether an object that is not there any more is as the verb wishes.</summary>
    public bool Removes { get; init; }

    /// <summary>Whether the object must be looked at first, even where its version is given.</summary>
    public bool NeedsCurrent { get; init; }
}
