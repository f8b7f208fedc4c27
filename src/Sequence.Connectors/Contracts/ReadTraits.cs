namespace Sequence.Connectors;

/// <summary>How a system lets a type of record be read.</summary>
public sealed record ReadTraits
{
    /// <summary>Whether a cursor brings only what changed, or everything again.</summary>
    public required ReadMode Mode { get; init; }

    /// <summary>How deletions come to light.</summary>
    public required DeletionVisibility Deletions { get; init; }

    /// <summary>The largest page that one request brings.</summary>
    public required int PageSize { get; init; }
}
