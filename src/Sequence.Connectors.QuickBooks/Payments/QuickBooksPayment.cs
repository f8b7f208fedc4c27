namespace Sequence.Connectors.QuickBooks;

/// <summary>A payment, as it travels.</summary>
internal struct QuickBooksPayment
{
    public string? Id { get; set; }

    public string? SyncToken { get; set; }

    public QuickBooksMetaData? MetaData { get; set; }

    public string? TxnDate { get; set; }

    public QuickBooksReference? CustomerRef { get; set; }

    public QuickBooksReference? CurrencyRef { get; set; }

    public decimal? ExchangeRate { get; set; }

    public QuickBooksNamedReference? PaymentMethodRef { get; set; }

    public QuickBooksReference? DepositToAccountRef { get; set; }

    public string? PaymentRefNum { get; set; }

    public decimal? TotalAmt { get; set; }

    public decimal? UnappliedAmt { get; set; }

    public string? PrivateNote { get; set; }

    public QuickBooksLine[]? Line { get; set; }

    public static WireShape<QuickBooksPayment> Shape { get; } = new()
    {
        { "Id", (ref json, ref it) => it.Id = json.Text() },
        { "SyncToken", (ref json, ref it) => it.SyncToken = json.Text() },
        { "MetaData", (ref json, ref it) => it.MetaData = json.Object(QuickBooksMetaData.Shape) },
        { "TxnDate", (ref json, ref it) => it.TxnDate = json.Text() },
        { "CustomerRef", (ref json, ref it) => it.CustomerRef = json.Object(QuickBooksReference.Shape) },
        { "CurrencyRef", (ref json, ref it) => it.CurrencyRef = json.Object(QuickBooksReference.Shape) },
        { "ExchangeRate", (ref json, ref it) => it.ExchangeRate = json.Number() },
        { "PaymentMethodRef", (ref json, ref it) => it.PaymentMethodRef = json.Object(QuickBooksNamedReference.Shape) },
        { "DepositToAccountRef", (ref json, ref it) => it.DepositToAccountRef = json.Object(QuickBooksReference.Shape) },
        { "PaymentRefNum", (ref json, ref it) => it.PaymentRefNum = json.Text() },
        { "TotalAmt", (ref json, ref it) => it.TotalAmt = json.Number() },
        { "UnappliedAmt", (ref json, ref it) => it.UnappliedAmt = json.Number() },
        { "PrivateNote", (ref json, ref it) => it.PrivateNote = json.Text() },
        { "Line", (ref json, ref it) => it.Line = json.Array(QuickBooksLine.Shape) },
    };
}
