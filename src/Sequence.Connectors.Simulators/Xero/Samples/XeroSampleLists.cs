using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>Tax rates and the chart of accounts of a new organisation, as its country has them.</summary>
internal static class XeroSampleLists
{
    public static void TaxRates(XeroBooks books)
    {
        switch (books.Profile.Country)
        {
            case "GB":
                Rate(books, "OUTPUT2", "20% (VAT on Income)", "OUTPUT", 20, forSales: true, forCosts: false);
                Rate(books, "RROUTPUT", "5% (VAT on Income)", "RROUTPUT", 5, forSales: true, forCosts: false);
                Rate(books, "INPUT2", "20% (VAT on Expenses)", "INPUT", 20, forSales: false, forCosts: true);
                Rate(books, "ZERORATEDOUTPUT", "Zero Rated Income", "ZERORATEDOUTPUT", 0, forSales: true, forCosts: false);
                break;
            case "US":
                Rate(books, "TAX001", "Portland Metro Tax", "OUTPUT", 8.625m, forSales: true, forCosts: false);
                Rate(books, "INPUT", "Tax on Purchases", "INPUT", 0, forSales: false, forCosts: true);
                break;
            default:
                Rate(books, "OUTPUT2", "15% GST on Income", "OUTPUT", 15, forSales: true, forCosts: false);
                Rate(books, "INPUT2", "15% GST on Expenses", "INPUT", 15, forSales: false, forCosts: true);
                Rate(books, "ZERORATED", "Zero Rated", "OUTPUT", 0, forSales: true, forCosts: false);
                break;
        }

        Rate(books, "NONE", books.Profile.Country == "NZ" ? "No GST" : "Tax Exempt", "NONE", 0, forSales: true, forCosts: true);
    }

    public static void Accounts(XeroBooks books)
    {
        var sales = books.Profile.Country == "US" ? "TAX001" : "OUTPUT2";
        var costs = books.Profile.Country == "US" ? "INPUT" : "INPUT2";
        Account(books, null, "Business Bank Account", "BANK", "NONE", account => account["BankAccountNumber"] = "0209087654321050");
        Account(books, "090", "Collections Account", "BANK", "NONE", account => account["BankAccountNumber"] = "0209087654321051");
        Account(books, "200", "Sales", "REVENUE", sales);
        Account(books, "210", "Usage Revenue", "REVENUE", sales);
        Account(books, "260", "Other Revenue", "REVENUE", "NONE");
        Account(books, "310", "Cost of Goods Sold", "DIRECTCOSTS", costs);
        Account(books, "400", "Advertising", "OVERHEADS", costs);
        Account(books, "610", "Accounts Receivable", "CURRENT", "NONE", account => account["SystemAccount"] = "DEBTORS");
        Account(books, "630", "Inventory", "INVENTORY", "NONE");
        Account(books, "800", "Accounts Payable", "CURRLIAB", "NONE", account => account["SystemAccount"] = "CREDITORS");
        Account(books, "820", "Sales Tax", "CURRLIAB", "NONE", account => account["SystemAccount"] = "GST");
        Account(books, "850", "Deferred Revenue", "CURRLIAB", "NONE");
        Account(books, "860", "Rounding", "CURRLIAB", "NONE", account => account["SystemAccount"] = "ROUNDING");
        Account(books, "880", "Owner A Drawings", "EQUITY", "NONE", account => account["EnablePaymentsToAccount"] = true);
    }

    private static void Rate(XeroBooks books, string type, string name, string report, decimal rate, bool forSales, bool forCosts) =>
        books.Put(XeroKind.TaxRate, new JsonObject
        {
            ["Name"] = name,
            ["TaxType"] = type,
            ["ReportTaxType"] = report,
            ["CanApplyToAssets"] = true,
            ["CanApplyToEquity"] = true,
            ["CanApplyToExpenses"] = forCosts,
            ["CanApplyToLiabilities"] = true,
            ["CanApplyToRevenue"] = forSales,
            ["DisplayTaxRate"] = rate + 0.0000m,
            ["EffectiveRate"] = rate + 0.0000m,
            ["Status"] = "ACTIVE",
            ["TaxComponents"] = new JsonArray(new JsonObject
            {
                ["Name"] = "Tax", ["Rate"] = rate + 0.0000m, ["IsCompound"] = false, ["IsNonRecoverable"] = false,
            }),
        });

    private static void Account(
        XeroBooks books, string? code, string name, string type, string taxType, Action<JsonObject>? more = null)
    {
        var account = new JsonObject { ["AccountID"] = books.NewId() };
        if (code is not null)
        {
            account["Code"] = code;
        }

        account["Name"] = name;
        account["Status"] = "ACTIVE";
        account["Type"] = type;
        account["TaxType"] = taxType;
        account["Class"] = XeroAccountRules.ClassOf(type);
        account["EnablePaymentsToAccount"] = false;
        account["ShowInExpenseClaims"] = false;
        more?.Invoke(account);
        if (type == "BANK")
        {
            (account["BankAccountType"], account["CurrencyCode"]) = ("BANK", books.Profile.BaseCurrency);
        }

        books.Stamp(account);
        books.Put(XeroKind.Account, account);
    }
}
