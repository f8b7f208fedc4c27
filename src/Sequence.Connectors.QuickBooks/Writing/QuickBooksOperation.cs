namespace Sequence.Connectors.QuickBooks;

/// <summary>One item of a batch: an intent, composed.</summary>
internal sealed record QuickBooksOperation<TRecord>(
    WriteIntent<TRecord> Intent,
    ReadOnlyMemory<byte> Body,
    IReadOnlyList<MappingNote> Notes,
    IReadOnlyList<string?> LineIds)
    where TRecord : class, IRecord
{
    public bool IsUpdate => Intent.Target is not null;

    /// <summary>Why the record cannot be sent as it is now; empty when it can.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Whether the intent writes over whatever stands, so that the version was looked up for it.</summary>
    public bool FollowsVersion { get; init; }

    /// <summary>Set where the intent wanted a creation, and an earlier attempt was found to have made the record.</summary>
    public bool WasMadeBefore { get; init; }

    /// <summary>Set where the record that was found bears no mark of ours.</summary>
    public bool IsAdoption { get; init; }

    /// <summary>How often the record turned out to have changed meanwhile.</summary>
    public int StaleRounds { get; init; }
}
