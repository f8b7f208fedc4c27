namespace Sequence.Connectors.QuickBooks;

/// <summary>Customers, from the unified model to QuickBooks.</summary>
internal sealed class QuickBooksCustomerFormat : IQuickBooksFormat<Customer>
{
    public string Entity => "Customer";

    public bool HasActive => true;

    public IReadOnlyDictionary<WriteVerb, QuickBooksVerb<Customer>> Verbs { get; } = new Dictionary<WriteVerb, QuickBooksVerb<Customer>>
    {
        [WriteVerb.Archive] = QuickBooksVerbs.Archive<Customer>(customer => customer.State == RecordState.Archived),
    };

    public string? CustomerOf(WriteIntent<Customer> intent) => null;

    public bool NeedsCurrent(WriteIntent<Customer> intent) =>
        intent.Owns(nameof(Customer.Contacts))
        || (intent.Owns(nameof(Customer.BillingAddress)) && intent.Record.BillingAddress is null)
        || (intent.Owns(nameof(Customer.ShippingAddress)) && intent.Record.ShippingAddress is null);

    public void Compose(QuickBooksBody body, WriteIntent<Customer> intent, QuickBooksWriteScope scope)
    {
        var customer = intent.Record;
        Name(body, intent);
        Contacts(body, intent);
        body.Wrapped(
            nameof(Customer.Phone),
            QuickBooksNames.PrimaryPhone,
            QuickBooksNames.FreeFormNumber,
            customer.Phone,
            QuickBooksFacts.PhoneLength
        );
        body.Wrapped(nameof(Customer.Website), QuickBooksNames.WebAddr, QuickBooksNames.Uri, customer.Website, 1000);
        QuickBooksAddressBody.Write(body, nameof(Customer.BillingAddress), "BillAddr", customer.BillingAddress);
        QuickBooksAddressBody.Write(body, nameof(Customer.ShippingAddress), "ShipAddr", customer.ShippingAddress);
        Parent(body, intent);
        Currency(body, customer, scope);
        Tax(body, intent, scope);
        if (body.IsUpdate && body.Owns(nameof(Customer.State)) && customer.State != RecordState.Unknown)
        {
            body.Json.WriteBoolean("Active", customer.State == RecordState.Active);
        }

        if (!body.IsUpdate)
        {
            body.Json.WriteString("Notes", QuickBooksMark.For(scope.Product, "customer", customer.Id, intent.Key));
        }

        body.RefuseCustomFields(customer.CustomFields, "customers");
    }

    public QuickBooksWritten? Read(RawPayload payload, QuickBooksReadScope scope) =>
        WireReader.Parse(payload.Utf8.Span, QuickBooksCustomer.Shape) is { Id: not null } wire
            ? new(QuickBooksCustomerMapper.ToCustomer(wire, payload, scope), wire.Notes, [])
            : null;

    /// <summary>What an update cannot change: a customer keeps its currency for ever, and stays below its parent.</summary>
    public IEnumerable<MappingNote> Compare(WriteIntent<Customer> intent, IRecord written)
    {
        var (sent, kept) = (intent.Record, (Customer)written);
        if (
            intent.Owns(nameof(Customer.Currency))
            && sent.Currency is { } currency
            && kept.Currency is { } theirs
            && !currency.Equals(theirs)
        )
        {
            yield return Kept(
                nameof(Customer.Currency),
                "CurrencyRef",
                currency.Value,
                theirs.Value,
                $"QuickBooks keeps the customer in {theirs}; its currency cannot be changed."
            );
        }

        if (intent.Owns(nameof(Customer.ParentId)) && sent.ParentId is null && kept.ParentId is { } parent)
        {
            yield return Kept(
                nameof(Customer.ParentId),
                "ParentRef",
                null,
                parent,
                $"The customer stays below customer {parent} in QuickBooks; it can be moved there by hand."
            );
        }
    }

    public bool IsSame(WriteIntent<Customer> intent, IRecord found) => false;

    private static void Name(QuickBooksBody body, WriteIntent<Customer> intent)
    {
        if (!body.Owns(nameof(Customer.Name)))
        {
            return;
        }

        var plain = Plain(body, nameof(Customer.Name), "DisplayName", intent.Record.Name) ?? "";
        body.Json.WriteString(
            "DisplayName",
            body.Fit(nameof(Customer.Name), "DisplayName", plain, QuickBooksFacts.DisplayNameLength - Suffix(intent).Length)
                + Suffix(intent)
        );
    }

    /// <summary>The name that a customer is sent with; a very long one is cut besides.</summary>
    public static string DisplayName(WriteIntent<Customer> intent) => Plain(intent.Record.Name) + Suffix(intent);

    // Names are unique, so that the same customer in another currency bears its currency in its name.
    private static string Suffix(WriteIntent<Customer> intent) => intent.Variant is { } variant ? $" ({variant})" : "";

    // Colons part a customer from its sub-customers, and tabs and line ends are refused.
    private static string? Plain(QuickBooksBody body, string path, string member, string? name)
    {
        var plain = Plain(name);
        if (body.Owns(path) && plain != name)
        {
            body.Note(MappingNoteKind.Coerced, path, member, name, plain, "QuickBooks allows no colons, tabs or line ends in a name.");
        }

        return plain;
    }

    private static string? Plain(string? name) => name?.Replace(':', '-').Replace('\t', ' ').Replace('\r', ' ').Replace('\n', ' ').Trim();

    private static void Contacts(QuickBooksBody body, WriteIntent<Customer> intent)
    {
        var customer = intent.Record;
        var primary = customer.PrimaryContact;
        const string path = nameof(Customer.Contacts);
        var given = primary?.GivenName ?? (primary?.FamilyName is null ? primary?.Name : null);

        // Who has no name, or no mail, says nothing of the one that somebody entered.
        if (primary is null || given is not null || primary.FamilyName is not null)
        {
            body.Text(path, "GivenName", Plain(body, path, "GivenName", given), QuickBooksFacts.NamePartLength);
            body.Text(path, "FamilyName", Plain(body, path, "FamilyName", primary?.FamilyName), QuickBooksFacts.NamePartLength);
        }

        var emails = QuickBooksCustomerEmails.Of(intent, body.Current);
        if (primary is not { Email: null })
        {
            body.Email(path, nameof(Customer.BillingEmail), QuickBooksNames.PrimaryEmailAddr, emails.Text);
        }

        var sent = customer.Contacts.Count(contact => contact == primary || emails.Holds(contact));
        if (body.Owns(path) && customer.Contacts.Count > sent)
        {
            body.Note(
                MappingNoteKind.Dropped,
                path,
                null,
                QuickBooksValues.Text(customer.Contacts.Count),
                QuickBooksValues.Text(sent),
                "QuickBooks holds one person of a customer, and further addresses up to 100 characters in all: those that fit were sent."
            );
        }
    }

    private static void Parent(QuickBooksBody body, WriteIntent<Customer> intent)
    {
        if (intent.Record.ParentId is not { } parent || !body.Owns(nameof(Customer.ParentId)))
        {
            return;
        }

        if (intent.References.Find<Customer>(parent) is { } external)
        {
            body.Json.WriteBoolean("Job", true);
            body.Reference(QuickBooksNames.ParentRef, external);
        }
        else
        {
            body.Refuse(
                "reference.unlinked",
                nameof(Customer.ParentId),
                $"The parent customer '{parent}' is not linked to QuickBooks.",
                "Link or create it first."
            );
        }
    }

    // A customer's currency cannot be changed once it stands, so that it is sent with a creation only.
    private static void Currency(QuickBooksBody body, Customer customer, QuickBooksWriteScope scope)
    {
        if (customer.Currency is not { } currency || body.IsUpdate)
        {
            return;
        }

        if (scope.Company.MultiCurrency)
        {
            body.Reference(QuickBooksNames.CurrencyRef, currency.Value);
        }
        else if (scope.Company.HomeCurrency is { } home && !home.Equals(currency))
        {
            body.Refuse(
                "currency.unsupported",
                nameof(Customer.Currency),
                $"The company keeps its books in {home} only; this customer is billed in {currency}.",
                "Turn on multi-currency in QuickBooks (it cannot be turned off again), or bill the customer in the home currency.",
                scope.Links.Settings()
            );
        }
    }

    private static void Tax(QuickBooksBody body, WriteIntent<Customer> intent, QuickBooksWriteScope scope)
    {
        var customer = intent.Record;
        if (body.Owns(nameof(Customer.TaxStatus)) && customer.TaxStatus is TaxStatus.Taxed or TaxStatus.Exempt)
        {
            body.Json.WriteBoolean("Taxable", customer.TaxStatus == TaxStatus.Taxed);
        }

        if (customer.DefaultTaxRateId is not { } rate || !body.Owns(nameof(Customer.DefaultTaxRateId)))
        {
            return;
        }

        if (scope.Company.TaxMode == QuickBooksTaxMode.AutomatedUs)
        {
            body.Note(
                MappingNoteKind.Dropped,
                nameof(Customer.DefaultTaxRateId),
                "DefaultTaxCodeRef",
                rate,
                null,
                "With automated sales tax QuickBooks sets the customer's tax code itself."
            );
        }
        else if ((intent.References.Find<TaxRate>(rate) ?? scope.Settings.TaxCodeOf(rate)) is { } code)
        {
            body.Reference(QuickBooksNames.DefaultTaxCodeRef, code, "TaxCode", nameof(Customer.DefaultTaxRateId));
        }
        else
        {
            body.Refuse(
                "tax.code.unmapped", nameof(Customer.DefaultTaxRateId), $"The tax rate '{rate}' has no tax code in QuickBooks.",
                $"Set '{QuickBooksSettings.TaxCodePrefix}{rate}' to the tax code's id.", scope.Links.Taxes());
        }
    }

    private static MappingNote Kept(string path, string systemPath, string? from, string to, string message) =>
        new() { Kind = MappingNoteKind.Differs, Path = path, SystemPath = systemPath, From = from, To = to, Message = message };
}
