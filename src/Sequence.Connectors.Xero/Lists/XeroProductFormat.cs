namespace Sequence.Connectors.Xero;

/// <summary>
/// Products, from the unified model to Xero's items. An item is known by its code, which is unique, and bears no mark of ours: what an
/// open attempt made is the item of that code among those made or changed since. What tracks its stock is left to Xero's users.
/// </summary>
internal sealed class XeroProductFormat : IXeroFormat<Product>
{
    // The clocks of the two sides may differ.
    private static readonly Duration ClockSkew = Duration.FromMinutes(1);

    public string List => "Items";

    public string IdMember => "ItemID";

    public string NameMember => "Code";

    public bool HasUniqueName => true;

    public bool IsRemovable => true;

    public IEnumerable<string> QueriesOf(IReadOnlyCollection<string> externalIds) => XeroEntities.Item.QueriesOf(externalIds);

    public string? NameOf(WriteIntent<Product> intent) => XeroValues.Filled(intent.Record.Sku) ?? intent.Record.Id;

    // The details of an item are sent whole, with what people have entered beside ours.
    public bool MustLook(WriteIntent<Product> intent) => true;

    public void Compose(XeroBody body, WriteIntent<Product> intent, XeroWriteScope scope)
    {
        var product = intent.Record;
        Code(body, intent);
        if (body.Owns(nameof(Product.Name)) && XeroValues.Filled(product.Name) is { } name)
        {
            body.Json.WriteString("Name", body.Fit(nameof(Product.Name), "Name", name.Trim(), XeroFacts.ItemNameLength));
        }

        body.Text(nameof(Product.Description), "Description", product.Description, XeroFacts.DescriptionLength);
        XeroItemPriceBody.Write(body, intent, scope);
        if (!body.IsUpdate)
        {
            body.Json.WriteBoolean("IsSold", true);
            body.Json.WriteBoolean("IsPurchased", false);
        }

        XeroCustomFieldBody.Write(body, intent, scope);
        Leftovers(body, product);
    }

    public XeroWritten? Read(RawPayload payload, XeroReadScope scope) =>
        WireReader.Parse(payload.Utf8.Span, XeroItem.Shape) is { ItemID: not null } wire
        && XeroListMapper.ToProduct(wire, payload, scope) is Change<Product>.Current { Record: var product }
            ? new(product, Status: null, wire.Code, Mark: null, IsSent: false, [])
            : null;

    public string Query(IEnumerable<string> names, bool ownOnly)
    {
        var codes = string.Join(" OR ", names.Select(name => $"Code==\"{name}\""));
        return $"Items?where={Uri.EscapeDataString(codes)}&unitdp=4";
    }

    public bool IsOurs(WriteIntent<Product> intent, XeroWritten found, WriteAttempt? attempt) =>
        attempt is not null && found.Record.Source?.ModifiedAt >= attempt.StartedAt - ClockSkew;

    public bool IsSame(WriteIntent<Product> intent, IRecord found) => false;

    public IEnumerable<MappingNote> Compare(WriteIntent<Product> intent, IRecord written) => [];

    public Uri? Link(XeroLinks links, string id) => null;

    private void Code(XeroBody body, WriteIntent<Product> intent)
    {
        var code = NameOf(intent)!;
        if (body.Before?.Name is { } standing && !(body.Owns(nameof(Product.Sku)) && XeroValues.Filled(intent.Record.Sku) is not null))
        {
            // Xero wants it on every update; the one that stands is kept where the host has none of its own.
            body.Json.WriteString(NameMember, standing);
        }
        else if (code.Length > XeroFacts.ItemCodeLength || code.Contains('"', StringComparison.Ordinal))
        {
            body.Refuse(
                "item.code.invalid",
                nameof(Product.Sku),
                $"The code '{code}' has more than {XeroFacts.ItemCodeLength} characters, or a quotation mark; Xero knows items by it.",
                "Give the product a shorter SKU, without quotation marks."
            );
        }
        else
        {
            if (XeroValues.Filled(intent.Record.Sku) is null)
            {
                body.Note(
                    MappingNoteKind.Defaulted,
                    nameof(Product.Sku),
                    NameMember,
                    null,
                    code,
                    "Xero knows items by a code; the id serves as one."
                );
            }

            body.Json.WriteString(NameMember, code);
        }
    }

    private static void Leftovers(XeroBody body, Product product)
    {
        if (product.State == RecordState.Archived)
        {
            body.Drop(nameof(Product.State), nameof(RecordState.Archived), "Xero's items cannot be archived.");
        }

        if (product is { Taxable: { } taxable, TaxRateId: null })
        {
            body.Drop(
                nameof(Product.Taxable),
                taxable ? "true" : "false",
                "Xero's items have a tax rate and no flag; give the product a tax rate."
            );
        }

        if (body.Before is not { Record: Product { KindText: var kind } } || kind != product.KindText)
        {
            body.Drop(nameof(Product.KindText), product.KindText, "Whether an item is tracked as inventory is left to Xero's users.");
        }
    }
}
