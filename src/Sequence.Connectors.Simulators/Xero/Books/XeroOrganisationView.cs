using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>The organisation as the API shows it, and what the connected user may do in it.</summary>
internal static class XeroOrganisationView
{
    private static readonly string[] Allowed =
    [
        "CreateApprovedInvoice", "CreateDraftInvoice", "CreateInvoicePayment", "CreateApprovedBill", "CreateDraftBill",
        "CreateRepeatingInvoice", "AttachFilesIntoInvoice",
    ];

    public static JsonObject Show(XeroBooks books, string? part) => part switch
    {
        null => new JsonObject { ["Organisations"] = new JsonArray(Organisation(books)) },
        "Actions" => new JsonObject { ["Actions"] = JsonMembers.Array(Actions(books.Profile)) },
        _ => throw XeroFault.NotFound(),
    };

    public static string ShortCode(string tenantId) => "!" + tenantId[..5];

    private static JsonObject Organisation(XeroBooks books)
    {
        var profile = books.Profile;
        var view = new JsonObject
        {
            ["Name"] = profile.Name,
            ["LegalName"] = profile.Name,
            ["PaysTax"] = true,
            ["Version"] = profile.Country == "GB" ? "UK" : profile.Country is "NZ" or "AU" or "US" ? profile.Country : "GLOBAL",
            ["OrganisationType"] = "COMPANY",
            ["BaseCurrency"] = profile.BaseCurrency,
            ["CountryCode"] = profile.Country,
            ["IsDemoCompany"] = profile.IsDemo,
            ["OrganisationStatus"] = "ACTIVE",
            ["FinancialYearEndDay"] = 31,
            ["FinancialYearEndMonth"] = 3,
            ["SalesTaxBasis"] = profile.Country == "NZ" ? "PAYMENTS" : "ACCRUALS",
            ["SalesTaxPeriod"] = profile.Country == "NZ" ? "TWOMONTHS" : "QUARTERLY1",
            ["DefaultSalesTax"] = "Remember previous",
            ["DefaultPurchasesTax"] = "Remember previous",
        };
        var locks = new[] { ("PeriodLockDate", profile.PeriodLockDate), ("EndOfYearLockDate", profile.EndOfYearLockDate) };
        foreach (var (member, day) in locks)
        {
            if (day is { } locked)
            {
                view[member] = XeroDates.Wire(locked);
            }
        }

        Identify(books, view);
        return view;
    }

    private static void Identify(XeroBooks books, JsonObject view)
    {
        view["CreatedDateUTC"] = XeroDates.WireWithoutOffset(new DateTimeOffset(2021, 4, 6, 1, 2, 3, TimeSpan.Zero));
        view["OrganisationEntityType"] = "COMPANY";
        view["Timezone"] = books.Profile.TimeZone;
        view["ShortCode"] = ShortCode(books.TenantId);
        view["OrganisationID"] = books.TenantId;
        view["Edition"] = "BUSINESS";
        view["Class"] = books.Profile.Plan;
        (view["Addresses"], view["Phones"], view["ExternalLinks"], view["PaymentTerms"]) =
            (new JsonArray(), new JsonArray(), new JsonArray(), new JsonObject());
    }

    private static IEnumerable<JsonObject> Actions(XeroOrganisationProfile profile)
    {
        foreach (var name in Allowed)
        {
            yield return Action(name, isAllowed: true);
        }

        yield return Action("UseMulticurrency", profile.MultiCurrency);
        yield return Action("ApproveTransactionsBeforePeriodLockDate", isAllowed: false);
    }

    private static JsonObject Action(string name, bool isAllowed) =>
        new() { ["Name"] = name, ["Status"] = isAllowed ? "ALLOWED" : "NOT-ALLOWED" };
}
