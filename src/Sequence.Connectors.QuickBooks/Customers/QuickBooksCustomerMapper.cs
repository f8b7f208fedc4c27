namespace Sequence.Connectors.QuickBooks;

/// <summary>Customers, from QuickBooks to the unified model. Pure.</summary>
internal static class QuickBooksCustomerMapper
{
    public static Customer ToCustomer(in QuickBooksCustomer customer, RawPayload payload, QuickBooksReadScope scope)
    {
        var id = customer.Id ?? "";
        return new()
        {
            Id = id,
            Name = customer.DisplayName ?? customer.CompanyName,
            Contacts = Contacts(customer, scope),
            BillingAddress = QuickBooksAddressMapper.ToAddress(customer.BillAddr, nameof(Customer.BillingAddress), "BillAddr", scope),
            ShippingAddress = QuickBooksAddressMapper.ToAddress(customer.ShipAddr, nameof(Customer.ShippingAddress), "ShipAddr", scope),
            Currency = scope.Currency(customer.CurrencyRef),
            CurrencyText = customer.CurrencyRef?.Value,
            TaxStatus = customer.Taxable switch { true => TaxStatus.Taxed, false => TaxStatus.Exempt, null => TaxStatus.Unknown },
            DefaultTaxRateId = customer.DefaultTaxCodeRef?.Value,
            ParentId = customer.ParentRef?.Value,
            Phone = QuickBooksValues.Filled(customer.PrimaryPhone?.FreeFormNumber),
            Website = QuickBooksValues.Filled(customer.WebAddr?.Uri),
            State = customer.Active switch { true => RecordState.Active, false => RecordState.Archived, null => RecordState.Unknown },
            Source = scope.Source(id, customer.SyncToken, customer.MetaData, scope.Links.Customer, payload),
        };
    }

    private static ValueList<Contact> Contacts(in QuickBooksCustomer customer, QuickBooksReadScope scope)
    {
        var name = FullName(customer);
        var email = customer.PrimaryEmailAddr?.Address?.Trim(' ', ',', ';');
        if (name is null && string.IsNullOrEmpty(email))
        {
            return [];
        }

        var primary = new Contact
        {
            Name = name,
            GivenName = customer.GivenName,
            FamilyName = customer.FamilyName,
            Email = string.IsNullOrEmpty(email) ? null : email,
            BillingPreference = BillingPreference.Primary,
        };
        return email is not null && email.AsSpan().ContainsAny(',', ';') ? Several(primary, email, scope) : [primary];
    }

    private static ValueList<Contact> Several(Contact primary, string emails, QuickBooksReadScope scope)
    {
        var parts = QuickBooksCustomerEmails.Split(emails);
        scope.Note(
            MappingNoteKind.Translated, nameof(Customer.Contacts), "PrimaryEmailAddr.Address", emails, parts.FirstOrDefault(),
            $"The customer has {parts.Length} mail addresses in one field; the first is its primary one, the others receive copies.");
        return parts.Select((part, index) => index == 0
            ? primary with { Email = part }
            : new Contact { Email = part, BillingPreference = BillingPreference.Standard }).ToValueList();
    }

    private static string? FullName(in QuickBooksCustomer customer) => (customer.GivenName, customer.FamilyName) switch
    {
        (null or "", null or "") => null,
        (var given, null or "") => given,
        (null or "", var family) => family,
        var (given, family) => $"{given} {family}",
    };
}
