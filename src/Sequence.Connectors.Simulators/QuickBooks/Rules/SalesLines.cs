using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>
/// The lines of an invoice or credit memo as QuickBooks keeps them: numbered, priced, with a subtotal of its own at the end.
/// </summary>
internal sealed class SalesLines(DocumentWrite write)
{
    private const int MaximumTaxableLines = 750;

    private readonly HashSet<string> knownIds =
        write.Before.Objects("Line").SelectMany(WithChildren).Select(line => line.Text("Id")).OfType<string>().ToHashSet();

    private long lastId;

    /// <summary>What is taxed: the net amount and the tax code of every line that carries money.</summary>
    public List<(decimal Net, string? TaxCode)> Taxed { get; } = [];

    public decimal Subtotal { get; private set; }

    public decimal Discount { get; private set; }

    public void Complete()
    {
        var sent = write.Document.Objects("Line").Where(
            line => line.Text("DetailType") != "SubTotalLineDetail").Select(JsonMembers.Clone).ToList();
        if (sent.Count == 0)
        {
            throw QuickBooksFaultException.Required("Line");
        }

        lastId = knownIds.Select(id => long.TryParse(id, out var number) ? number : 0).DefaultIfEmpty(0).Max();
        var lines = sent.Select(CompleteLine).ToList();
        if (Taxed.Count > MaximumTaxableLines)
        {
            throw QuickBooksFaultException.Business("A transaction can have at most 750 lines.");
        }

        Number(lines);
        var subtotal = new JsonObject
        {
            ["Amount"] = JsonMembers.Money(Subtotal),
            ["DetailType"] = "SubTotalLineDetail",
            ["SubTotalLineDetail"] = new JsonObject(),
        };
        var discount = lines.FindIndex(line => line.Text("DetailType") == "DiscountLineDetail");
        lines.Insert(discount < 0 ? lines.Count : discount, subtotal);
        SetDiscount(lines);
        write.Document["Line"] = JsonMembers.Array(lines);
    }

    private JsonObject CompleteLine(JsonObject line)
    {
        var type = line.Text("DetailType") ?? throw QuickBooksFaultException.Required("Line.DetailType");
        return type switch
        {
            "SalesItemLineDetail" => CompleteItem(line),
            "GroupLineDetail" => CompleteGroup(line),
            "DescriptionOnly" => Without(line, "Amount"),
            "DiscountLineDetail" => line,
            _ => throw QuickBooksFaultException.Business($"A line of type {type} is not allowed on this transaction."),
        };
    }

    private JsonObject CompleteItem(JsonObject line)
    {
        var detail = line.Object("SalesItemLineDetail") ?? throw QuickBooksFaultException.Required("Line.SalesItemLineDetail");
        if (detail.Object("ItemRef") is null)
        {
            // QuickBooks: a line without an item is documentation, and its amount is ignored.
            line["DetailType"] = "DescriptionOnly";
            line["DescriptionLineDetail"] = new JsonObject();
            return Without(Without(line, "SalesItemLineDetail"), "Amount");
        }

        var item = ResolveItem(detail);
        var amount = Price(line, detail);
        var code = LineTaxCodes.Choose(write, detail, item);
        amount = NetOfTax(detail, amount, code);
        line["Amount"] = JsonMembers.Money(amount);
        Subtotal += amount;
        Taxed.Add((amount, code));
        return line;
    }

    private JsonObject? ResolveItem(JsonObject detail)
    {
        if (detail.Ref("ItemRef") is "SHIPPING_ITEM_ID" or "GRATUITY_ITEM_ID")
        {
            return null;
        }

        var item = write.Resolve(detail, "ItemRef", "Item", "Items", "Name");
        if (item.Text("Type") == "Category")
        {
            throw QuickBooksFaultException.Business("A category cannot be sold.");
        }

        return item;
    }

    /// <summary>The amount must be quantity times unit price, in cents; where one of them is missing the amount stands alone.</summary>
    private static decimal Price(JsonObject line, JsonObject detail)
    {
        var product = detail.Number("Qty") * detail.Number("UnitPrice");
        var amount = line.Number("Amount") ?? product ?? throw QuickBooksFaultException.Required("Line.Amount");
        if (product is not null && Cents(product.Value) != Cents(amount))
        {
            throw new QuickBooksFaultException(
                "6070", "Amount calculation incorrect in the request",
                $"Amount calculation incorrect in the request : Amount is not equal to UnitPrice * Qty. Supplied "
                + $"value:{amount.Invariant()}");
        }

        return Cents(amount);
    }

    private decimal NetOfTax(JsonObject detail, decimal amount, string? code)
    {
        if (write.Document.Text("GlobalTaxCalculation") != "TaxInclusive" || code is null)
        {
            detail.Remove("TaxInclusiveAmt");
            return amount;
        }

        var share = TaxCalculator.ShareOf(write.Store, code);
        if (detail.Number("TaxInclusiveAmt") is { } gross)
        {
            return Cents(gross / (1 + share));
        }

        detail["TaxInclusiveAmt"] = JsonMembers.Money(amount * (1 + share));
        return amount;
    }

    private JsonObject CompleteGroup(JsonObject line)
    {
        var detail = line.Object("GroupLineDetail") ?? throw QuickBooksFaultException.Required("Line.GroupLineDetail");
        write.Resolve(detail, "GroupItemRef", "Item", "Items", "Name");
        var before = Subtotal;
        detail["Line"] = JsonMembers.Array(detail.Objects("Line").Select(JsonMembers.Clone).ToList().Select(CompleteLine));
        line["Amount"] = JsonMembers.Money(Subtotal - before);
        return line;
    }

    private void SetDiscount(List<JsonObject> lines)
    {
        var discounts = lines.Where(line => line.Text("DetailType") == "DiscountLineDetail").ToList();
        if (discounts.Count > 1)
        {
            throw QuickBooksFaultException.Business("A transaction can have one discount line only.");
        }

        foreach (var line in discounts)
        {
            var percent = line.Object("DiscountLineDetail").Flag("PercentBased") == true
                ? line.Object("DiscountLineDetail").Number("DiscountPercent")
                : null;
            Discount = percent is null ? line.Number("Amount") ?? 0 : Cents(Subtotal * percent.Value / 100);
            line["Amount"] = JsonMembers.Money(Discount);
        }
    }

    /// <summary>A line keeps its id if the stored document knows it; any other line is a new one.</summary>
    private void Number(List<JsonObject> lines)
    {
        var position = 0;
        foreach (var line in lines.SelectMany(WithChildren).Where(line => line.Text("DetailType") is not "DiscountLineDetail"))
        {
            if (line.Text("Id") is not { } id || !knownIds.Remove(id))
            {
                line["Id"] = (++lastId).Invariant();
            }

            line["LineNum"] = ++position;
        }
    }

    private static IEnumerable<JsonObject> WithChildren(JsonObject line) => line.Object("GroupLineDetail").Objects("Line").Prepend(line);

    private static JsonObject Without(JsonObject line, string member)
    {
        line.Remove(member);
        return line;
    }

    private static decimal Cents(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);
}
