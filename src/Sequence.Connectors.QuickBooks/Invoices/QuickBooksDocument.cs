namespace Sequence.Connectors.QuickBooks;

/// <summary>An invoice or a credit memo, as it travels: the two share all but a few members.</summary>
internal struct QuickBooksDocument
{
    public string? Id { get; set; }

    public string? SyncToken { get; set; }

    public QuickBooksMetaData? MetaData { get; set; }

    public string? DocNumber { get; set; }

    public string? TxnDate { get; set; }

    public string? DueDate { get; set; }

    public QuickBooksReference? CustomerRef { get; set; }

    public QuickBooksReference? CurrencyRef { get; set; }

    public decimal? ExchangeRate { get; set; }

    public QuickBooksLine[]? Line { get; set; }

    public QuickBooksTaxDetail? TxnTaxDetail { get; set; }

    public decimal? TotalAmt { get; set; }

    public decimal? Balance { get; set; }

    public decimal? RemainingCredit { get; set; }

    public string? EmailStatus { get; set; }

    public QuickBooksDelivery? DeliveryInfo { get; set; }

    public string? PrivateNote { get; set; }

    public QuickBooksText? CustomerMemo { get; set; }

    public QuickBooksEmail? BillEmail { get; set; }

    public QuickBooksEmail? BillEmailCc { get; set; }

    public QuickBooksEmail? BillEmailBcc { get; set; }

    public QuickBooksAddress? BillAddr { get; set; }

    public QuickBooksCustomField[]? CustomField { get; set; }

    public static WireShape<QuickBooksDocument> Shape { get; } = new()
    {
        { "Id", (ref json, ref it) => it.Id = json.Text() },
        { "SyncToken", (ref json, ref it) => it.SyncToken = json.Text() },
        { "MetaData", (ref json, ref it) => it.MetaData = json.Object(QuickBooksMetaData.Shape) },
        { "DocNumber", (ref json, ref it) => it.DocNumber = json.Text() },
        { "TxnDate", (ref json, ref it) => it.TxnDate = json.Text() },
        { "DueDate", (ref json, ref it) => it.DueDate = json.Text() },
        { "CustomerRef", (ref json, ref it) => it.CustomerRef = json.Object(QuickBooksReference.Shape) },
        { "CurrencyRef", (ref json, ref it) => it.CurrencyRef = json.Object(QuickBooksReference.Shape) },
        { "ExchangeRate", (ref json, ref it) => it.ExchangeRate = json.Number() },
        { "Line", (ref json, ref it) => it.Line = json.Array(QuickBooksLine.Shape) },
        { "TxnTaxDetail", (ref json, ref it) => it.TxnTaxDetail = json.Object(QuickBooksTaxDetail.Shape) },
        { "TotalAmt", (ref json, ref it) => it.TotalAmt = json.Number() },
        { "Balance", (ref json, ref it) => it.Balance = json.Number() },
        { "RemainingCredit", (ref json, ref it) => it.RemainingCredit = json.Number() },
        { "EmailStatus", (ref json, ref it) => it.EmailStatus = json.Text() },
        { "DeliveryInfo", (ref json, ref it) => it.DeliveryInfo = json.Object(QuickBooksDelivery.Shape) },
        { "PrivateNote", (ref json, ref it) => it.PrivateNote = json.Text() },
        { "CustomerMemo", (ref json, ref it) => it.CustomerMemo = json.Object(QuickBooksText.Shape) },
        { "BillEmail", (ref json, ref it) => it.BillEmail = json.Object(QuickBooksEmail.Shape) },
        { "BillEmailCc", (ref json, ref it) => it.BillEmailCc = json.Object(QuickBooksEmail.Shape) },
        { "BillEmailBcc", (ref json, ref it) => it.BillEmailBcc = json.Object(QuickBooksEmail.Shape) },
        { "BillAddr", (ref json, ref it) => it.BillAddr = json.Object(QuickBooksAddress.Shape) },
        { "CustomField", (ref json, ref it) => it.CustomField = json.Array(QuickBooksCustomField.Shape) },
    };
}
