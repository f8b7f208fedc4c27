namespace Sequence.Connectors.Xero;

/// <summary>
/// Links to pages of Xero, which its short code pins to the organisation:
/// https://developer.xero.com/documentation/guides/how-to-guides/deep-link-xero/
/// </summary>
internal sealed class XeroLinks(string template, string? shortCode)
{
    public const string DefaultTemplate = "https://go.xero.com/organisationlogin/default.aspx?shortcode={shortcode}&redirecturl={path}";

    public Func<string, Uri> Contact => field ??= id => Page($"/Contacts/View/{id}");

    public Func<string, Uri> Invoice => field ??= id => Page($"/AccountsReceivable/View.aspx?InvoiceID={id}");

    public Func<string, Uri> CreditNote => field ??= id => Page($"/AccountsReceivable/ViewCreditNote.aspx?creditNoteID={id}");

    public Func<string, Uri> Payment => field ??= id => Page($"/Bank/ViewTransaction.aspx?bankTransactionID={id}");

    public Uri Accounts() => Page("/GeneralLedger/ChartOfAccounts.aspx");

    public Uri Taxes() => Page("/GeneralLedger/TaxRates.aspx");

    public Uri Settings() => Page("/Settings");

    private Uri Page(string path) => new(template
        .Replace("{shortcode}", Uri.EscapeDataString(shortCode ?? ""), StringComparison.Ordinal)
        .Replace("{path}", Uri.EscapeDataString(path), StringComparison.Ordinal));
}
