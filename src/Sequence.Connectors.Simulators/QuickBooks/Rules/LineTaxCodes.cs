using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>Which tax code a line bears: TAX or NON in the United States, a numeric code elsewhere.</summary>
internal static class LineTaxCodes
{
    public static string? Choose(DocumentWrite write, JsonObject detail, JsonObject? item) =>
        write.Profile.TaxModel == QuickBooksTaxModel.Global ? ChooseGlobal(write, detail) : ChooseUnitedStates(write, detail, item);

    private static string ChooseUnitedStates(DocumentWrite write, JsonObject detail, JsonObject? item)
    {
        var code = detail.Ref("TaxCodeRef");
        if (code is not (null or "TAX" or "NON"))
        {
            throw new QuickBooksFaultException(
                "6100", "Invalid tax code", $"Business Validation Error: Line tax code must be TAX or NON for US companies. Supplied "
                + $"value:{code}");
        }

        // QuickBooks: without a code a line is taxable, and the item decides.
        code ??= item.Flag("Taxable") == true && Customer(write).Flag("Taxable") != false ? "TAX" : "NON";
        detail["TaxCodeRef"] = JsonMembers.Reference(code);
        return code;
    }

    private static string? ChooseGlobal(DocumentWrite write, JsonObject detail)
    {
        if (write.Document.Text("GlobalTaxCalculation") == "NotApplicable")
        {
            detail.Remove("TaxCodeRef");
            return null;
        }

        if (detail.Object("TaxCodeRef") is null)
        {
            throw QuickBooksFaultException.Business("Make sure all your transactions have a VAT rate before you save.");
        }

        return write.Resolve(detail, "TaxCodeRef", "TaxCode", "TaxCode", "Name").Text("Id");
    }

    private static JsonObject? Customer(DocumentWrite write) => write.Store.Find("Customer", write.Document.Ref("CustomerRef"));
}
