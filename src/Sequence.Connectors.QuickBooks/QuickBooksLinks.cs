namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Links to pages of QuickBooks, pinned to the company so that they open there whichever company the reader is signed in to.
/// Intuit does not document them as a contract, so the template is an option.
/// </summary>
internal sealed class QuickBooksLinks(string template, ConnectorEnvironment environment, string realmId)
{
    public const string DefaultTemplate = "https://{host}/app/login?pagereq={page}&deeplinkcompanyid={company}";

    public Func<string, Uri> Customer => field ??= id => Page($"customerdetail?nameId={id}");

    public Func<string, Uri> Invoice => field ??= id => Page($"invoice?txnId={id}");

    public Func<string, Uri> CreditMemo => field ??= id => Page($"creditmemo?txnId={id}");

    public Func<string, Uri> Payment => field ??= id => Page($"recvpayment?txnId={id}");

    /// <summary>The page of a transaction of any type; null for a type whose page is not known.</summary>
    public Uri? Transaction(string type, string id) => type switch
    {
        "Invoice" => Invoice(id),
        "CreditMemo" => CreditMemo(id),
        "Payment" => Payment(id),
        "SalesReceipt" or "RefundReceipt" or "Estimate" => Page($"{type.ToLowerInvariant()}?txnId={id}"),
        _ => null,
    };

    public Uri Items() => Page("items");

    public Uri Taxes() => Page("salestax");

    public Uri Settings() => Page("settings");

    private Uri Page(string page) =>
        new(
            template
                .Replace(
                    "{host}",
                    environment == ConnectorEnvironment.Sandbox ? "app.sandbox.qbo.intuit.com" : "app.qbo.intuit.com",
                    StringComparison.Ordinal
                )
                .Replace("{page}", Uri.EscapeDataString(page), StringComparison.Ordinal)
                .Replace("{company}", Uri.EscapeDataString(realmId), StringComparison.Ordinal)
        );
}
