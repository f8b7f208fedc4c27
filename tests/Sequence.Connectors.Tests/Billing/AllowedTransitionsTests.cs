namespace Sequence.Connectors.Tests;

public sealed class AllowedTransitionsTests
{
    [Theory]
    [InlineData(DocumentStatus.Unknown, PaymentStatus.Unpaid, "")]
    [InlineData(DocumentStatus.InProgress, PaymentStatus.Unpaid, "Draft")]
    [InlineData(DocumentStatus.Draft, PaymentStatus.Unpaid, "Final Sent Voided")]
    [InlineData(DocumentStatus.Final, PaymentStatus.Unpaid, "Sent Voided")]
    [InlineData(DocumentStatus.Final, PaymentStatus.Paid, "Sent Voided")]
    [InlineData(DocumentStatus.Sent, PaymentStatus.Unpaid, "Voided")]
    [InlineData(DocumentStatus.Sent, PaymentStatus.Uncollectible, "Voided")]
    [InlineData(DocumentStatus.Sent, PaymentStatus.PartiallyPaid, "")]
    [InlineData(DocumentStatus.Sent, PaymentStatus.Paid, "")]
    [InlineData(DocumentStatus.Sent, PaymentStatus.NothingDue, "")]
    [InlineData(DocumentStatus.Sent, PaymentStatus.Unknown, "")]
    [InlineData(DocumentStatus.Voided, PaymentStatus.NothingDue, "")]
    public void Of_an_invoice(DocumentStatus from, PaymentStatus payment, string to) =>
        Assert.Equal(to, string.Join(' ', AllowedTransitions.OfInvoice(from, payment).AsEnumerable()));

    [Theory]
    [InlineData(DocumentStatus.Unknown, "")]
    [InlineData(DocumentStatus.InProgress, "Draft")]
    [InlineData(DocumentStatus.Draft, "Final Sent Voided")]
    [InlineData(DocumentStatus.Final, "Sent Voided")]
    [InlineData(DocumentStatus.Sent, "Voided")]
    [InlineData(DocumentStatus.Voided, "")]
    public void Of_a_credit_memo(DocumentStatus from, string to) =>
        Assert.Equal(to, string.Join(' ', AllowedTransitions.OfCreditMemo(from).AsEnumerable()));

    [Theory]
    [InlineData(DocumentStatus.Unknown, false)]
    [InlineData(DocumentStatus.InProgress, true)]
    [InlineData(DocumentStatus.Draft, true)]
    [InlineData(DocumentStatus.Final, false)]
    [InlineData(DocumentStatus.Sent, false)]
    [InlineData(DocumentStatus.Voided, false)]
    public void Only_documents_that_are_not_final_may_be_deleted(DocumentStatus status, bool may) =>
        Assert.Equal(may, AllowedTransitions.MayDelete(status));

    [Theory]
    [InlineData(ScheduleStatus.Unknown, "")]
    [InlineData(ScheduleStatus.Draft, "Pending Active")]
    [InlineData(ScheduleStatus.Pending, "Active Cancelled Suspended")]
    [InlineData(ScheduleStatus.Active, "Completed Cancelled Suspended")]
    [InlineData(ScheduleStatus.Suspended, "Active Cancelled")]
    [InlineData(ScheduleStatus.Completed, "")]
    [InlineData(ScheduleStatus.Cancelled, "")]
    public void Of_a_schedule(ScheduleStatus from, string to) =>
        Assert.Equal(to, string.Join(' ', AllowedTransitions.OfSchedule(from).AsEnumerable()));

    [Theory]
    [InlineData(QuoteStatus.Unknown, "")]
    [InlineData(QuoteStatus.Draft, "Published")]
    [InlineData(QuoteStatus.Published, "PreparingSignatureRequest Accepted")]
    [InlineData(QuoteStatus.PreparingSignatureRequest, "ReadyToSign Published")]
    [InlineData(QuoteStatus.ReadyToSign, "Accepted Published")]
    [InlineData(QuoteStatus.Accepted, "Executed")]
    [InlineData(QuoteStatus.Executed, "")]
    public void Of_a_quote(QuoteStatus from, string to) =>
        Assert.Equal(to, string.Join(' ', AllowedTransitions.OfQuote(from).AsEnumerable()));
}
