namespace Sequence.Connectors.QuickBooks;

/// <summary>A link to another transaction, as it travels.</summary>
internal struct QuickBooksLinkedTransaction
{
    public string? TxnId { get; set; }

    public string? TxnType { get; set; }

    /// <summary>The line of the transaction, where it is linked by one, as a journal entry is.</summary>
    public string? TxnLineId { get; set; }

    public static WireShape<QuickBooksLinkedTransaction> Shape { get; } = new()
    {
        { "TxnId", (ref json, ref it) => it.TxnId = json.Text() },
        { "TxnType", (ref json, ref it) => it.TxnType = json.Text() },
        { "TxnLineId", (ref json, ref it) => it.TxnLineId = json.Text() },
    };
}
