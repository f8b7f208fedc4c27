namespace Sequence.Connectors;

/// <summary>Some changes, and the cursor that resumes after them: store the changes first, then the cursor.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public sealed record ChangePage<TRecord>
    where TRecord : class, IRecord
{
    /// <summary>The changes, in the system's order. A record may appear again on a later page; the later one counts.</summary>
    public required IReadOnlyList<Change<TRecord>> Changes { get; init; }

    /// <summary>
    /// Where to resume after this page; null where the page cannot be resumed after (in the middle of a sweep that has no stable
    /// order).
    /// </summary>
    public Cursor? Next { get; init; }

    /// <summary>What comes after this page.</summary>
    public required ChangePageState State { get; init; }
}
