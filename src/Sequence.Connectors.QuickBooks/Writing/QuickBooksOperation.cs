namespace Sequence.Connectors.QuickBooks;

/// <summary>One item of a batch: an intent, composed.</summary>
internal sealed record QuickBooksOperation<TRecord>(
    WriteIntent<TRecord> Intent,
    ReadOnlyMemory<byte> Body,
    IReadOnlyList<MappingNote> Notes,
    IReadOnlyList<string?> LineIds)
    where TRecord : class, IRecord
{
    public required QuickBooksAction Action { get; init; }

    /// <summary>The verb; null for a creation or an update.</summary>
    public QuickBooksVerb<TRecord>? Verb { get; init; }

    public bool IsUpdate => Intent.Target is not null;

    /// <summary>Whether a record that is not there any more is as the intent wishes.</summary>
    public bool Removes => Verb is { Removes: true };

    /// <summary>Why it cannot be sent; empty when it can.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>What of QuickBooks' lists the body names.</summary>
    public IReadOnlyList<QuickBooksUse> Uses { get; init; } = [];

    /// <summary>What should say nothing, and is told where it does afterwards.</summary>
    public IReadOnlyList<QuickBooksKept> Kept { get; init; } = [];

    /// <summary>The record as it stood when it was looked at; null when it was not, or is gone.</summary>
    public QuickBooksWritten? Current { get; init; }

    /// <summary>Whether the record was looked for and is not there.</summary>
    public bool IsGone { get; init; }

    /// <summary>Whether the intent writes over whatever stands, so that the version was looked up for it.</summary>
    public bool FollowsVersion { get; init; }

    /// <summary>Whether an open attempt carried the intent, so that what stands as it wishes may be its work.</summary>
    public bool WasAttempted { get; init; }

    /// <summary>The record that an earlier attempt at this creation was found to have made; null when none was found.</summary>
    public QuickBooksWritten? Standing { get; init; }

    /// <summary>The open attempt by which that record was found, and by which it is found again.</summary>
    public WriteAttempt? OpenAttempt { get; init; }

    /// <summary>Set where a record that bears no mark of ours is taken over.</summary>
    public bool IsAdoption { get; init; }

    /// <summary>How often the record turned out to have changed meanwhile.</summary>
    public int StaleRounds { get; init; }

    /// <summary>Whether a record stands as the intent wishes.</summary>
    public bool StandsAs(QuickBooksWritten current) =>
        Verb is null ? QuickBooksSent.StandsIn(current.Payload, Body) : Verb.Stands(Intent, current);

    /// <summary>The same operation as an update of a record that stands already; its body is still to be composed.</summary>
    public QuickBooksOperation<TRecord> Onto(QuickBooksWritten written) => this with
    {
        Body = default,
        FollowsVersion = true,
        Current = written,
        Standing = Standing is null ? null : written,
        Intent = Intent with
        {
            Target = new()
            {
                ExternalId = written.Record.Id,
                Version = written.Version,
                Parts = Intent.Target?.Parts ?? QuickBooksOutcomes<TRecord>.PartsOf(LineIds, written.LineIds),
            },
        },
    };
}
