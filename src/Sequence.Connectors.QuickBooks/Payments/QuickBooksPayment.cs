namespace Sequence.Connectors.QuickBooks;

/// <summary>A payment, as it travels.</summary>
internal sealed record QuickBooksPayment
{
    public string? Id { get; init; }

    public string? SyncToken { get; init; }

    public QuickBooksMetaData? MetaData { get; init; }

    public string? TxnDate { get; init; }

    public QuickBooksReference? CustomerRef { get; init; }

    public QuickBooksReference? CurrencyRef { get; init; }

    public QuickBooksReference? PaymentMethodRef { get; init; }

    public QuickBooksReference? DepositToAccountRef { get; init; }

    public string? PaymentRefNum { get; init; }

    public decimal? TotalAmt { get; init; }

    public decimal? UnappliedAmt { get; init; }

    public string? PrivateNote { get; init; }

    public QuickBooksLine[]? Line { get; init; }
}
