using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sequence.Connectors.Simulators;

namespace WebHost;

/// <summary>A customer as a ledger holds it, and its page as deep links name it.</summary>
internal sealed record LedgerCustomer(
    string Id, string Page, string Name, string Email, string Street, string City, string Region, string Country);

/// <summary>An invoice as a ledger holds it, and its page as deep links name it.</summary>
internal sealed record LedgerInvoice(string Id, string Page, string Number, string Customer, decimal Total, decimal Balance);

/// <summary>The books of one company in a simulated ledger, as its own people see and change them.</summary>
internal interface ILedger
{
    string System { get; }

    string Company { get; }

    /// <summary>The last part of its address, which deep links name too.</summary>
    string Key { get; }

    DateOnly? ClosedUntil { get; }

    IEnumerable<LedgerCustomer> Customers { get; }

    IEnumerable<LedgerInvoice> Invoices { get; }

    /// <summary>Finds the <c>invoice</c> or the <c>customer</c> that a deep link names.</summary>
    Regex Page { get; }

    void Save(LedgerCustomer customer);

    void ReceivePayment(string invoiceId, decimal amount);

    void CloseBooks(DateOnly? until);
}

internal sealed partial class QuickBooksLedger(QuickBooksCompany company) : ILedger
{
    public string System => "QuickBooks";

    public string Company => company.Profile.Name;

    public string Key => company.RealmId;

    public DateOnly? ClosedUntil => company.Profile.BookCloseDate;

    public IEnumerable<LedgerCustomer> Customers => company.Customers.Select(one => new LedgerCustomer(
        Text(one["Id"]),
        $"customerdetail?nameId={one["Id"]}",
        Text(one["DisplayName"]),
        Text(one["PrimaryEmailAddr"]?["Address"]),
        Text(one["BillAddr"]?["Line1"]),
        Text(one["BillAddr"]?["City"]),
        Text(one["BillAddr"]?["CountrySubDivisionCode"]),
        Text(one["BillAddr"]?["Country"])));

    public IEnumerable<LedgerInvoice> Invoices => company.Invoices.Reverse().Select(one => new LedgerInvoice(
        Text(one["Id"]),
        $"invoice?txnId={one["Id"]}",
        Text(one["DocNumber"]),
        Text(one["CustomerRef"]?["name"]),
        (decimal?)one["TotalAmt"] ?? 0m,
        (decimal?)one["Balance"] ?? 0m));

    public Regex Page => Pages();

    public void Save(LedgerCustomer customer)
    {
        var known = company.Customers.Find(customer.Id)?["BillAddr"]?.DeepClone().AsObject() ?? [];
        (known["Line1"], known["City"]) = (customer.Street, customer.City);
        (known["CountrySubDivisionCode"], known["Country"]) = (customer.Region, customer.Country);
        company.UpdateCustomer(customer.Id, new JsonObject
        {
            ["PrimaryEmailAddr"] = new JsonObject { ["Address"] = customer.Email },
            ["BillAddr"] = known,
        });
    }

    public void ReceivePayment(string invoiceId, decimal amount) => company.ReceivePayment(invoiceId, amount);

    public void CloseBooks(DateOnly? until) => company.Change(profile => profile with { BookCloseDate = until });

    public static string Text(JsonNode? value) => value?.ToString() ?? "";

    [GeneratedRegex(@"invoice\?txnId=(?<invoice>\d+)|customerdetail\?nameId=(?<customer>\d+)")]
    private static partial Regex Pages();
}

internal sealed partial class XeroLedger(XeroOrganisation organisation) : ILedger
{
    public string System => "Xero";

    public string Company => organisation.Profile.Name;

    public string Key => organisation.ShortCode;

    public DateOnly? ClosedUntil => organisation.Profile.PeriodLockDate;

    public IEnumerable<LedgerCustomer> Customers => organisation.Contacts.Select(one =>
    {
        var address = Address(one);
        return new LedgerCustomer(
            QuickBooksLedger.Text(one["ContactID"]),
            $"/Contacts/View/{one["ContactID"]}",
            QuickBooksLedger.Text(one["Name"]),
            QuickBooksLedger.Text(one["EmailAddress"]),
            QuickBooksLedger.Text(address?["AddressLine1"]),
            QuickBooksLedger.Text(address?["City"]),
            QuickBooksLedger.Text(address?["Region"]),
            QuickBooksLedger.Text(address?["Country"]));
    });

    public IEnumerable<LedgerInvoice> Invoices => organisation.Invoices.Reverse().Select(one => new LedgerInvoice(
        QuickBooksLedger.Text(one["InvoiceID"]),
        $"/AccountsReceivable/View.aspx?InvoiceID={one["InvoiceID"]}",
        QuickBooksLedger.Text(one["InvoiceNumber"]),
        QuickBooksLedger.Text(one["Contact"]?["Name"]),
        (decimal?)one["Total"] ?? 0m,
        (decimal?)one["AmountDue"] ?? 0m));

    public Regex Page => Pages();

    public void Save(LedgerCustomer customer) => organisation.UpdateContact(customer.Id, new JsonObject
    {
        ["EmailAddress"] = customer.Email,
        ["Addresses"] = new JsonArray(new JsonObject
        {
            ["AddressType"] = "POBOX",
            ["AddressLine1"] = customer.Street,
            ["City"] = customer.City,
            ["Region"] = customer.Region,
            ["Country"] = customer.Country,
        }),
    });

    public void ReceivePayment(string invoiceId, decimal amount) => organisation.ReceivePayment(invoiceId, amount);

    public void CloseBooks(DateOnly? until) => organisation.Change(profile => profile with { PeriodLockDate = until });

    private static JsonNode? Address(JsonObject contact) =>
        contact["Addresses"]?.AsArray().FirstOrDefault(one => (string?)one?["AddressType"] == "POBOX");

    [GeneratedRegex("InvoiceID=(?<invoice>[0-9a-f-]{36})|/Contacts/View/(?<customer>[0-9a-f-]{36})")]
    private static partial Regex Pages();
}
