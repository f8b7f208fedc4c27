namespace Sequence.Connectors.Sync;

/// <summary>How many records an import has read so far, and what has become of their candidates.</summary>
public sealed record ImportResult
{
    /// <summary>Records that were read; one that changes meanwhile may count twice.</summary>
    public int Read { get; init; }

    /// <summary>Records that no earlier import brought.</summary>
    public int Added { get; init; }

    /// <summary>Records that were changed since the last import.</summary>
    public int Changed { get; init; }

    /// <summary>Records that stand as the last import brought them.</summary>
    public int Unchanged { get; init; }

    /// <summary>Records that are no longer in the system; known only at the end.</summary>
    public int Gone { get; init; }

    internal ImportResult Plus(ImportResult other) => new()
    {
        Read = Read + other.Read,
        Added = Added + other.Added,
        Changed = Changed + other.Changed,
        Unchanged = Unchanged + other.Unchanged,
        Gone = Gone + other.Gone,
    };
}
