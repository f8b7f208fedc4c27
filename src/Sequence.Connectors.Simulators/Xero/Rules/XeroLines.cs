using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>The lines of a document: which are kept, what each amounts to, and the tax that is rounded line by line.</summary>
internal sealed class XeroLines(XeroWrite write)
{
    private static readonly string[] Copied = ["Description", "ItemCode", "AccountCode", "AccountID", "TaxType"];

    /// <summary>The lines that the document has from now on: new ones stand before those that were kept.</summary>
    public JsonArray Build()
    {
        var before = write.Before.Objects("LineItems").ToDictionary(line => line.Text("LineItemID")!, StringComparer.OrdinalIgnoreCase);
        var sent = write.Sent.Objects("LineItems").ToList();
        var unknown = sent.Select(line => line.Text("LineItemID")).Where(id => id is not null && !before.ContainsKey(id)).ToList();
        if (unknown.Count > 0)
        {
            write.Refuse($"Could not find line item(s) with the following id(s): {string.Join(", ", unknown)}");
            return [];
        }

        var added = sent.Where(line => line.Text("LineItemID") is null).Select(line => Line(line, null));
        var kept = sent.Where(line => line.Text("LineItemID") is not null).Select(line => Line(line, before[line.Text("LineItemID")!]));
        return JsonMembers.Array(added.Concat(kept).ToList());
    }

    /// <summary>Tax and total of lines that stay as they are, once the document says otherwise how their amounts are meant.</summary>
    public void Retax(JsonObject line, decimal? sentTax = null)
    {
        var amount = line.Number("LineAmount") ?? 0;
        var rate = write.Books.Store.Find("TaxRate", line.Text("TaxType")).Number("EffectiveRate") ?? 0;
        line["TaxAmount"] = JsonMembers.Money(sentTax ?? (write.Document.Text("LineAmountTypes") switch
        {
            "NoTax" => 0,
            "Inclusive" => amount - (amount / (1 + (rate / 100))),
            _ => amount * rate / 100,
        }));
    }

    private JsonObject Line(JsonObject sent, JsonObject? before)
    {
        var line = before?.Clone() ?? new JsonObject { ["LineItemID"] = write.Books.NewId() };
        foreach (var member in Copied)
        {
            if (sent.Text(member) is { Length: > 0 } text)
            {
                line[member] = text;
            }
        }

        if (sent.ContainsKey("AccountID") && !sent.ContainsKey("AccountCode"))
        {
            line.Remove("AccountCode");
        }

        Item(line, sent);
        Amounts(line, sent);
        if (line.Number("Quantity") is null)
        {
            return line;
        }

        Account(line);
        Tax(line);
        Tracking(line, sent);
        Retax(line, XeroWrite.Number(sent, "TaxAmount"));
        return line;
    }

    private void Item(JsonObject line, JsonObject sent)
    {
        if (sent.Text("ItemCode") is not { Length: > 0 } code)
        {
            return;
        }

        if (write.Books.Store.FindBy("Item", "Code", code).FirstOrDefault() is not { } item)
        {
            write.Refuse($"Item code '{code}' is not valid");
            return;
        }

        var sales = item.Object("SalesDetails");
        line["Item"] = new JsonObject { ["ItemID"] = item.Text("ItemID"), ["Name"] = item.Text("Name"), ["Code"] = item.Text("Code") };
        line["Description"] ??= item.Text("Description");
        line["AccountCode"] ??= line.ContainsKey("AccountID") ? null : sales.Text("AccountCode");
        line["TaxType"] ??= sales.Text("TaxType");
        if (!sent.ContainsKey("UnitAmount") && !line.ContainsKey("UnitAmount") && sales.Number("UnitPrice") is { } price)
        {
            line["UnitAmount"] = price;
        }
    }

    private void Amounts(JsonObject line, JsonObject sent)
    {
        var amount = XeroWrite.Number(sent, "LineAmount");
        var quantity = XeroWrite.Number(sent, "Quantity") ?? line.Number("Quantity");
        var unit = XeroWrite.Number(sent, "UnitAmount") ?? line.Number("UnitAmount");
        if (amount is null && quantity is null && unit is null && !line.ContainsKey("AccountCode"))
        {
            return;   // a line of text
        }

        quantity ??= 1;
        unit ??= quantity == 0 ? 0 : (amount ?? 0) / quantity.Value;
        unit = decimal.Round(unit.Value, write.UnitDecimals, MidpointRounding.AwayFromZero);
        var (rate, discount) = (Copy(line, sent, "DiscountRate"), Copy(line, sent, "DiscountAmount"));
        if (write.Kind == XeroKind.CreditNote && (rate ?? discount ?? 0) != 0)
        {
            write.Refuse("Discounts cannot be applied to credit notes.");
        }

        var whole = (quantity.Value * unit.Value * (1 - ((rate ?? 0) / 100))) - (rate is null ? discount ?? 0 : 0);
        var expected = decimal.Round(whole, 2, MidpointRounding.AwayFromZero);
        if (amount is not null && decimal.Round(amount.Value, 2) != expected)
        {
            write.Refuse($"The line total {amount.Value.Invariant()} does not match the expected line total {expected.Invariant()}");
        }

        line["Quantity"] = quantity.Value + 0.0000m;
        line["UnitAmount"] = unit.Value + (write.UnitDecimals == 4 ? 0.0000m : 0.00m);
        line["LineAmount"] = JsonMembers.Money(expected);
    }

    private static decimal? Copy(JsonObject line, JsonObject sent, string member)
    {
        var value = XeroWrite.Number(sent, member) ?? line.Number(member);
        if (value is not null)
        {
            line[member] = value.Value + 0.00m;
        }

        return value;
    }

    private void Account(JsonObject line)
    {
        var (code, id) = (line.Text("AccountCode"), line.Text("AccountID"));
        if (code is null && id is null)
        {
            if (write.Document.Text("Status") is "AUTHORISED" or "SUBMITTED")
            {
                write.Refuse("Account code must be specified");
            }

            return;
        }

        var account = write.Books.Account(code, code is null ? id : null);
        if (account is null || account.Text("Type") == "BANK" || account.Text("SystemAccount") is "DEBTORS" or "CREDITORS")
        {
            write.Refuse($"Account code '{code ?? id}' is not a valid code for this document.");
            return;
        }

        if (account.Text("Status") == "ARCHIVED")
        {
            write.Refuse($"Account code '{code ?? id}' has been archived, or deleted.");
        }

        (line["AccountCode"], line["AccountID"]) = (account.Text("Code"), account.Text("AccountID"));
        line["TaxType"] ??= account.Text("TaxType");
    }

    private void Tax(JsonObject line)
    {
        if (write.Document.Text("LineAmountTypes") == "NoTax")
        {
            line["TaxType"] = "NONE";
            return;
        }

        var type = (line["TaxType"] ??= "NONE").GetValue<string>();
        var rate = write.Books.Store.Find("TaxRate", type);
        if (rate is null || rate.Text("Status") != "ACTIVE")
        {
            write.Refuse($"The TaxType code '{type}' does not exist or cannot be used for this type of transaction.");
            return;
        }

        var @class = write.Books.Account(line.Text("AccountCode"), null).Text("Class");
        var member = @class switch
        {
            "ASSET" => "CanApplyToAssets",
            "EQUITY" => "CanApplyToEquity",
            "EXPENSE" => "CanApplyToExpenses",
            "LIABILITY" => "CanApplyToLiabilities",
            _ => "CanApplyToRevenue",
        };
        if (@class is not null && rate.Flag(member) == false)
        {
            write.Refuse($"The TaxType code '{type}' cannot be used with account code '{line.Text("AccountCode")}'.");
        }
    }

    private void Tracking(JsonObject line, JsonObject sent)
    {
        if (sent["Tracking"] is not JsonArray asked)
        {
            return;
        }

        var found = asked.OfType<JsonObject>().Select(Option).ToList();
        if (found.Count > 2 || found.Contains(null))
        {
            write.Refuse("The TrackingCategories supplied do not match those of the organisation, or are more than two.");
            return;
        }

        line["Tracking"] = JsonMembers.Array(found.Select(each => each!));
    }

    private JsonObject? Option(JsonObject sent)
    {
        var category = write.Books.Store.All("TrackingCategory").FirstOrDefault(each =>
            each.Text("Status") == "ACTIVE"
                && Means(each, "TrackingCategoryID", "Name", sent.Text("TrackingCategoryID"), sent.Text("Name")));
        var option = category.Objects("Options").FirstOrDefault(each =>
            each.Text("Status") == "ACTIVE" && Means(each, "TrackingOptionID", "Name", sent.Text("TrackingOptionID"), sent.Text("Option")));
        return option is null ? null : new JsonObject
        {
            ["Name"] = category.Text("Name"),
            ["Option"] = option.Text("Name"),
            ["TrackingCategoryID"] = category.Text("TrackingCategoryID"),
            ["TrackingOptionID"] = option.Text("TrackingOptionID"),
        };
    }

    private static bool Means(JsonObject document, string idMember, string nameMember, string? id, string? name) => id is not null
        ? id.Equals(document.Text(idMember), StringComparison.OrdinalIgnoreCase)
        : name is not null && name.Equals(document.Text(nameMember), StringComparison.OrdinalIgnoreCase);
}
