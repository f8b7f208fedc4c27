namespace Sequence.Connectors;

/// <summary>
/// Which status may follow which, in the host's billing. Pure tables: nothing here changes a record. From a status that is
/// unknown nothing is allowed.
/// </summary>
public static class AllowedTransitions
{
    /// <summary>What may follow an invoice's status. A sent invoice can be voided only while nothing is paid on it.</summary>
    public static ValueList<DocumentStatus> OfInvoice(DocumentStatus status, PaymentStatus payment) => status switch
    {
        DocumentStatus.Sent when payment is not (PaymentStatus.Unpaid or PaymentStatus.Uncollectible) => [],
        _ => OfCreditMemo(status),
    };

    /// <summary>What may follow a credit memo's status.</summary>
    public static ValueList<DocumentStatus> OfCreditMemo(DocumentStatus status) => status switch
    {
        DocumentStatus.InProgress => [DocumentStatus.Draft],
        DocumentStatus.Draft => [DocumentStatus.Final, DocumentStatus.Sent, DocumentStatus.Voided],
        DocumentStatus.Final => [DocumentStatus.Sent, DocumentStatus.Voided],
        DocumentStatus.Sent => [DocumentStatus.Voided],
        _ => [],
    };

    /// <summary>Whether a document may still be deleted: a final one is voided, a sent one credited.</summary>
    public static bool MayDelete(DocumentStatus status) => status is DocumentStatus.InProgress or DocumentStatus.Draft;

    /// <summary>What may follow a schedule's status. Only people cancel, suspend and resume.</summary>
    public static ValueList<ScheduleStatus> OfSchedule(ScheduleStatus status) => status switch
    {
        ScheduleStatus.Draft => [ScheduleStatus.Pending, ScheduleStatus.Active],
        ScheduleStatus.Pending => [ScheduleStatus.Active, ScheduleStatus.Cancelled, ScheduleStatus.Suspended],
        ScheduleStatus.Active => [ScheduleStatus.Completed, ScheduleStatus.Cancelled, ScheduleStatus.Suspended],
        ScheduleStatus.Suspended => [ScheduleStatus.Active, ScheduleStatus.Cancelled],
        _ => [],
    };

    /// <summary>
    /// What may follow a quote's status. A quote that is changed before it is accepted is published anew, and its signatures are
    /// cancelled.
    /// </summary>
    public static ValueList<QuoteStatus> OfQuote(QuoteStatus status) => status switch
    {
        QuoteStatus.Draft => [QuoteStatus.Published],
        QuoteStatus.Published => [QuoteStatus.PreparingSignatureRequest, QuoteStatus.Accepted],
        QuoteStatus.PreparingSignatureRequest => [QuoteStatus.ReadyToSign, QuoteStatus.Published],
        QuoteStatus.ReadyToSign => [QuoteStatus.Accepted, QuoteStatus.Published],
        QuoteStatus.Accepted => [QuoteStatus.Executed],
        _ => [],
    };
}
