namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Lines of documents, from the unified model to QuickBooks. They are sent whole, each with its id where it has one, for a line
/// that is left out is removed.
/// </summary>
internal static class QuickBooksLineBody
{
    public static void Write<TDocument>(
        QuickBooksBody body,
        WriteIntent<TDocument> intent,
        QuickBooksWriteScope scope,
        QuickBooksTaxation taxation
    )
        where TDocument : class, IDocument
    {
        var lines = intent.Record.Lines;
        var ids = new string?[lines.Count];
        body.LineIds = ids;
        body.Json.WriteStartArray(QuickBooksNames.Line);
        for (var i = 0; i < lines.Count; i++)
        {
            ids[i] = lines[i].Id;
            body.Json.WriteStartObject();
            var id = WriteAttempts.PartOf(intent.Target, lines[i].Id);
            if (id is not null)
            {
                body.Json.WriteString("Id", id);
            }

            if ((lines[i].Description ?? (id is null ? null : "")) is { } description)
            {
                var fitting = description.Length <= QuickBooksFacts.DescriptionLength
                    ? description
                    : body.Fit($"Lines[{i}].Description", "Line.Description", description, QuickBooksFacts.DescriptionLength);
                body.Json.WriteString(QuickBooksNames.Description, fitting);
            }

            if (lines[i].Kind == InvoiceLineKind.Text)
            {
                body.Json.WriteString(QuickBooksNames.DetailType, "DescriptionOnly");
            }
            else
            {
                Item(body, intent, scope, i, taxation.CodeOf(i));
            }

            body.Json.WriteEndObject();
        }

        body.Json.WriteEndArray();
    }

    private static void Item<TDocument>(
        QuickBooksBody body,
        WriteIntent<TDocument> intent,
        QuickBooksWriteScope scope,
        int index,
        string? taxCode
    )
        where TDocument : class, IDocument
    {
        var line = intent.Record.Lines[index];
        var net = line.NetTotal ?? 0m;
        body.Json.WriteNumber(QuickBooksNames.Amount, net);
        body.Json.WriteString(QuickBooksNames.DetailType, QuickBooksNames.SalesItemLineDetail);
        body.Json.WriteStartObject(QuickBooksNames.SalesItemLineDetail);
        if (ItemOf(body, intent, scope, index) is { } item)
        {
            body.Reference(QuickBooksNames.ItemRef, item, "Item", nameof(InvoiceLine.ProductId), index);
        }

        var (quantity, price) = Explained(body, line, index, net);
        body.Json.WriteNumber(QuickBooksNames.Quantity, quantity);
        body.Json.WriteNumber(QuickBooksNames.UnitPrice, price);
        if (taxCode is "TAX" or "NON")
        {
            // Two words of US companies, and no codes of a list.
            body.Reference(QuickBooksNames.TaxCodeRef, taxCode);
        }
        else if (taxCode is not null)
        {
            body.Reference(QuickBooksNames.TaxCodeRef, taxCode, "TaxCode", nameof(InvoiceLine.TaxRateId), index);
        }

        if (line.ServiceStart is { } start)
        {
            body.Date(QuickBooksNames.ServiceDate, start);
        }

        body.Json.WriteEndObject();
        Leftovers(body, line, index);
    }

    // QuickBooks refuses a line whose amount is not its quantity times its price (6070), and the net total is the truth.
    private static (decimal Quantity, decimal Price) Explained(QuickBooksBody body, InvoiceLine line, int index, decimal net)
    {
        var (quantity, price) = (line.Quantity ?? 1m, line.UnitPrice ?? net);
        if (quantity * price == net)
        {
            return (quantity, price);
        }

        var said = $"{QuickBooksValues.Text(quantity)} × {(line.UnitPrice is null ? "an unknown price" : QuickBooksValues.Text(price))}";
        body.Note(
            MappingNoteKind.Coerced,
            $"Lines[{index}].UnitPrice",
            "SalesItemLineDetail.UnitPrice",
            said,
            $"1 × {QuickBooksValues.Text(net)}",
            $"{said} is not exactly {QuickBooksValues.Text(net)}, so the line was sent as one."
        );
        return (1m, net);
    }

    private static string? ItemOf<TDocument>(QuickBooksBody body, WriteIntent<TDocument> intent, QuickBooksWriteScope scope, int index)
        where TDocument : class, IDocument
    {
        var product = intent.Record.Lines[index].ProductId;
        var item = (product is null ? null : intent.References.Find<Product>(product) ?? scope.Settings.ItemOf(product))
            ?? scope.Settings.DefaultItem
            ?? scope.Company.DefaultItemId;
        if (item is null)
        {
            // A line without an item would be a remark, and its amount would be ignored.
            body.Refuse(
                "item.unmapped",
                $"Lines[{index}].ProductId",
                product is null
                    ? "The line names no product, and the connection has no default item."
                    : $"The product '{product}' has no item in QuickBooks.",
                $"Set '{QuickBooksSettings.ItemPrefix}{product ?? "default"}' to an item's id.",
                scope.Links.Items()
            );
        }

        return item;
    }

    private static void Leftovers(QuickBooksBody body, InvoiceLine line, int index)
    {
        if (line.ServiceEnd is { } end && end != line.ServiceStart)
        {
            body.Note(
                MappingNoteKind.Dropped, $"Lines[{index}].ServiceEnd", null, QuickBooksValues.Text(end), null,
                "QuickBooks holds one service date of a line; the first day was sent.");
        }

        if (line.Kind == InvoiceLineKind.Discount)
        {
            body.Note(
                MappingNoteKind.Coerced,
                $"Lines[{index}].Kind",
                "Line.DetailType",
                nameof(InvoiceLineKind.Discount),
                nameof(InvoiceLineKind.Item),
                "QuickBooks has one discount of a whole document; the discount was sent as a line below zero."
            );
        }

        if (line.LedgerAccountId is { } account)
        {
            body.Note(
                MappingNoteKind.Dropped, $"Lines[{index}].LedgerAccountId", "SalesItemLineDetail.ItemAccountRef", account, null,
                "QuickBooks books a line to its item's account; map the product to an item with that account.");
        }
    }
}
