namespace Sequence.Connectors.Xero;

/// <summary>
/// An object that Xero answered with: the record that it is, its state in Xero's word, the mark that it may bear, and its lines.
/// </summary>
internal sealed record XeroWritten(
    IRecord Record,
    string? Status,
    string? Name,
    string? Mark,
    bool IsSent,
    IReadOnlyList<XeroWrittenLine> Lines
)
{
    /// <summary>What is paid or credited on it, so that it cannot be changed.</summary>
    public decimal Settled { get; init; }

    /// <summary>Whether a payment was matched with a line of a bank statement, so that it cannot be taken back.</summary>
    public bool IsReconciled { get; init; }

    /// <summary>The batch that a payment is a part of, so that it cannot be taken back alone; null when it is none.</summary>
    public string? BatchId { get; init; }

    /// <summary>Whether it bears the mark of an intent, which proves that it was made for it.</summary>
    public bool IsMarkedBy(string intentKey) => XeroMark.IsIn(Mark, intentKey);
}
