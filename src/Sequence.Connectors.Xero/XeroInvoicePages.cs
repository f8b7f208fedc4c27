using System.Text.Json;

namespace Sequence.Connectors.Xero;

/// <summary>
/// Asks Xero for the page of an invoice:
/// https://developer.xero.com/documentation/api/accounting/invoices#retrieving-the-online-invoice-url
/// </summary>
internal sealed class XeroInvoicePages(XeroConnection connection) : IXeroInvoicePages
{
    public async Task<Uri?> FindAsync(string externalId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(externalId);
        return
            await connection
                .Api.FindAsync($"Invoices/{Uri.EscapeDataString(externalId)}/OnlineInvoice", cancellationToken)
                .ConfigureAwait(false)
                is { } answer
            && Uri.TryCreate(AddressIn(answer.Body), UriKind.Absolute, out var page)
            ? page
            : null;
    }

    internal static string? AddressIn(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return
            XeroFault.Member(document.RootElement, "OnlineInvoices") is { ValueKind: JsonValueKind.Array } pages
            && pages.GetArrayLength() > 0
            ? XeroFault.TextOf(pages[0], "OnlineInvoiceUrl")
            : null;
    }
}
