using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>Fills a new organisation with lists, people and papers as a real one has them: mostly clean, some not.</summary>
internal static class XeroSample
{
    private static readonly string[] Names =
    [
        "Ridgeway University", "Boom FM", "Basket Case Ltd", "City Agency", "Petrie McLoud Watson & Associates", "Marine Systems",
        "DIISR - Small Business Services", "Hamilton Smith Ltd", "Bayside Club", "Rex Media Group", "Young Bros Transport",
        "Port & Philip Freight",
    ];

    private static readonly (string Code, string Name, decimal Price)[] Items =
        [("SEAT", "Platform seat", 49.00m), ("USAGE", "Metered usage", 0.0125m), ("SETUP", "Setup fee", 1500.00m)];

    /// <summary>The day's rate that Xero would fill in.</summary>
    public static decimal DayRate(string currency) => currency switch
    {
        "USD" => 0.6074000000m,
        "EUR" => 0.5541000000m,
        "GBP" => 0.4702000000m,
        "AUD" => 0.9213000000m,
        "NZD" => 1.6463000000m,
        _ => 1.2500000000m,
    };

    public static void Fill(XeroBooks books)
    {
        Lists(books);
        if (books.Profile.SampleData)
        {
            People(books);
            Papers(books);
        }

        books.Commit();
    }

    private static void Lists(XeroBooks books)
    {
        XeroSampleLists.TaxRates(books);
        XeroSampleLists.Accounts(books);
        var own = books.Profile.BaseCurrency;
        string[] currencies = books.Profile.MultiCurrency ? [own, "USD", "EUR", "GBP"] : [own];
        foreach (var currency in currencies.Distinct())
        {
            books.Put(XeroKind.Currency, new JsonObject { ["Code"] = currency, ["Description"] = currency });
        }

        foreach (var (code, name, price) in Items)
        {
            Save(books, XeroKind.Item, new JsonObject
            {
                ["Code"] = code, ["Name"] = name, ["Description"] = name,
                ["SalesDetails"] = new JsonObject { ["UnitPrice"] = price, ["AccountCode"] = "200" },
            });
        }

        var category = Save(books, XeroKind.TrackingCategory, new JsonObject { ["Name"] = "Region" });
        foreach (var option in (string[])["North", "South"])
        {
            XeroTrackingRules.AddOption(books, category, new JsonObject { ["Name"] = option });
        }

        books.Put(XeroKind.BrandingTheme, new JsonObject
        {
            ["BrandingThemeID"] = books.NewId(), ["Name"] = "Standard", ["SortOrder"] = 0, ["CreatedDateUTC"] = XeroDates.Text(books.Now),
        });
    }

    private static void People(XeroBooks books)
    {
        for (var number = 0; number < Names.Length; number++)
        {
            Save(books, XeroKind.Contact, new JsonObject
            {
                ["Name"] = Names[number],
                ["EmailAddress"] = number % 4 == 3 ? null : $"accounts{number + 1}@example.org",
                ["Addresses"] = new JsonArray(new JsonObject
                {
                    ["AddressType"] = "POBOX", ["AddressLine1"] = $"P O Box {3900 + number}", ["City"] = number % 2 == 0 ? "Oaktown" : "",
                    ["PostalCode"] = $"{1200 + number}", ["Country"] = number % 3 == 0 ? "New Zealand" : "",
                }),
            });
        }

        var old = Save(books, XeroKind.Contact, new JsonObject { ["Name"] = "Orlena Greenville (closed)" });
        Save(books, XeroKind.Contact, new JsonObject { ["ContactID"] = old, ["ContactStatus"] = "ARCHIVED" });
    }

    private static void Papers(XeroBooks books)
    {
        var contacts = Names.Select(name => books.Store.FindBy("Contact", "Name", name).First().Text("ContactID")!).ToList();
        var bank = books.Store.All("Account").First(account => account.Text("Type") == "BANK").Text("AccountID")!;
        var first = books.Today.AddDays(-80);
        for (var number = 0; number < 9; number++)
        {
            var date = first.AddDays(number * 7);
            var sale = Sale("ACCREC", contacts[number], date, number + 1, number == 8 ? "DRAFT" : "AUTHORISED");
            var invoice = Save(books, XeroKind.Invoice, sale);
            var total = books.Store.Find("Invoice", invoice).Number("Total") ?? 0;
            if (number % 3 != 2)
            {
                Pay(books, invoice, bank, date.AddDays(12), number % 3 == 0 ? total : decimal.Round(total / 2, 2));
            }
        }

        Save(books, XeroKind.CreditNote, Sale("ACCRECCREDIT", contacts[2], first.AddDays(40), 1, "AUTHORISED"));
        var voided = Save(books, XeroKind.Invoice, Sale("ACCREC", contacts[3], first.AddDays(41), 2, "AUTHORISED"));
        Save(books, XeroKind.Invoice, new JsonObject { ["InvoiceID"] = voided, ["Status"] = "VOIDED" });
    }

    private static JsonObject Sale(string type, string contact, DateOnly date, int quantity, string status) => new()
    {
        ["Type"] = type,
        ["Status"] = status,
        ["Contact"] = new JsonObject { ["ContactID"] = contact },
        ["Date"] = date.Iso(),
        ["DueDate"] = date.AddDays(30).Iso(),
        ["LineItems"] = new JsonArray(new JsonObject { ["ItemCode"] = "SEAT", ["Quantity"] = (decimal)quantity }),
    };

    private static void Pay(XeroBooks books, string invoice, string bank, DateOnly date, decimal amount) =>
        Save(books, XeroKind.Payment, new JsonObject
        {
            ["Invoice"] = new JsonObject { ["InvoiceID"] = invoice },
            ["Account"] = new JsonObject { ["AccountID"] = bank },
            ["Date"] = date.Iso(),
            ["Amount"] = amount,
        });

    private static string Save(XeroBooks books, XeroKind kind, JsonObject document)
    {
        var write = books.Write(kind, document, creates: false, unitDecimals: 4);
        return write.Errors.Count == 0
            ? write.Document.Text(kind.IdMember)!
            : throw new InvalidOperationException(string.Join(" ", write.Errors));
    }
}
