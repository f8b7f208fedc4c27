using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>Fills a new company with people and papers as a real one has them: mostly clean, some not.</summary>
internal static class SampleCompany
{
    public static void Fill(CompanyBooks books)
    {
        SampleLists.Fill(books);
        books.Store.Counters["DocNumber"] = 1000;
        if (!books.Profile.SampleData)
        {
            return;
        }

        foreach (var customer in SampleCustomers.For(books.Profile))
        {
            books.Save("Customer", customer);
        }

        foreach (var vendor in (string[])["Robertson & Associates", "Norton Lumber and Building Materials", "PG&E", "Tania's Nursery"])
        {
            books.Save("Vendor", new JsonObject { ["DisplayName"] = vendor });
        }

        books.Save("Employee", new JsonObject { ["GivenName"] = "Emily", ["FamilyName"] = "Platt" });
        AddSubCustomerAndInactive(books);
        AddTransactions(books);
    }

    private static void AddSubCustomerAndInactive(CompanyBooks books)
    {
        var parent = books.Store.BearerOf("Freeman Sporting Goods")!.Value.Id;
        books.Save("Customer", new JsonObject
        {
            ["DisplayName"] = "0969 Ocean View Road", ["Job"] = true, ["ParentRef"] = JsonMembers.Reference(parent),
            ["BillWithParent"] = true,
        });
        var inactive = books.Save("Customer", new JsonObject { ["DisplayName"] = "Barnett Design (old account)" });
        books.Save("Customer", new JsonObject { ["Id"] = inactive.Text("Id"), ["SyncToken"] = "0", ["sparse"] = true, ["Active"] = false });
    }

    private static void AddTransactions(CompanyBooks books)
    {
        var customers = books.Store.All("Customer")
            .Where(customer => customer.Flag("Active") == true && customer.Ref("CurrencyRef") == books.Profile.HomeCurrency)
            .Take(9).Select(customer => customer.Text("Id")!).ToList();
        for (var number = 0; number < customers.Count; number++)
        {
            var invoice = Invoice(books, customers[number], number);
            var total = invoice.Number("TotalAmt") ?? 0;
            if (number % 3 != 2)
            {
                Pay(books, invoice, number % 3 == 0 ? total : decimal.Round(total / 2, 2));
            }
        }

        books.Save("CreditMemo", Sale(books, customers[1], "CM-1001", "2026-02-11", "5", 1, 100m));
        var voided = Invoice(books, customers[2], 20);
        books.Void("Invoice", new JsonObject { ["Id"] = voided.Text("Id"), ["SyncToken"] = voided.Text("SyncToken") });
    }

    private static JsonObject Invoice(CompanyBooks books, string customer, int number)
    {
        var date = new DateOnly(2026, 1, 5).AddDays(number * 3).Iso();
        return books.Save("Invoice", Sale(books, customer, (1001 + number).Invariant(), date, "3", number % 4 + 1, 499m));
    }

    private static JsonObject Sale(
        CompanyBooks books, string customer, string number, string date, string item, int quantity, decimal price)
    {
        var detail = new JsonObject { ["ItemRef"] = JsonMembers.Reference(item), ["Qty"] = quantity, ["UnitPrice"] = price };
        if (books.Profile.TaxModel == QuickBooksTaxModel.Global)
        {
            detail["TaxCodeRef"] = JsonMembers.Reference("2");
        }

        return new JsonObject
        {
            ["CustomerRef"] = JsonMembers.Reference(customer),
            ["DocNumber"] = number,
            ["TxnDate"] = date,
            ["Line"] = new JsonArray(new JsonObject
            {
                ["Amount"] = JsonMembers.Money(quantity * price), ["DetailType"] = "SalesItemLineDetail", ["SalesItemLineDetail"] = detail,
            }),
        };
    }

    private static void Pay(CompanyBooks books, JsonObject invoice, decimal amount) => books.Save("Payment", new JsonObject
    {
        ["CustomerRef"] = JsonMembers.Reference(invoice.Ref("CustomerRef")!),
        ["TotalAmt"] = JsonMembers.Money(amount),
        ["TxnDate"] = invoice.Date("TxnDate")!.Value.AddDays(12).Iso(),
        ["Line"] = new JsonArray(PaymentRules.Line(amount, "Invoice", invoice.Text("Id")!)),
    });
}
