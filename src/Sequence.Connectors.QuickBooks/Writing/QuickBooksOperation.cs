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

    /// <summary>Why it cannot be sent; empty when it can.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Whether the intent writes over whatever stands, so that the version was looked up for it.</summary>
    public bool FollowsVersion { get; init; }

    /// <summary>The record that an earlier attempt at this creation was found to have made; null when none was found.</summary>
    public QuickBooksWritten? Standing { get; init; }

    /// <summary>The open attempt by which that record was found, and by which it is found again.</summary>
    public WriteAttempt? OpenAttempt { get; init; }

    /// <summary>Set where a record that bears no mark of ours is taken over.</summary>
    public bool IsAdoption { get; init; }

    /// <summary>How often the record turned out to have changed meanwhile.</summary>
    public int StaleRounds { get; init; }

    /// <summary>The same operation as an update of a record that stands already; its body is still to be composed.</summary>
    public QuickBooksOperation<TRecord> Onto(QuickBooksWritten written) => this with
    {
        Body = default,
        FollowsVersion = true,
        Standing = Standing is null ? null : written,
        Intent = Intent with
        {
            Target = new()
            {
                ExternalId = written.Record.Id,
                Version = written.Record.Source?.Version,
                Parts = Intent.Target?.Parts ?? QuickBooksOutcomes<TRecord>.PartsOf(LineIds, written.LineIds),
            },
        },
    };
}
