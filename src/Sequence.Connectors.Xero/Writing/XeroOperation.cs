namespace Sequence.Connectors.Xero;

/// <summary>One element of a batch: an intent, composed.</summary>
internal sealed record XeroOperation<TRecord>(
    WriteIntent<TRecord> Intent,
    ReadOnlyMemory<byte> Body,
    IReadOnlyList<MappingNote> Notes,
    IReadOnlyList<XeroSentLine> Lines)
    where TRecord : class, IRecord
{
    public bool IsUpdate => Intent.Target is not null;

    /// <summary>Why it cannot be sent; empty when it can.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>The record as it stood before, where the verb depends on that.</summary>
    public XeroWritten? Before { get; init; }

    /// <summary>Whether the record stands as the verb wishes.</summary>
    public bool IsDone { get; init; }

    /// <summary>The record that an earlier attempt at this creation was found to have made; null when none was found.</summary>
    public XeroWritten? Standing { get; init; }

    /// <summary>The open attempt by which that record was found, and by which it is found again.</summary>
    public WriteAttempt? OpenAttempt { get; init; }

    /// <summary>Set where a record that bears no mark of ours is taken over.</summary>
    public bool IsAdoption { get; init; }

    /// <summary>Set where it travels alone, after Xero refused a batch as a whole.</summary>
    public bool IsAlone { get; init; }

    /// <summary>The same operation as an update of a record that stands already; its body is still to be composed.</summary>
    public XeroOperation<TRecord> Onto(XeroWritten written) => this with
    {
        Body = default,
        Standing = written,
        Intent = Intent with { Target = new() { ExternalId = written.Record.Id, Parts = XeroParts.Of(Lines, written.Lines) } },
    };
}
