namespace Sequence.Connectors;

/// <summary>What a line of a document is.</summary>
public enum InvoiceLineKind
{
    /// <summary>Something sold, with an amount.</summary>
    Item,

    /// <summary>A remark without an amount.</summary>
    Text,

    /// <summary>A discount on the document; its amount is negative.</summary>
    Discount,
}
