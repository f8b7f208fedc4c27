namespace Sequence.Connectors;

/// <summary>
/// Changes of several types of records, and the cursor that resumes after them: store the changes and what is to be swept first,
/// then the cursor.
/// </summary>
public sealed class FeedPage
{
    private readonly Dictionary<RecordType, (object Changes, int Count)> _changes = [];

    /// <summary>Where to resume after this page; null where the next page must be read first. The last page has one.</summary>
    public Cursor? Next { get; init; }

    /// <summary>
    /// The types of which the feed cannot tell everything, because the cursor is too old or too much has changed: sweep them with
    /// their readers. The feed goes on after its cursor all the same, and tells what changes meanwhile.
    /// </summary>
    public ValueList<RecordType> ToSweep { get; init; }

    /// <summary>How many changes the page has, of all types.</summary>
    public int Count => _changes.Values.Sum(one => one.Count);

    /// <summary>The changes of one type; empty when there are none.</summary>
    public IReadOnlyList<Change<TRecord>> Of<TRecord>()
        where TRecord : class, IRecord =>
        _changes.TryGetValue(RecordType.Of<TRecord>(), out var found) && found.Changes is IReadOnlyList<Change<TRecord>> changes
            ? changes
            : [];

    /// <summary>A page like this one, with these changes as those of their type.</summary>
    public FeedPage With<TRecord>(IReadOnlyList<Change<TRecord>> changes)
        where TRecord : class, IRecord
    {
        ArgumentNullException.ThrowIfNull(changes);
        var page = new FeedPage { Next = Next, ToSweep = ToSweep };
        foreach (var (type, kept) in _changes)
        {
            page._changes[type] = kept;
        }

        page._changes[RecordType.Of<TRecord>()] = (changes, changes.Count);
        return page;
    }
}
