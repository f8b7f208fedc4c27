using System.Text.Json;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// What is done to one object, as the batch endpoint names it; Finance.xsd lists the operations. A payment is voided by an update
/// with an option, an invoice by an operation of its own:
/// https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/payment#void-a-payment.
/// </summary>
internal sealed record QuickBooksAction(string Operation, string? Options = null)
{
    public static QuickBooksAction Create { get; } = new("create");

    public static QuickBooksAction Update { get; } = new("update");

    public static QuickBooksAction Delete { get; } = new("delete");

    public static QuickBooksAction Void { get; } = new("void");

    public static QuickBooksAction VoidByUpdate { get; } = new("update", "void");

    /// <summary>Mails a document. It travels alone: a batch would be repeated.</summary>
    public static QuickBooksAction Send { get; } = new("send");

    public JsonEncodedText Word { get; } = JsonEncodedText.Encode(Operation);

    /// <summary>Whether the body names what changes, and all else stays.</summary>
    public bool IsSparse => Operation == Update.Operation;
}
