using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>CompanyInfo and Preferences as a profile makes them.</summary>
internal static class CompanyDocuments
{
    public static JsonObject Info(QuickBooksCompanyProfile profile) => new()
    {
        ["CompanyName"] = profile.Name,
        ["LegalName"] = profile.Name,
        ["CompanyAddr"] = Address(profile),
        ["CustomerCommunicationAddr"] = Address(profile),
        ["LegalAddr"] = Address(profile),
        ["CustomerCommunicationEmailAddr"] = new JsonObject { ["Address"] = "accounts@example.com" },
        ["CompanyStartDate"] = "2021-01-01",
        ["FiscalYearStartMonth"] = "January",
        ["Country"] = profile.Country,
        ["Email"] = new JsonObject { ["Address"] = "accounts@example.com" },
        ["WebAddr"] = new JsonObject(),
        ["SupportedLanguages"] = "en",
        ["DefaultTimeZone"] = profile.Country == "GB" ? "Europe/London" : "America/Los_Angeles",
        ["NameValue"] = new JsonArray(
            Pair("OfferingSku", "QuickBooks Online Plus"),
            Pair("SubscriptionStatus", profile.SubscriptionEnded ? "CANCELLED" : "PAID"),
            Pair("CompanyType", "Other")),
    };

    public static JsonObject Preferences(QuickBooksCompanyProfile profile)
    {
        var accounting = new JsonObject
        {
            ["UseAccountNumbers"] = false,
            ["TrackDepartments"] = false,
            ["ClassTrackingPerTxn"] = false,
            ["ClassTrackingPerTxnLine"] = false,
            ["FirstMonthOfFiscalYear"] = "January",
            ["TaxYearMonth"] = "January",
            ["CustomerTerminology"] = "Customers",
        };
        if (profile.BookCloseDate is { } closed)
        {
            accounting["BookCloseDate"] = closed.Iso();
        }

        return new JsonObject
        {
            ["AccountingInfoPrefs"] = accounting,
            ["ProductAndServicesPrefs"] = new JsonObject
            {
                ["ForSales"] = true, ["ForPurchase"] = true,
                ["QuantityWithPriceAndRate"] = true, ["QuantityOnHand"] = false
            },
            ["SalesFormsPrefs"] = SalesForms(profile),
            ["TaxPrefs"] = Tax(profile),
            ["CurrencyPrefs"] = new JsonObject
            {
                ["MultiCurrencyEnabled"] = profile.MultiCurrency, ["HomeCurrency"] = JsonMembers.Reference(profile.HomeCurrency),
            },
            ["ReportPrefs"] = new JsonObject { ["ReportBasis"] = "Accrual", ["CalcAgingReportFromTxnDate"] = false },
            ["OtherPrefs"] = new JsonObject
            {
                ["NameValue"] = new JsonArray(
                    Pair("SalesFormsPrefs.WarnDuplicateDocNumber", profile.WarnDuplicateNumbers ? "true" : "false")),
            },
        };
    }

    private static JsonObject SalesForms(QuickBooksCompanyProfile profile) => new()
    {
        ["CustomField"] = new JsonArray(
            Fields("UseSalesCustom", "BooleanType", "BooleanValue", _ => true),
            Fields("SalesCustomName", "StringType", "StringValue", index => SampleLists.CustomFieldNames[index])),
        ["CustomTxnNumbers"] = profile.CustomTxnNumbers,
        ["AllowDeposit"] = true,
        ["AllowDiscount"] = true,
        ["DefaultDiscountAccount"] = "7",
        ["AllowEstimates"] = true,
        ["AllowServiceDate"] = true,
        ["AllowShipping"] = true,
        ["DefaultTerms"] = JsonMembers.Reference("3"),
        ["DefaultDeliveryMethod"] = "None",
        ["AutoApplyCredit"] = profile.AutoApplyCredit,
        ["AutoApplyPayments"] = profile.AutoApplyPayments,
        ["UsingProgressInvoicing"] = false,
    };

    private static JsonObject Fields(string name, string type, string member, Func<int, JsonNode> valueOf) => new()
    {
        ["CustomField"] = JsonMembers.Array(SampleLists.CustomFieldNames.Select((_, index) => new JsonObject
        {
            ["Name"] = $"SalesFormsPrefs.{name}{(index + 1).Invariant()}", ["Type"] = type, [member] = valueOf(index),
        })),
    };

    private static JsonObject Tax(QuickBooksCompanyProfile profile)
    {
        var tax = new JsonObject { ["UsingSalesTax"] = true };
        if (profile.TaxModel == QuickBooksTaxModel.UnitedStatesAutomated)
        {
            tax["PartnerTaxEnabled"] = true;
        }

        if (profile.TaxModel != QuickBooksTaxModel.Global)
        {
            tax["TaxGroupCodeRef"] = JsonMembers.Reference("2");
        }

        return tax;
    }

    private static JsonObject Address(QuickBooksCompanyProfile profile) =>
        profile.Country == "GB"
            ? new()
            {
                ["Id"] = "1",
                ["Line1"] = "14 Bermondsey Street",
                ["City"] = "London",
                ["Country"] = "United Kingdom",
                ["PostalCode"] = "SE1 3UB",
            }
            : new()
            {
                ["Id"] = "1",
                ["Line1"] = "2500 Garcia Ave",
                ["City"] = "Mountain View",
                ["CountrySubDivisionCode"] = "CA",
                ["PostalCode"] = "94043",
                ["Country"] = "US",
            };

    private static JsonObject Pair(string name, string value) => new() { ["Name"] = name, ["Value"] = value };
}
