using System.Globalization;
using System.Net;

namespace WebHost;

/// <summary>What the pages of a simulated ledger show.</summary>
internal static class Ledger
{
    public static string Home(IEnumerable<ILedger> ledgers) =>
        $"<h1>Books</h1><ul>{Each(ledgers, one => $"<li><a href=\"/ledger/{one.Key}\">{T(one.Company)}</a> in {one.System}</li>")}</ul>";

    public static string Company(ILedger ledger) =>
        $"""
        {Title(ledger, ledger.Company)}
        <section><h2>Books</h2>
        <p>{(ledger.ClosedUntil is { } date ? $"The books are closed until {date:yyyy-MM-dd}." : "The books are open.")}</p>
        <form method="post" action="/ledger/{ledger.Key}/books/close">
          <label>Closed until <input type="date" name="until" value="{DateTime.UtcNow:yyyy-MM-dd}" required></label>
          <button>Close the books</button>
        </form>
        <form method="post" action="/ledger/{ledger.Key}/books/open"><button>Open the books</button></form>
        </section>
        <section><h2>Invoices</h2>
        <table><thead><tr><th scope="col">Number<th scope="col">Customer<th scope="col" class="number">Total
          <th scope="col" class="number">Left to pay</thead><tbody>
        {Each(ledger.Invoices, one => Row(ledger, one))}
        </tbody></table></section>
        <section><h2>Customers</h2>
        <table><thead><tr><th scope="col">Name<th scope="col">E-mail<th scope="col">City</thead><tbody>
        {Each(ledger.Customers, one => $"<tr><td>{Link(ledger, one.Page, one.Name)}<td>{T(one.Email)}<td>{T(one.City)}")}
        </tbody></table></section>
        """;

    public static string Invoice(ILedger ledger, LedgerInvoice invoice) =>
        $"""
        {Title(ledger, $"Invoice {invoice.Number}")}
        <dl><dt>Customer<dd>{T(invoice.Customer)}<dt>Total<dd>{M(invoice.Total)}<dt>Left to pay<dd>{M(invoice.Balance)}</dl>
        {(invoice.Balance == 0m ? "<p><strong>This invoice is paid.</strong></p>" : $"""
            <form method="post" action="/ledger/{ledger.Key}/payment/{invoice.Id}">
              <label>Amount <input name="amount" inputmode="decimal" value="{M(invoice.Balance)}" required></label>
              <button>Receive payment</button>
            </form>
            """)}
        """;

    public static string Customer(ILedger ledger, LedgerCustomer customer) =>
        $"""
        {Title(ledger, customer.Name)}
        <form class="fields" method="post" action="/ledger/{ledger.Key}/customer/{customer.Id}">
          <label>E-mail <input name="email" type="email" value="{T(customer.Email)}"></label>
          <label>Street <input name="street" value="{T(customer.Street)}"></label>
          <label>City <input name="city" value="{T(customer.City)}"></label>
          <label>State or region <input name="region" value="{T(customer.Region)}"></label>
          <label>Country <input name="country" value="{T(customer.Country)}"></label>
          <button>Save</button>
        </form>
        """;

    private static string Row(ILedger ledger, LedgerInvoice one) =>
        $"<tr><td>{Link(ledger, one.Page, one.Number)}<td>{T(one.Customer)}"
        + $"<td class=\"number\">{M(one.Total)}<td class=\"number\">{M(one.Balance)}";

    private static string Title(ILedger ledger, string text) =>
        $"<p class=\"where\">{ledger.System} · <a href=\"/ledger/{ledger.Key}\">{T(ledger.Company)}</a></p><h1>{T(text)}</h1>";

    private static string Link(ILedger ledger, string page, string text) =>
        $"<a href=\"/ledger/{ledger.Key}?page={Uri.EscapeDataString(page)}\">{T(text.Length > 0 ? text : "(no number)")}</a>";

    private static string Each<T>(IEnumerable<T> all, Func<T, string> show) => string.Concat(all.Select(show));

    private static string T(string text) => WebUtility.HtmlEncode(text);

    private static string M(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
