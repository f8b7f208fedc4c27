namespace Sequence.Connectors.Sync;

/// <summary>
/// What the engine remembers of a system's record, so that the next look tells what has changed. What a type of record does not
/// have stays at its default.
/// </summary>
public sealed record SeenState
{
    /// <summary>Never seen.</summary>
    public static SeenState Nothing { get; } = new();

    /// <summary>The system's version; null where it has none.</summary>
    public string? Version { get; init; }

    /// <summary>When the system last changed it, by its clock.</summary>
    public Instant? ModifiedAt { get; init; }

    /// <summary>The hash of the content; null while it was never seen.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The date on a document.</summary>
    public LocalDate? IssueDate { get; init; }

    /// <summary>How far a document has come.</summary>
    public DocumentStatus Status { get; init; }

    /// <summary>How much of an invoice is paid.</summary>
    public PaymentStatus PaymentStatus { get; init; }

    /// <summary>How much of a credit memo is used.</summary>
    public CreditStatus CreditStatus { get; init; }

    /// <summary>What is left to pay of an invoice, or to use of a credit memo.</summary>
    public decimal? Balance { get; init; }

    /// <summary>The total of an invoice or a credit memo, with tax.</summary>
    public decimal? Total { get; init; }

    /// <summary>Whether a record is in use.</summary>
    public RecordState State { get; init; }
}
