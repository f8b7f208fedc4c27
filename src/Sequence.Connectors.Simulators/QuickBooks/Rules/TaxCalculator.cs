using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>Works out a transaction's tax as the company's tax model does; amounts that a caller supplies are not looked at.</summary>
internal static class TaxCalculator
{
    /// <summary>Writes <c>TxnTaxDetail</c> and returns the total tax.</summary>
    public static decimal Apply(DocumentWrite write, SalesLines lines)
    {
        var groups = TaxedGroups(write, lines).ToList();
        var detail = new JsonObject();
        if (write.Profile.TaxModel != QuickBooksTaxModel.Global && groups.Count > 0)
        {
            detail["TxnTaxCodeRef"] = JsonMembers.Reference(groups[0].Code);
        }

        var taxLines = groups.SelectMany(group => TaxLines(write.Store, group.Code, group.Net)).ToList();
        var total = taxLines.Sum(line => line.Number("Amount") ?? 0);
        detail["TotalTax"] = JsonMembers.Money(total);
        if (taxLines.Count > 0)
        {
            detail["TaxLine"] = JsonMembers.Array(taxLines);
        }

        write.Document["TxnTaxDetail"] = detail;
        return total;
    }

    /// <summary>What the rates of a code come to, of an amount of one.</summary>
    public static decimal ShareOf(CompanyStore store, string code) => Taxes(store, code, 1m).Sum(tax => tax.Taxable * tax.Percent / 100);

    private static IEnumerable<JsonObject> TaxLines(CompanyStore store, string code, decimal net) =>
        Taxes(store, code, net).Select(tax => TaxLine(tax.RateId, tax.Percent, tax.Taxable));

    /// <summary>
    /// The rates of a code in their order, each with what it is taken of: the amount, the tax of those before it, or both together.
    /// </summary>
    private static IEnumerable<(string RateId, decimal Percent, decimal Taxable)> Taxes(CompanyStore store, string code, decimal net)
    {
        var before = 0m;
        var details = store.Find("TaxCode", code).Object("SalesTaxRateList").Objects("TaxRateDetail");
        foreach (var detail in details.OrderBy(detail => detail.Number("TaxOrder") ?? 0))
        {
            var rate = store.Find("TaxRate", detail.Ref("TaxRateRef"))!;
            var taxable = detail.Text("TaxTypeApplicable") switch
            {
                "TaxOnAmountPlusTax" => net + before,
                "TaxOnTax" => before,
                _ => net,
            };
            var percent = rate.Number("RateValue") ?? 0;
            before += taxable * percent / 100;
            yield return (rate.Text("Id")!, percent, taxable);
        }
    }

    /// <summary>
    /// The net amount for each tax code, after the share of the discount that lowers it. The shares add up to the discount: what
    /// rounding leaves over is the last one's.
    /// </summary>
    private static IEnumerable<(string Code, decimal Net)> TaxedGroups(DocumentWrite write, SalesLines lines)
    {
        var isGlobal = write.Profile.TaxModel == QuickBooksTaxModel.Global;
        var lowers = isGlobal || write.Document.Flag("ApplyTaxAfterDiscount") == true;
        var share = lowers && lines.Subtotal != 0 ? (lines.Subtotal - lines.Discount) / lines.Subtotal : 1;
        var group = isGlobal ? null : GroupOf(write);
        var codes = lines.Taxed
            .Where(line => line.TaxCode is not (null or "NON"))
            .GroupBy(line => isGlobal ? line.TaxCode : group)
            .Where(code => code.Key is not null)
            .Select(code => (Code: code.Key!, Net: code.Sum(line => line.Net)))
            .ToList();
        var left = Cents(codes.Sum(code => code.Net) * share);
        for (var each = 0; each < codes.Count; each++)
        {
            var net = each == codes.Count - 1 ? left : Cents(codes[each].Net * share);
            left -= net;
            yield return (codes[each].Code, net);
        }
    }

    private static decimal Cents(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);

    /// <summary>In the United States one code covers the transaction: that of the place, or the one that the caller names.</summary>
    private static string? GroupOf(DocumentWrite write)
    {
        if (write.Profile.TaxModel == QuickBooksTaxModel.UnitedStatesAutomated)
        {
            var place = write.Document.Object("ShipAddr") ?? write.Document.Object("BillAddr") ?? CompanyAddress(write);
            return AutomatedCode(write.Store, place);
        }

        var named = write.Document.Object("TxnTaxDetail").Ref("TxnTaxCodeRef");
        return named is null || write.Store.Find("TaxCode", named) is not null
            ? named
            : throw QuickBooksFaultException.InvalidReference("TaxCode", named);
    }

    private static string? AutomatedCode(CompanyStore store, JsonObject? place)
    {
        var state = place.Text("CountrySubDivisionCode") ?? "";
        var isAbroad = place.Text("Country") is { Length: > 0 } country && country is not ("US" or "USA" or "United States");
        return isAbroad ? null : store.All("TaxCode").FirstOrDefault(code => code.Text("Description") == state)?.Text("Id");
    }

    private static JsonObject? CompanyAddress(DocumentWrite write) => write.Store.All("CompanyInfo").First().Object("CompanyAddr");

    private static JsonObject TaxLine(string rateId, decimal percent, decimal taxable) => new()
    {
        ["Amount"] = JsonMembers.Money(Cents(taxable * percent / 100)),
        ["DetailType"] = "TaxLineDetail",
        ["TaxLineDetail"] = new JsonObject
        {
            ["TaxRateRef"] = JsonMembers.Reference(rateId),
            ["PercentBased"] = true,
            ["TaxPercent"] = percent,
            ["NetAmountTaxable"] = JsonMembers.Money(taxable),
        },
    };
}
