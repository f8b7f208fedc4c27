using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>Items, by their code.</summary>
internal sealed class XeroItemRules : XeroRules
{
    private const int LongestCode = 30;
    private const int LongestName = 50;

    public override void Write(XeroWrite write)
    {
        var code = write.Sent.Text("Code");
        var id = write.PathId ?? write.Sent.Text("ItemID");
        var same = code is null ? null : write.Books.Store.FindBy("Item", "Code", code).FirstOrDefault();
        write.Before = write.CreatesOnly ? null : id is not null ? write.Books.Find(XeroKind.Item, id) : same;
        if (same is not null && same.Text("ItemID") != write.Before.Text("ItemID"))
        {
            write.Refuse($"Price List Item with Code '{code}' already exists");
        }

        if (write.IsNew && string.IsNullOrEmpty(code))
        {
            write.Refuse("Price List Item Code must be specified");
        }

        if (code?.Length > LongestCode || write.Sent.Text("Name")?.Length > LongestName)
        {
            write.Refuse($"An item has at most {LongestCode} characters of code and {LongestName} of name");
        }

        write.Document = write.Before?.Clone() ?? new JsonObject
        {
            ["ItemID"] = write.Books.NewId(), ["IsSold"] = true, ["IsPurchased"] = false, ["IsTrackedAsInventory"] = false,
        };
        write.Copy(
            "Code", "Name", "Description", "PurchaseDescription", "IsSold", "IsPurchased", "SalesDetails", "PurchaseDetails",
            "InventoryAssetAccountCode");
        write.Document["Name"] ??= code;
        var prices = write.Document.Object("SalesDetails");
        if (write.Sends("SalesDetails") && prices.Number("UnitPrice") is { } price)
        {
            prices!["UnitPrice"] = decimal.Round(price, write.UnitDecimals, MidpointRounding.AwayFromZero) + 0.00m;
        }

        Account(write, prices);
        Track(write);
        Keep(write);
    }

    private static void Account(XeroWrite write, JsonObject? prices)
    {
        if (prices.Text("AccountCode") is { } code && write.Books.Account(code, null)?.Text("Status") != "ACTIVE")
        {
            write.Refuse($"Account code '{code}' is not a valid code for this document.");
        }
    }

    /// <summary>
    /// An item is tracked once it has an account for its stock and one for its cost; what takes one of them away is refused.
    /// </summary>
    private static void Track(XeroWrite write)
    {
        var stock = write.Document.Text("InventoryAssetAccountCode");
        var cost = write.Document.Object("PurchaseDetails").Text("COGSAccountCode");
        if ((stock is null) != (cost is null))
        {
            write.Refuse("Cost Of Goods Sold Account must be used with an Inventory Asset Account");
        }

        write.Document["IsTrackedAsInventory"] = stock is not null;
        if (stock is not null)
        {
            write.Document["QuantityOnHand"] ??= 0.0000m;
            write.Document["TotalCostPool"] ??= 0.00m;
        }
    }
}

/// <summary>Accounts: the API makes and renames them.</summary>
internal sealed class XeroAccountRules : XeroRules
{
    public override void Write(XeroWrite write)
    {
        write.Before = write.Books.Store.Find("Account", write.PathId ?? write.Sent.Text("AccountID"));
        var code = write.Sent.Text("Code");
        if (
            code is not null
            && write
                .Books.Store.FindBy("Account", "Code", code)
                .Any(each => each.Text("AccountID") != write.Before.Text("AccountID"))
        )
        {
            write.Refuse("Please enter a unique Code.");
        }

        if (write.IsNew && (write.Sent.Text("Name") is null || write.Sent.Text("Type") is null))
        {
            write.Refuse("Name and Type of an account must be specified.");
        }

        write.Document = write.Before?.Clone() ?? new JsonObject
        {
            ["AccountID"] = write.Books.NewId(), ["Status"] = "ACTIVE", ["EnablePaymentsToAccount"] = false,
            ["Class"] = ClassOf(write.Sent.Text("Type")),
        };
        write.Copy("Code", "Name", "Type", "Status", "Description", "TaxType", "EnablePaymentsToAccount", "CurrencyCode");
        Keep(write);
    }

    public static string ClassOf(string? type) => type switch
    {
        "BANK" or "CURRENT" or "FIXED" or "INVENTORY" or "PREPAYMENT" => "ASSET",
        "EQUITY" => "EQUITY",
        "CURRLIAB" or "LIABILITY" or "TERMLIAB" => "LIABILITY",
        "REVENUE" or "SALES" or "OTHERINCOME" => "REVENUE",
        _ => "EXPENSE",
    };
}

/// <summary>Tax rates, by their type.</summary>
internal sealed class XeroTaxRateRules : XeroRules
{
    public override void Write(XeroWrite write)
    {
        var type = write.Sent.Text("TaxType")
            ?? "TAX" + write.Books.Store.Next("TaxType").ToString("D3", System.Globalization.CultureInfo.InvariantCulture);
        write.Before = write.CreatesOnly ? null : write.Books.Store.Find("TaxRate", type);
        write.Document = write.Before?.Clone() ?? New(type);
        write.Copy("Name", "ReportTaxType", "Status", "TaxComponents");
        var rate = write.Document.Objects("TaxComponents").Sum(each => each.Number("Rate") ?? 0);
        (write.Document["DisplayTaxRate"], write.Document["EffectiveRate"]) = (rate + 0.0000m, rate + 0.0000m);
        Keep(write);
        write.Document.Remove("UpdatedDateUTC");
    }

    private static JsonObject New(string type) => new()
    {
        ["TaxType"] = type, ["Status"] = "ACTIVE", ["CanApplyToAssets"] = true, ["CanApplyToEquity"] = true, ["CanApplyToExpenses"] = true,
        ["CanApplyToLiabilities"] = true, ["CanApplyToRevenue"] = true,
    };
}

/// <summary>Tracking categories and their options.</summary>
internal sealed class XeroTrackingRules : XeroRules
{
    private const int MostActive = 2;

    public override void Write(XeroWrite write)
    {
        write.Before = write.PathId is null ? null : write.Books.Store.Find("TrackingCategory", write.PathId);
        if (write.IsNew && write.Books.Store.All("TrackingCategory").Count(each => each.Text("Status") == "ACTIVE") >= MostActive)
        {
            write.Refuse("You have reached the maximum number of active tracking categories.");
        }

        write.Document = write.Before?.Clone() ?? new JsonObject
        {
            ["TrackingCategoryID"] = write.Books.NewId(), ["Status"] = "ACTIVE", ["Options"] = new JsonArray(),
        };
        write.Copy("Name", "Status");
        Keep(write);
        write.Document.Remove("UpdatedDateUTC");
    }

    /// <summary>Adds an option to a category and returns it.</summary>
    public static JsonObject AddOption(XeroBooks books, string categoryId, JsonObject sent)
    {
        var category = books.Read(XeroKind.TrackingCategory, categoryId).Clone();
        var option = new JsonObject { ["TrackingOptionID"] = books.NewId(), ["Name"] = sent.Text("Name"), ["Status"] = "ACTIVE" };
        ((JsonArray)category["Options"]!).Add((JsonNode)option);
        books.Put(XeroKind.TrackingCategory, category);
        return option;
    }
}

/// <summary>Currencies: those that the organisation may use, as long as its plan has more than one.</summary>
internal sealed class XeroCurrencyRules : XeroRules
{
    public override void Write(XeroWrite write)
    {
        if (!write.Books.Profile.MultiCurrency)
        {
            write.Refuse("The organisation's plan has no other currencies than its own.");
        }

        write.Document["Code"] = write.Sent.Text("Code");
        write.Document["Description"] = write.Sent.Text("Description") ?? write.Sent.Text("Code");
        if (write.Errors.Count == 0)
        {
            write.Books.Put(XeroKind.Currency, write.Document);
        }
    }
}
