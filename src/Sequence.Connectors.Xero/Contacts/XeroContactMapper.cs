namespace Sequence.Connectors.Xero;

/// <summary>Contacts, from Xero to the unified model. Pure.</summary>
internal static class XeroContactMapper
{
    public static Change<Customer> ToChange(in XeroContact contact, RawPayload payload, XeroReadScope scope) =>
        contact is { ContactID: { } id, MergedToContactID: { } into }
            ? new Change<Customer>.Merged(id, into)
            : new Change<Customer>.Current(ToCustomer(contact, payload, scope));

    public static Customer ToCustomer(in XeroContact contact, RawPayload payload, XeroReadScope scope)
    {
        var id = contact.ContactID ?? "";
        return new()
        {
            Id = id,
            Name = contact.Name,
            Contacts = People(contact),
            BillingAddress = XeroAddressMapper.ToAddress(
                Find(contact.Addresses, "POBOX"),
                nameof(Customer.BillingAddress),
                "Addresses[POBOX]",
                scope
            ),
            ShippingAddress = XeroAddressMapper.ToAddress(
                Find(contact.Addresses, "STREET"),
                nameof(Customer.ShippingAddress),
                "Addresses[STREET]",
                scope
            ),
            Currency = scope.Currency(contact.DefaultCurrency),
            CurrencyText = contact.DefaultCurrency,
            DefaultTaxRateId = contact.AccountsReceivableTaxType,
            Phone = Phone(contact.Phones),
            Website = XeroValues.Filled(contact.Website),
            State = StateOf(contact.ContactStatus, scope),
            StateText = contact.ContactStatus,
            CustomFields = XeroCustomFields.Of(contact, scope),
            Source = scope.Source(id, contact.UpdatedDateUTC, scope.Links.Contact, payload),
        };
    }

    private static ValueList<Contact> People(in XeroContact contact)
    {
        var people = new List<Contact>();
        if (contact is not { FirstName: null, LastName: null, EmailAddress: null })
        {
            people.Add(Person(contact.FirstName, contact.LastName, contact.EmailAddress, BillingPreference.Primary));
        }

        foreach (var person in contact.ContactPersons ?? [])
        {
            var preference = person.IncludeInEmails == true ? BillingPreference.Standard : BillingPreference.None;
            people.Add(Person(person.FirstName, person.LastName, person.EmailAddress, preference));
        }

        return people.ToValueList();
    }

    private static Contact Person(string? given, string? family, string? email, BillingPreference preference) => new()
    {
        Name = (given, family) switch { (null, null) => null, (var one, null) => one, (null, var one) => one, _ => $"{given} {family}" },
        GivenName = given,
        FamilyName = family,
        Email = XeroValues.Filled(email?.Trim()),
        BillingPreference = preference,
    };

    private static string? Phone(XeroPhone[]? phones)
    {
        foreach (var phone in (phones ?? []).OrderBy(phone => phone.PhoneType == "DEFAULT" ? 0 : 1))
        {
            if (phone is { PhoneNumber: not null, PhoneType: not "FAX" })
            {
                var country = phone.PhoneCountryCode is { } code ? $"+{code.TrimStart('+')}" : null;
                return string.Join(' ', new[] { country, phone.PhoneAreaCode, phone.PhoneNumber }.Where(part => part is not null));
            }
        }

        return null;
    }

    private static XeroAddress? Find(XeroAddress[]? addresses, string type)
    {
        foreach (var address in addresses ?? [])
        {
            if (address.AddressType == type)
            {
                return address;
            }
        }

        return null;
    }

    private static RecordState StateOf(string? status, XeroReadScope scope)
    {
        if (status is not (null or "ACTIVE" or "ARCHIVED"))
        {
            scope.Unknown(nameof(Customer.State), "ContactStatus", status);
        }

        return status switch { "ACTIVE" => RecordState.Active, "ARCHIVED" => RecordState.Archived, _ => RecordState.Unknown };
    }
}
