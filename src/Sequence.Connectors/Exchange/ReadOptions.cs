namespace Sequence.Connectors;

/// <summary>What to read, and from where on.</summary>
public sealed record ReadOptions
{
    /// <summary>Everything, from the beginning: a sweep.</summary>
    public static ReadOptions Sweep { get; } = new();

    /// <summary>Where to resume; null starts a sweep.</summary>
    public Cursor? After { get; init; }

    /// <summary>
    /// Without a cursor: bring only what changed since, by the system's clock, where the system can tell; others bring
    /// everything. The cursor that comes of it goes on from there, and absence says nothing. Null brings everything.
    /// </summary>
    public Instant? ChangedSince { get; init; }

    /// <summary>Whether archived records are read too.</summary>
    /// <value>The default is true, so that a record that is hidden at the system is not taken for absent.</value>
    public bool IncludeArchived { get; init; } = true;

    /// <summary>
    /// Whether nobody waits for the answer, as in a backfill or a sweep: it then leaves a share of the system's limits, and of
    /// the budget for them, to what somebody waits for.
    /// </summary>
    public bool IsBackground { get; init; }

    /// <summary>The largest page; null for the system's largest.</summary>
    public int? PageSize { get; init; }
}
