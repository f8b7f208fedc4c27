namespace Sequence.Connectors.Xero;

/// <summary>Invoices and credit notes to customers, from Xero to the unified model. Pure.</summary>
internal static class XeroDocumentMapper
{
    private const string Deleted = "DELETED";
    private const string Voided = "VOIDED";

    // Xero lists drafts that were deleted for ever; bills and their credits are not the host's.
    public static Change<Invoice>? ToInvoiceChange(in XeroDocument document, RawPayload payload, XeroReadScope scope) => document switch
    {
        { Type: not (null or "ACCREC") } => null,
        { Status: Deleted, InvoiceID: { } id } => new Change<Invoice>.Deleted(id, XeroValues.Moment(document.UpdatedDateUTC)),
        _ => new Change<Invoice>.Current(ToInvoice(document, payload, scope)),
    };

    public static Change<CreditMemo>? ToCreditMemoChange(in XeroDocument document, RawPayload payload, XeroReadScope scope) =>
        document switch
        {
            { Type: not (null or "ACCRECCREDIT") } => null,
            { Status: Deleted, CreditNoteID: { } id } => new Change<CreditMemo>.Deleted(
                id,
                XeroValues.Moment(document.UpdatedDateUTC)
            ),
            _ => new Change<CreditMemo>.Current(ToCreditMemo(document, payload, scope)),
        };

    public static Invoice ToInvoice(in XeroDocument document, RawPayload payload, XeroReadScope scope)
    {
        var id = document.InvoiceID ?? "";
        return new()
        {
            Id = id,
            Number = document.InvoiceNumber,
            CustomerId = document.Contact?.ContactID,
            Currency = scope.Currency(document.CurrencyCode),
            CurrencyText = document.CurrencyCode,
            IssueDate = scope.Date(nameof(Invoice.IssueDate), "Date", document.Date),
            DueDate = scope.Date(nameof(Invoice.DueDate), "DueDate", document.DueDate),
            Status = StatusOf(document, scope),
            StatusText = document.Status,
            PaymentStatus = PaymentStatusOf(document),
            Lines = XeroLineMapper.ToLines(document, scope),
            NetTotal = document.SubTotal,
            TaxTotal = document.TotalTax,
            GrossTotal = document.Total,
            Balance = document.Status is Voided ? 0m : document.AmountDue,
            PurchaseOrderNumber = XeroValues.Filled(document.Reference),
            BillingAddress = BillingAddress(document, nameof(Invoice.BillingAddress), scope),
            ExchangeRate = ExchangeRate(document.CurrencyRate, document.CurrencyCode, scope),
            CustomFields = XeroCustomFields.Of(RecordType.Of<Invoice>(), document, scope),
            Source = scope.Source(id, document.UpdatedDateUTC, scope.Links.Invoice, payload),
        };
    }

    public static CreditMemo ToCreditMemo(in XeroDocument document, RawPayload payload, XeroReadScope scope)
    {
        var id = document.CreditNoteID ?? "";
        return new()
        {
            Id = id,
            Number = document.CreditNoteNumber,
            CustomerId = document.Contact?.ContactID,
            Currency = scope.Currency(document.CurrencyCode),
            CurrencyText = document.CurrencyCode,
            IssueDate = scope.Date(nameof(CreditMemo.IssueDate), "Date", document.Date),
            Status = StatusOf(document, scope),
            StatusText = document.Status,
            CreditStatus = CreditStatusOf(document),
            Lines = XeroLineMapper.ToLines(document, scope),
            NetTotal = document.SubTotal,
            TaxTotal = document.TotalTax,
            GrossTotal = document.Total,
            Remaining = document.Status is Voided ? 0m : document.RemainingCredit,
            Memo = XeroMark.Without(document.Reference),
            BillingAddress = BillingAddress(document, nameof(CreditMemo.BillingAddress), scope),
            ExchangeRate = ExchangeRate(document.CurrencyRate, document.CurrencyCode, scope),
            CustomFields = XeroCustomFields.Of(RecordType.Of<CreditMemo>(), document, scope),
            Source = scope.Source(id, document.UpdatedDateUTC, scope.Links.CreditNote, payload),
        };
    }

    private static DocumentStatus StatusOf(in XeroDocument document, XeroReadScope scope)
    {
        switch (document.Status)
        {
            case "DRAFT" or "SUBMITTED":
                return DocumentStatus.Draft;
            case "AUTHORISED" or "PAID":
                return document.SentToContact == true ? DocumentStatus.Sent : DocumentStatus.Final;
            case Voided:
                return DocumentStatus.Voided;
            case null:
                return DocumentStatus.Unknown;
            default:
                scope.Unknown(nameof(IDocument.Status), "Status", document.Status);
                return DocumentStatus.Unknown;
        }
    }

    // The answer to a void still shows what was due: the status counts first.
    private static PaymentStatus PaymentStatusOf(in XeroDocument document) => document switch
    {
        { Status: Voided } => PaymentStatus.NothingDue,
        { Total: null } or { AmountDue: null } => PaymentStatus.Unknown,
        { Total: 0m } => PaymentStatus.NothingDue,
        { AmountDue: <= 0m } => PaymentStatus.Paid,
        _ => document.AmountDue < document.Total ? PaymentStatus.PartiallyPaid : PaymentStatus.Unpaid,
    };

    private static CreditStatus CreditStatusOf(in XeroDocument document) => document switch
    {
        { RemainingCredit: null } or { Total: null } => CreditStatus.Unknown,
        { Status: Voided } or { Total: 0m } => CreditStatus.Unapplied,
        { RemainingCredit: <= 0m } => CreditStatus.FullyApplied,
        _ => document.RemainingCredit < document.Total ? CreditStatus.PartiallyApplied : CreditStatus.Unapplied,
    };

    private static Address? BillingAddress(in XeroDocument document, string path, XeroReadScope scope)
    {
        foreach (var address in document.InvoiceAddresses ?? [])
        {
            if (address.InvoiceAddressType == "TO")
            {
                return XeroAddressMapper.ToAddress(address, path, "InvoiceAddresses[TO]", scope);
            }
        }

        return null;
    }

    // Xero counts units of the document's currency for one of the home currency, and lists some rates as zero.
    public static decimal? ExchangeRate(decimal? listed, string? currency, XeroReadScope scope) =>
        listed is { } rate and > 0m && currency is not null && currency != scope.Organisation.BaseCurrencyText
            ? decimal.Round(1m / rate, 10)
            : null;
}
