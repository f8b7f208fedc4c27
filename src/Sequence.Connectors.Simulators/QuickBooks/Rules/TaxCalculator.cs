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

        var taxLines = groups.SelectMany(group => RatesOf(write.Store, group.Code).Select(rate => TaxLine(rate, group.Net))).ToList();
        var total = taxLines.Sum(line => line.Number("Amount") ?? 0);
        detail["TotalTax"] = JsonMembers.Money(total);
        if (taxLines.Count > 0)
        {
            detail["TaxLine"] = JsonMembers.Array(taxLines);
        }

        write.Document["TxnTaxDetail"] = detail;
        return total;
    }

    public static IEnumerable<(string RateId, decimal Percent)> RatesOf(CompanyStore store, string code) =>
        store.Find("TaxCode", code).Object("SalesTaxRateList").Objects("TaxRateDetail")
            .Select(rate => store.Find("TaxRate", rate.Ref("TaxRateRef"))!)
            .Select(rate => (rate.Text("Id")!, rate.Number("RateValue") ?? 0));

    /// <summary>The net amount for each tax code, after the share of the discount that lowers it.</summary>
    private static IEnumerable<(string Code, decimal Net)> TaxedGroups(DocumentWrite write, SalesLines lines)
    {
        var isGlobal = write.Profile.TaxModel == QuickBooksTaxModel.Global;
        var lowers = isGlobal || write.Document.Flag("ApplyTaxAfterDiscount") == true;
        var share = lowers && lines.Subtotal != 0 ? (lines.Subtotal - lines.Discount) / lines.Subtotal : 1;
        var group = isGlobal ? null : GroupOf(write);
        return lines.Taxed
            .Where(line => line.TaxCode is not (null or "NON"))
            .GroupBy(line => isGlobal ? line.TaxCode : group)
            .Where(code => code.Key is not null)
            .Select(code => (code.Key!, decimal.Round(code.Sum(line => line.Net) * share, 2, MidpointRounding.AwayFromZero)));
    }

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

    private static JsonObject TaxLine((string RateId, decimal Percent) rate, decimal net) => new()
    {
        ["Amount"] = JsonMembers.Money(decimal.Round(net * rate.Percent / 100, 2, MidpointRounding.AwayFromZero)),
        ["DetailType"] = "TaxLineDetail",
        ["TaxLineDetail"] = new JsonObject
        {
            ["TaxRateRef"] = JsonMembers.Reference(rate.RateId),
            ["PercentBased"] = true,
            ["TaxPercent"] = rate.Percent,
            ["NetAmountTaxable"] = JsonMembers.Money(net),
        },
    };
}
