using System.Diagnostics;

namespace Sequence.Connectors.Sync;

/// <summary>One run of an import, which goes on though nobody waits for it (<see cref="SyncImport.StartAsync"/>).</summary>
[DebuggerDisplay("{ConnectionId} {State} {Read}")]
public sealed record ImportRun
{
    /// <summary>The run's id; ids grow with time.</summary>
    public required Guid Id { get; init; }

    /// <summary>The host's customer.</summary>
    public required string Tenant { get; init; }

    /// <summary>The connection.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>How far it has come.</summary>
    public ImportRunState State { get; init; }

    /// <summary>Who started it; null when nobody said.</summary>
    public string? By { get; init; }

    /// <summary>When it was started.</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>When it was last heard of: after each page, and at its end.</summary>
    public required Instant ChangedAt { get; init; }

    /// <summary>Records that this run has read.</summary>
    public int Read { get; init; }

    /// <summary>Records that no earlier run brought.</summary>
    public int Added { get; init; }

    /// <summary>Records that were changed since the last import.</summary>
    public int Changed { get; init; }

    /// <summary>Records that stand as the last import brought them.</summary>
    public int Unchanged { get; init; }

    /// <summary>Records that are no longer in the system; known only at the end.</summary>
    public int Gone { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Counts the stored changes; zero for a run that is not stored yet.</summary>
    public long Version { get; init; }

    internal ImportRun With(ImportResult result, Instant now) =>
        this with
        {
            Read = result.Read,
            Added = result.Added,
            Changed = result.Changed,
            Unchanged = result.Unchanged,
            Gone = result.Gone,
            ChangedAt = now,
        };
}
