using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Sequence.Connectors.Simulators;

namespace WebHost;

/// <summary>
/// Pages of the simulated ledgers: what the links of the app lead to, and where people mend a customer, receive a payment or close the
/// books. Plain forms; the real ones are at Intuit and Xero.
/// </summary>
internal static class LedgerSite
{
    /// <summary>The templates of links into the ledgers, so that they lead here.</summary>
    public static Dictionary<string, string?> LinkTemplates(Uri app) => new()
    {
        ["QuickBooks:LinkTemplate"] = new Uri(app, "/ledger/") + "{company}?page={page}",
        ["Xero:LinkTemplate"] = new Uri(app, "/ledger/") + "{shortcode}?page={path}",
    };

    public static void Map(WebApplication app, SimulatorServer simulators)
    {
        ILedger[] Ledgers() =>
        [
            .. simulators.QuickBooks.Companies.Select(one => new QuickBooksLedger(one)),
            .. simulators.Xero.Organisations.Select(one => new XeroLedger(one)),
        ];
        ILedger? Find(string key) => Ledgers().FirstOrDefault(one => one.Key == key);

        app.MapGet("/ledger", () => Html("Ledgers", Ledger.Home(Ledgers())));
        app.MapGet("/ledger/{key}", (string key, string? page) => Find(key) is { } ledger ? Show(ledger, page ?? "") : Results.NotFound());
        app.MapPost("/ledger/{key}/{what}/{id}", async (HttpRequest request, string key, string what, string id) =>
        {
            if (Find(key) is not { } ledger)
            {
                return Results.NotFound();
            }

            Act(ledger, what, id, await request.ReadFormAsync());
            return Results.Redirect(request.Headers.Referer is [{ } page] ? new Uri(page).PathAndQuery : $"/ledger/{key}");
        });
    }

    private static void Act(ILedger ledger, string what, string id, IFormCollection form)
    {
        switch (what)
        {
            case "payment":
                ledger.ReceivePayment(id, decimal.Parse(form["amount"]!, CultureInfo.InvariantCulture));
                break;
            case "customer":
                ledger.Save(new(id, "", "", form["email"]!, form["street"]!, form["city"]!, form["region"]!, form["country"]!));
                break;
            case "books":
                ledger.CloseBooks(DateOnly.TryParse(form["until"], CultureInfo.InvariantCulture, out var until) ? until : null);
                break;
        }
    }

    private static IResult Show(ILedger ledger, string page)
    {
        var named = ledger.Page.Match(page);
        if (ledger.Invoices.FirstOrDefault(one => one.Id == named.Groups["invoice"].Value) is { } invoice)
        {
            return Html($"Invoice {invoice.Number} – {ledger.Company}", Ledger.Invoice(ledger, invoice));
        }

        return ledger.Customers.FirstOrDefault(one => one.Id == named.Groups["customer"].Value) is { } customer
            ? Html($"{customer.Name} – {ledger.Company}", Ledger.Customer(ledger, customer))
            : Html(ledger.Company, Ledger.Company(ledger));
    }

    private static IResult Html(string title, string main) => Results.Content(
        $"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width">
          <title>{WebUtility.HtmlEncode(title)}</title>
          <link rel="stylesheet" href="/site.css">
        </head>
        <body class="ledger">
          <header><p class="brand">Simulated ledger</p><nav aria-label="Main"><ul>
            <li><a href="/ledger">All books</a></li><li><a href="/connections.html">Back to Acme Billing</a></li>
          </ul></nav></header>
          <main id="main">{main}</main>
        </body>
        </html>
        """,
        "text/html; charset=utf-8");
}
