using System.Text.RegularExpressions;

namespace Sequence.Connectors.Xero;

/// <summary>Contacts, from the unified model to Xero.</summary>
internal sealed partial class XeroContactFormat : IXeroFormat<Customer>
{
    public string List => "Contacts";

    public string IdMember => "ContactID";

    // The number of a contact belongs to the app: people see it, and cannot change it.
    // https://developer.xero.com/documentation/api/accounting/contacts
    public string NameMember => "ContactNumber";

    public bool HasUniqueName => false;

    public bool HasUnitDecimals => false;

    public IEnumerable<string> QueriesOf(IReadOnlyCollection<string> externalIds) => XeroEntities.Contact.QueriesOf(externalIds);

    public string? NameOf(WriteIntent<Customer> intent) => intent.Key;

    // Lists of people replace the one that stands, and an address its slot with whatever else people wrote there.
    public bool MustLook(WriteIntent<Customer> intent) =>
        intent.Owns(nameof(Customer.Contacts))
        || intent.Owns(nameof(Customer.BillingAddress))
        || intent.Owns(nameof(Customer.ShippingAddress))
        || intent.Owns(nameof(Customer.Phone));

    public void Compose(XeroBody body, WriteIntent<Customer> intent, XeroWriteScope scope)
    {
        var customer = intent.Record;
        if (body.IsMarked)
        {
            body.Json.WriteString(NameMember, intent.Key);
        }

        Name(body, customer);
        var standing = body.Before?.Record.Source?.Payload is { } payload ? WireReader.Parse(payload.Utf8.Span, XeroContact.Shape) : null;
        XeroContactPeople.Write(body, intent, standing?.ContactPersons ?? []);
        XeroAddressBody.Write(body, customer, standing?.Addresses ?? []);
        Phone(body, customer);
        if (customer.Currency is { } currency && body.Owns(nameof(Customer.Currency)))
        {
            scope.CheckCurrency(body, nameof(Customer.Currency), currency);
            body.Json.WriteString("DefaultCurrency", currency.Value);
        }

        Tax(body, intent, scope);
        XeroCustomFieldBody.Write(body, intent, scope);
        body.Drop(nameof(Customer.Website), customer.Website, "Xero's contacts have a website that apps can only read.");
        body.Drop(nameof(Customer.ParentId), customer.ParentId, "Xero's contacts belong to no other contact.");
        if (customer.State == RecordState.Archived)
        {
            body.Drop(nameof(Customer.State), nameof(RecordState.Archived), "A contact is archived by a verb of its own, Archive.");
        }
    }

    public XeroWritten? Read(RawPayload payload, XeroReadScope scope) =>
        WireReader.Parse(payload.Utf8.Span, XeroContact.Shape) is { ContactID: not null } wire
            ? new(
                XeroContactMapper.ToCustomer(wire, payload, scope),
                wire.ContactStatus,
                wire.ContactNumber,
                $"[{wire.ContactNumber}]",
                IsSent: false,
                []
            )
            : null;

    public string Query(IEnumerable<string> names, bool ownOnly)
    {
        var numbers = string.Join(" OR ", names.Select(name => $"ContactNumber==\"{name}\""));
        return $"Contacts?where={Uri.EscapeDataString(numbers)}&includeArchived=true&page=1&pageSize={XeroFacts.PageSize}";
    }

    // Names may hold quotation marks, for which filters know no escape; a search finds more, and what it finds is compared.
    public string TakerQuery(WriteIntent<Customer> intent) =>
        $"Contacts?searchTerm={Uri.EscapeDataString(PlainName(intent.Record))}&page=1&pageSize={XeroFacts.PageSize}";

    public bool IsTaker(WriteIntent<Customer> intent, XeroWritten found) =>
        found.Status == "ACTIVE"
        && string.Equals(((Customer)found.Record).Name, PlainName(intent.Record), StringComparison.OrdinalIgnoreCase);

    public bool IsOurs(WriteIntent<Customer> intent, XeroWritten found, WriteAttempt? attempt) => found.IsMarkedBy(intent.Key);

    public bool IsSame(WriteIntent<Customer> intent, IRecord found) => false;

    public IEnumerable<MappingNote> Compare(WriteIntent<Customer> intent, IRecord written) => [];

    public Uri? Link(XeroLinks links, string id) => links.Contact(id);

    private static void Name(XeroBody body, Customer customer)
    {
        if (!body.Owns(nameof(Customer.Name)))
        {
            return;
        }

        var (name, plain) = (customer.Name ?? "", PlainName(customer));
        if (plain != name)
        {
            body.Note(
                MappingNoteKind.Coerced,
                nameof(Customer.Name),
                "Name",
                name,
                plain,
                "Xero allows no angle brackets in a name, and no spaces around it or twice in a row."
            );
        }

        body.Json.WriteString("Name", body.Fit(nameof(Customer.Name), "Name", plain, XeroFacts.NameLength));
    }

    private static string PlainName(Customer customer) =>
        Spaces().Replace((customer.Name ?? "").Replace('<', '(').Replace('>', ')'), " ").Trim();

    private static void Phone(XeroBody body, Customer customer)
    {
        var stands = (body.Before?.Record as Customer)?.Phone;
        if (!body.Owns(nameof(Customer.Phone)) || customer.Phone == stands || (customer.Phone is null && !body.Clears))
        {
            return;
        }

        body.Json.WriteStartArray("Phones");
        body.Json.WriteStartObject();
        body.Json.WriteString("PhoneType", "DEFAULT");
        body.Json.WriteString(
            "PhoneNumber",
            body.Fit(nameof(Customer.Phone), "Phones[DEFAULT].PhoneNumber", customer.Phone ?? "", XeroFacts.PhoneLength)
        );
        body.Json.WriteString("PhoneAreaCode", "");
        body.Json.WriteString("PhoneCountryCode", "");
        body.Json.WriteEndObject();
        body.Json.WriteEndArray();
    }

    private static void Tax(XeroBody body, WriteIntent<Customer> intent, XeroWriteScope scope)
    {
        var customer = intent.Record;
        if (customer.DefaultTaxRateId is not { } rate || !body.Owns(nameof(Customer.DefaultTaxRateId)))
        {
            if (customer.TaxStatus is TaxStatus.Exempt or TaxStatus.ReverseCharged)
            {
                body.Drop(
                    nameof(Customer.TaxStatus),
                    customer.TaxStatus.ToString(),
                    "Xero's contacts have a tax rate and no tax status; give the customer a default tax rate."
                );
            }

            return;
        }

        if ((intent.References.Find<TaxRate>(rate) ?? scope.Settings.TaxOf(rate)) is { } type)
        {
            body.Json.WriteString("AccountsReceivableTaxType", type);
        }
        else
        {
            body.Refuse(
                "tax.code.unmapped", nameof(Customer.DefaultTaxRateId), $"The tax rate '{rate}' has no tax rate in Xero.",
                $"Set '{XeroSettings.TaxPrefix}{rate}' to a tax type, such as OUTPUT2.", scope.Links.Taxes());
        }
    }

    [GeneratedRegex(@"\s{2,}|[\t\r\n]")]
    private static partial Regex Spaces();
}
