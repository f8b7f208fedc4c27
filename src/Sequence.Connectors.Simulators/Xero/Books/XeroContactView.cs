using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>Contacts as Xero shows them: both address slots and four telephone slots, empty or not.</summary>
internal static class XeroContactView
{
    private static readonly string[] ContactTexts =
    [
        "ContactNumber", "AccountNumber", "Name", "FirstName", "LastName", "CompanyNumber", "EmailAddress", "BankAccountDetails",
        "TaxNumber",
        "AccountsReceivableTaxType", "AccountsPayableTaxType", "SalesDefaultLineAmountType", "PurchasesDefaultLineAmountType",
        "SalesDefaultAccountCode", "DefaultCurrency", "MergedToContactID", "Website", "XeroNetworkKey",
    ];

    private static readonly string[] PhoneTexts = ["PhoneNumber", "PhoneAreaCode", "PhoneCountryCode"];

    private static readonly string[] AddressTexts =
        ["AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4", "City", "Region", "PostalCode", "Country", "AttentionTo"];

    public static JsonObject Show(XeroBooks books, JsonObject document, XeroDetail detail, Lazy<ILookup<string?, JsonObject>> open)
    {
        var view = new JsonObject { ["ContactID"] = document.Text("ContactID"), ["ContactStatus"] = document.Text("ContactStatus") };
        XeroViews.Copy(document, view, ContactTexts);
        view["EmailAddress"] ??= "";
        view["BankAccountDetails"] ??= "";
        view["Addresses"] = JsonMembers.Array(document.Objects("Addresses")
            .Select(address => Slot(address, "AddressType", AddressTexts[4..8], AddressTexts)));
        view["Phones"] = JsonMembers.Array(document.Objects("Phones").Select(phone =>
            Slot(phone, "PhoneType", PhoneTexts, PhoneTexts)));
        XeroViews.Updated(document, view, withText: false);
        view["ContactGroups"] = new JsonArray();
        if (detail != XeroDetail.Summary)
        {
            (view["IsSupplier"], view["IsCustomer"]) = (document.Flag("IsSupplier") == true, document.Flag("IsCustomer") == true);
        }

        XeroViews.Copy(document, view, ["PaymentTerms"]);
        view["ContactPersons"] = document["ContactPersons"]?.DeepClone() ?? new JsonArray();
        if (detail == XeroDetail.Full)
        {
            view["Balances"] = Balances(books, open.Value[document.Text("ContactID")].ToList());
            (view["SalesTrackingCategories"], view["PurchasesTrackingCategories"]) = (new JsonArray(), new JsonArray());
        }

        (view["HasAttachments"], view["HasValidationErrors"]) = (false, false);
        return view;
    }

    private static JsonObject Balances(XeroBooks books, List<JsonObject> open) => new()
    {
        ["AccountsReceivable"] = new JsonObject
        {
            ["Outstanding"] = XeroViews.Amount(open.Sum(each => each.Number("AmountDue") ?? 0)),
            ["Overdue"] = XeroViews.Amount(open.Where(each => each.Date("DueDate") < books.Today)
                .Sum(each => each.Number("AmountDue") ?? 0)),
        },
        ["AccountsPayable"] = new JsonObject { ["Outstanding"] = 0.00m, ["Overdue"] = 0.00m },
    };

    /// <summary>An address or a telephone slot: some members are there even when empty.</summary>
    private static JsonObject Slot(JsonObject slot, string type, string[] always, string[] members)
    {
        var view = new JsonObject { [type] = slot.Text(type) };
        foreach (var member in members)
        {
            if (slot.Text(member) is { Length: > 0 } text)
            {
                view[member] = text;
            }
            else if (always.Contains(member))
            {
                view[member] = "";
            }
        }

        return view;
    }
}
