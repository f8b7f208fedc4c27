using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>What every company has: information, preferences, accounts, items, terms and taxes.</summary>
internal static class SampleLists
{
    /// <summary>The labels of the three custom fields of sales forms, in the order of their definitions' ids.</summary>
    public static readonly string[] CustomFieldNames = ["Order #", "Region", "Cost center"];

    private static readonly (string Name, string Code, decimal Rate)[] States =
    [
        ("California", "CA", 8m), ("New York", "NY", 8.875m), ("Texas", "TX", 8.25m), ("Washington", "WA", 10.1m), ("Arizona", "AZ", 8.1m),
        ("Illinois", "IL", 10.25m), ("Colorado", "CO", 8.81m), ("Florida", "FL", 7m), ("Massachusetts", "MA", 6.25m),
        ("Georgia", "GA", 8.9m),
    ];

    private static readonly (string Name, string Description, decimal Rate)[] ValueAddedTaxes =
    [
        ("20.0% S", "Standard rate", 20m), ("5.0% R", "Reduced rate", 5m), ("0.0% Z", "Zero rate", 0m), ("Exempt", "Exempt", 0m), (
            "No VAT", "Outside the scope", 0m),
    ];

    public static void Fill(CompanyBooks books)
    {
        AddTaxes(books);
        WriteSettings(books);
        AddAccounts(books);
        foreach (
            var (name, days) in ((string, int)[])[("Due on receipt", 0), ("Net 15", 15), ("Net 30", 30), ("Net 60", 60), ("Net 10", 10)])
        {
            books.Save("Term", new JsonObject { ["Name"] = name, ["DueDays"] = days, ["DiscountDays"] = 0, ["DiscountPercent"] = 0m });
            SetReadOnly(books, "Term", books.Store.Counters["Term"].Invariant(), "Type", "STANDARD");
        }

        AddItems(books);
    }

    /// <summary>Writes CompanyInfo and Preferences as the profile says; called again whenever it changes.</summary>
    public static void WriteSettings(CompanyBooks books)
    {
        Put(books, "CompanyInfo", "1", CompanyDocuments.Info(books.Profile));
        Put(books, "Preferences", "1", CompanyDocuments.Preferences(books.Profile));
    }

    private static void AddTaxes(CompanyBooks books)
    {
        if (books.Profile.TaxModel == QuickBooksTaxModel.Global)
        {
            for (var each = 0; each < ValueAddedTaxes.Length; each++)
            {
                AddTax(books, (each + 2).Invariant(), ValueAddedTaxes[each]);
            }

            return;
        }

        Put(books, "TaxCode", "TAX", TaxCode("TAX", "Taxable", taxable: true, isGroup: false));
        Put(books, "TaxCode", "NON", TaxCode("NON", "Non-Taxable", taxable: false, isGroup: false));
        for (var each = 0; each < States.Length; each++)
        {
            AddTax(books, (each + 2).Invariant(), (States[each].Name, States[each].Code, States[each].Rate));
        }
    }

    private static void AddTax(CompanyBooks books, string id, (string Name, string Description, decimal Rate) tax)
    {
        Put(books, "TaxRate", id, new JsonObject
        {
            ["Name"] = tax.Name,
            ["Description"] = tax.Description,
            ["Active"] = true,
            ["RateValue"] = tax.Rate,
            ["AgencyRef"] = JsonMembers.Reference("1"),
            ["SpecialTaxType"] = "NONE",
            ["DisplayType"] = "ReadOnly",
            ["EffectiveTaxRate"] = new JsonArray(
                new JsonObject { ["RateValue"] = tax.Rate, ["EffectiveDate"] = "2010-01-01T00:00:00-08:00" }),
        });
        var code = TaxCode(tax.Name, tax.Description, taxable: true, isGroup: true);
        code["SalesTaxRateList"] = new JsonObject
        {
            ["TaxRateDetail"] = new JsonArray(new JsonObject
            {
                ["TaxRateRef"] = JsonMembers.Reference(id, tax.Name), ["TaxTypeApplicable"] = "TaxOnAmount", ["TaxOrder"] = 0,
            }),
        };
        Put(books, "TaxCode", id, code);
    }

    private static JsonObject TaxCode(string name, string description, bool taxable, bool isGroup) => new()
    {
        ["Name"] = name,
        ["Description"] = description,
        ["Active"] = true,
        ["Hidden"] = false,
        ["Taxable"] = taxable,
        ["TaxGroup"] = isGroup,
        ["SalesTaxRateList"] = new JsonObject { ["TaxRateDetail"] = new JsonArray() },
        ["PurchaseTaxRateList"] = new JsonObject { ["TaxRateDetail"] = new JsonArray() },
        ["TaxCodeConfigType"] = "SYSTEM_GENERATED",
    };

    private static void AddAccounts(CompanyBooks books)
    {
        (string Name, string Type, string SubType, string Class)[] accounts =
        [
            ("Sales of Product Income", "Income", "SalesOfProductIncome", "Revenue"), ("Services", "Income", "ServiceFeeIncome", "Revenue"),
            ("Subscription Income", "Income", "ServiceFeeIncome", "Revenue"), (
                "Undeposited Funds", "Other Current Asset", "UndepositedFunds", "Asset"),
            ("Accounts Receivable (A/R)", "Accounts Receivable", "AccountsReceivable", "Asset"), ("Checking", "Bank", "Checking", "Asset"),
            ("Discounts given", "Income", "DiscountsRefundsGiven", "Revenue"), ("Usage Income", "Income", "ServiceFeeIncome", "Revenue"),
            (
                "Accounts Payable (A/P)", "Accounts Payable", "AccountsPayable",
                "Liability"), ("Bank Charges", "Expense", "BankCharges", "Expense"),
        ];
        foreach (var (name, type, subType, classification) in accounts)
        {
            books.Save("Account", new JsonObject
            {
                ["Name"] = name, ["AccountType"] = type, ["AccountSubType"] = subType, ["Classification"] = classification,
                ["SubAccount"] = false,
                ["CurrencyRef"] = Currencies.Reference(books.Profile, books.Profile.HomeCurrency),
            });
        }
    }

    private static void AddItems(CompanyBooks books)
    {
        (string Name, string Type, decimal Price, string Income, bool Taxable)[] items =
        [
            ("Services", "Service", 0m, "2", false), ("Hours", "Service", 150m, "2", false), (
                "Platform subscription", "Service", 499m, "3", true),
            ("Usage", "Service", 0m, "8", true), ("Onboarding", "Service", 2500m, "2", false), ("Support plan", "Service", 250m, "3", true),
            ("Edge sensor", "NonInventory", 189.95m, "1", true), ("Consulting day", "Service", 1200m, "2", false),
        ];
        foreach (var (name, type, price, income, taxable) in items)
        {
            books.Save("Item", new JsonObject
            {
                ["Name"] = name, ["Type"] = type, ["UnitPrice"] = price, ["Taxable"] = taxable,
                ["IncomeAccountRef"] = JsonMembers.Reference(income),
            });
        }
    }

    private static void SetReadOnly(CompanyBooks books, string entity, string id, string member, JsonNode value) =>
        books.Store.Find(entity, id)![member] = value;

    private static void Put(CompanyBooks books, string entity, string id, JsonObject document)
    {
        document["Id"] = id;
        books.Stamp(document, books.Store.Find(entity, id));
        books.Store.Put(entity, document);
    }
}
