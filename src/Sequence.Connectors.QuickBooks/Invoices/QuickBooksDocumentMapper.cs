namespace Sequence.Connectors.QuickBooks;

/// <summary>Invoices and credit memos, from QuickBooks to the unified model. Pure.</summary>
internal static class QuickBooksDocumentMapper
{
    public static Invoice ToInvoice(in QuickBooksDocument document, RawPayload payload, QuickBooksReadScope scope)
    {
        var id = document.Id ?? "";
        var tax = document.TxnTaxDetail?.TotalTax ?? 0m;
        return new()
        {
            Id = id,
            Number = document.DocNumber,
            CustomerId = document.CustomerRef?.Value,
            Currency = scope.Currency(document.CurrencyRef),
            CurrencyText = document.CurrencyRef?.Value,
            IssueDate = scope.Date(nameof(Invoice.IssueDate), "TxnDate", document.TxnDate),
            DueDate = scope.Date(nameof(Invoice.DueDate), "DueDate", document.DueDate),
            Status = StatusOf(document),
            StatusText = document.EmailStatus,
            PaymentStatus = PaymentStatusOf(document),
            Lines = QuickBooksLineMapper.ToLines(document.Line, scope),
            NetTotal = document.TotalAmt - tax,
            TaxTotal = document.TotalAmt is null ? null : tax,
            GrossTotal = document.TotalAmt,
            Balance = document.Balance,
            Memo = QuickBooksValues.Filled(document.CustomerMemo?.Value),
            BillingEmail = QuickBooksValues.Filled(document.BillEmail?.Address),
            BillingAddress = QuickBooksAddressMapper.ToAddress(document.BillAddr, nameof(Invoice.BillingAddress), "BillAddr", scope),
            ExchangeRate = document.ExchangeRate,
            CustomFields = scope.CustomFields(RecordType.Of<Invoice>(), document.CustomField),
            Source = scope.Source(id, document.SyncToken, document.MetaData, scope.Links.Invoice, payload),
        };
    }

    public static CreditMemo ToCreditMemo(in QuickBooksDocument document, RawPayload payload, QuickBooksReadScope scope)
    {
        var id = document.Id ?? "";
        var tax = document.TxnTaxDetail?.TotalTax ?? 0m;
        var remaining = document.RemainingCredit ?? document.Balance;
        return new()
        {
            Id = id,
            Number = document.DocNumber,
            CustomerId = document.CustomerRef?.Value,
            Currency = scope.Currency(document.CurrencyRef),
            CurrencyText = document.CurrencyRef?.Value,
            IssueDate = scope.Date(nameof(CreditMemo.IssueDate), "TxnDate", document.TxnDate),
            Status = StatusOf(document),
            StatusText = document.EmailStatus,
            CreditStatus = CreditStatusOf(remaining, document),
            Lines = QuickBooksLineMapper.ToLines(document.Line, scope),
            NetTotal = document.TotalAmt - tax,
            TaxTotal = document.TotalAmt is null ? null : tax,
            GrossTotal = document.TotalAmt,
            Remaining = remaining,
            Memo = QuickBooksValues.Filled(document.CustomerMemo?.Value),
            BillingEmail = QuickBooksValues.Filled(document.BillEmail?.Address),
            BillingAddress = QuickBooksAddressMapper.ToAddress(document.BillAddr, nameof(CreditMemo.BillingAddress), "BillAddr", scope),
            ExchangeRate = document.ExchangeRate,
            CustomFields = scope.CustomFields(RecordType.Of<CreditMemo>(), document.CustomField),
            Source = scope.Source(id, document.SyncToken, document.MetaData, scope.Links.CreditMemo, payload),
        };
    }

    // QuickBooks has no status: a void zeroes every amount and writes the word into the private note. A balance of zero alone says nothing.
    public static bool IsVoided(in QuickBooksDocument document) =>
        document is { TotalAmt: 0m, Balance: null or 0m, PrivateNote: { } note }
        && note.StartsWith("Voided", StringComparison.OrdinalIgnoreCase)
        && (document.Line ?? []).All(line => line.Amount is null or 0m);

    private static DocumentStatus StatusOf(in QuickBooksDocument document) =>
        IsVoided(document) ? DocumentStatus.Voided
        : document.EmailStatus == "EmailSent" ? DocumentStatus.Sent
        : DocumentStatus.Final;

    private static PaymentStatus PaymentStatusOf(in QuickBooksDocument document) => document switch
    {
        { TotalAmt: null } or { Balance: null } => PaymentStatus.Unknown,
        { TotalAmt: 0m } => PaymentStatus.NothingDue,
        { Balance: <= 0m } => PaymentStatus.Paid,
        _ => document.Balance < document.TotalAmt ? PaymentStatus.PartiallyPaid : PaymentStatus.Unpaid,
    };

    private static CreditStatus CreditStatusOf(decimal? remaining, in QuickBooksDocument document) => (remaining, document.TotalAmt) switch
    {
        (null, _) or (_, null) => CreditStatus.Unknown,
        (_, 0m) => CreditStatus.Unapplied,
        ( <= 0m, _) => CreditStatus.FullyApplied,
        var (rest, total) => rest < total ? CreditStatus.PartiallyApplied : CreditStatus.Unapplied,
    };
}
