namespace Sequence.Connectors.Sync;

/// <summary>Which standstills to bring: newest first, a page at a time. What is null does not matter.</summary>
public sealed record StandstillQuery
{
    /// <summary>The row's id.</summary>
    public Guid? Id { get; init; }

    /// <summary>The host's customer.</summary>
    public string? Tenant { get; init; }

    /// <summary>The connection.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>What rests, such as <see cref="Standstill.Webhooks"/>.</summary>
    public RecordType? RecordType { get; init; }

    /// <summary>Only those that say why.</summary>
    public bool OnlyProblems { get; init; }

    /// <summary>Who can mend them.</summary>
    public FixedBy? FixedBy { get; init; }

    /// <summary>The id of the last row of the page before; null for the first page.</summary>
    public Guid? Before { get; init; }

    /// <summary>The most rows to bring.</summary>
    public int Max { get; init; } = 100;
}
