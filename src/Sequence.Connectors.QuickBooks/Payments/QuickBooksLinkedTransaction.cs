namespace Sequence.Connectors.QuickBooks;

/// <summary>A link to another transaction, as it travels.</summary>
internal sealed record QuickBooksLinkedTransaction
{
    public string? TxnId { get; init; }

    public string? TxnType { get; init; }
}
