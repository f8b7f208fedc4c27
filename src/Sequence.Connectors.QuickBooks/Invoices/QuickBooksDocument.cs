namespace Sequence.Connectors.QuickBooks;

/// <summary>An invoice or a credit memo, as it travels: the two share all but a few members.</summary>
internal sealed record QuickBooksDocument
{
    public string? Id { get; init; }

    public string? SyncToken { get; init; }

    public QuickBooksMetaData? MetaData { get; init; }

    public string? DocNumber { get; init; }

    public string? TxnDate { get; init; }

    public string? DueDate { get; init; }

    public QuickBooksReference? CustomerRef { get; init; }

    public QuickBooksReference? CurrencyRef { get; init; }

    public decimal? ExchangeRate { get; init; }

    public QuickBooksLine[]? Line { get; init; }

    public QuickBooksTaxDetail? TxnTaxDetail { get; init; }

    public decimal? TotalAmt { get; init; }

    public decimal? Balance { get; init; }

    public decimal? RemainingCredit { get; init; }

    public string? EmailStatus { get; init; }

    public string? PrivateNote { get; init; }

    public QuickBooksText? CustomerMemo { get; init; }

    public QuickBooksEmail? BillEmail { get; init; }

    public QuickBooksAddress? BillAddr { get; init; }

    public QuickBooksCustomField[]? CustomField { get; init; }
}
