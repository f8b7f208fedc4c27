namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Products, from the unified model to QuickBooks' items. An item has no field for our mark that its customers would not see; its
/// name is unique, so that what an open attempt made is found by its name among the items made since.
/// </summary>
internal sealed class QuickBooksProductFormat : IQuickBooksFormat<Product>
{
    public string Entity => "Item";

    public bool HasActive => true;

    public IReadOnlyDictionary<WriteVerb, QuickBooksVerb<Product>> Verbs { get; } = new Dictionary<WriteVerb, QuickBooksVerb<Product>>
    {
        [WriteVerb.Archive] = QuickBooksVerbs.Archive<Product>(product => product.State == RecordState.Archived),
    };

    public string? CustomerOf(WriteIntent<Product> intent) => null;

    public void Compose(QuickBooksBody body, WriteIntent<Product> intent, QuickBooksWriteScope scope)
    {
        var product = intent.Record;
        Name(body, product);
        body.Text(nameof(Product.Sku), "Sku", product.Sku, QuickBooksFacts.ItemNameLength);
        body.Text(nameof(Product.Description), "Description", product.Description, QuickBooksFacts.DescriptionLength);
        if (product.UnitPrice is { } price && body.Owns(nameof(Product.UnitPrice)))
        {
            body.Json.WriteNumber("UnitPrice", price);
        }

        Account(body, intent, scope);
        Tax(body, intent, scope);
        if (!body.IsUpdate)
        {
            body.Json.WriteString("Type", product.KindText == "NonInventory" ? "NonInventory" : "Service");
        }
        else if (product.State != RecordState.Unknown && body.Owns(nameof(Product.State)))
        {
            body.Json.WriteBoolean("Active", product.State == RecordState.Active);
        }

        body.RefuseCustomFields(product.CustomFields, "items");
    }

    public QuickBooksWritten? Read(RawPayload payload, QuickBooksReadScope scope) =>
        WireReader.Parse(payload.Utf8.Span, QuickBooksItem.Shape) is { Id: not null } wire
            ? new(QuickBooksListMapper.ToProduct(wire, payload, scope), Mark: null, [])
            : null;

    public IEnumerable<MappingNote> Compare(WriteIntent<Product> intent, IRecord written) => [];

    public bool IsSame(WriteIntent<Product> intent, IRecord found) => false;

    public Func<WriteIntent<Product>, bool> MakersOf(RawPayload found)
    {
        var name = WireReader.Parse(found.Utf8.Span, QuickBooksItem.Shape)?.Name;
        return intent => string.Equals(name, NameOf(intent.Record), StringComparison.OrdinalIgnoreCase);
    }

    private static void Name(QuickBooksBody body, Product product)
    {
        if (!body.Owns(nameof(Product.Name)))
        {
            return;
        }

        if (NameOf(product) is not { Length: > 0 } name)
        {
            body.Refuse(
                "item.name.missing",
                nameof(Product.Name),
                "The product has no name; QuickBooks' items are known by theirs.",
                "Give it a name."
            );
            return;
        }

        if (name != product.Name)
        {
            body.Note(
                MappingNoteKind.Coerced, nameof(Product.Name), "Name", product.Name, name,
                $"QuickBooks allows {QuickBooksFacts.ItemNameLength} characters in an item's name, and no colons, tabs or line ends.");
        }

        body.Json.WriteString("Name", name);
    }

    // A colon parts an item from its category.
    private static string? NameOf(Product product)
    {
        var plain = product.Name?.Replace(':', '-').Replace('\t', ' ').Replace('\r', ' ').Replace('\n', ' ').Trim();
        return plain is { Length: > QuickBooksFacts.ItemNameLength } ? plain[..QuickBooksFacts.ItemNameLength].Trim() : plain;
    }

    private static void Account(QuickBooksBody body, WriteIntent<Product> intent, QuickBooksWriteScope scope)
    {
        var account = intent.Record.LedgerAccountId;
        if (body.IsUpdate && (account is null || !body.Owns(nameof(Product.LedgerAccountId))))
        {
            return;
        }

        if ((account is null ? scope.Settings.IncomeAccount : intent.References.Find<LedgerAccount>(account)) is { } income)
        {
            body.Reference(QuickBooksNames.IncomeAccountRef, income, "Account", nameof(Product.LedgerAccountId));
            return;
        }

        body.Refuse(
            account is null ? "account.unmapped" : "reference.unlinked",
            nameof(Product.LedgerAccountId),
            account is null
                ? $"The product '{intent.Record.Name}' names no account that its sales are booked to."
                : $"The account '{account}' is not linked to QuickBooks.",
            $"Link an income account, or leave it out and set '{QuickBooksSettings.IncomeAccountKey}'.",
            scope.Links.Items()
        );
    }

    private static void Tax(QuickBooksBody body, WriteIntent<Product> intent, QuickBooksWriteScope scope)
    {
        var product = intent.Record;
        if (product.Taxable is { } taxable && body.Owns(nameof(Product.Taxable)))
        {
            body.Json.WriteBoolean("Taxable", taxable);
        }

        if (product.TaxRateId is not { } rate || !body.Owns(nameof(Product.TaxRateId)))
        {
            return;
        }

        if (
            scope.Company.TaxMode == QuickBooksTaxMode.Global
            && (intent.References.Find<TaxRate>(rate) ?? scope.Settings.TaxCodeOf(rate)) is { } code
        )
        {
            body.Reference(QuickBooksNames.SalesTaxCodeRef, code, "TaxCode", nameof(Product.TaxRateId));
            return;
        }

        body.Note(
            MappingNoteKind.Dropped,
            nameof(Product.TaxRateId),
            "SalesTaxCodeRef",
            rate,
            null,
            scope.Company.TaxMode == QuickBooksTaxMode.Global
                ? $"The tax rate '{rate}' has no tax code in QuickBooks."
                : "Items of this company bear no tax code of their own."
        );
    }
}
