namespace Sequence.Connectors.Sync;

/// <summary>Which runs of imports to bring: newest first, a page at a time. What is null does not matter.</summary>
public sealed record ImportRunQuery
{
    /// <summary>The run's id.</summary>
    public Guid? Id { get; init; }

    /// <summary>The host's customer.</summary>
    public string? Tenant { get; init; }

    /// <summary>The connection.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>How far they have come, as the store has it.</summary>
    public ImportRunState? State { get; init; }

    /// <summary>The id of the last run of the page before; null for the first page.</summary>
    public Guid? Before { get; init; }

    /// <summary>The most runs to bring.</summary>
    public int Max { get; init; } = 100;
}
