using System.Text.Json;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Lines of documents, from the unified model to QuickBooks. They are sent whole, each with its id where it has one, for a line
/// that is left out is removed: what people put on them, or beside them, is sent again.
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
        using var standing = QuickBooksStandingLines.Of(intent, body.Current);
        if (standing.AreUnmatched)
        {
            RefuseUnmatched(body, intent, scope);
            return;
        }

        var lines = intent.Record.Lines;
        var ids = new List<string?>(lines.Count);
        body.LineIds = ids;
        body.Json.WriteStartArray(QuickBooksNames.Line);
        Others(body, ids, standing.After(-1));
        for (var i = 0; i < lines.Count; i++)
        {
            ids.Add(lines[i].Id);
            body.Json.WriteStartObject();
            if (standing.Of(i) is { } line)
            {
                Kept(body, intent, scope, i, taxation.CodeOf(i), line);
            }
            else
            {
                Head(body, lines[i].Description, i);
                Body(body, intent, scope, i, taxation.CodeOf(i), null);
            }

            body.Json.WriteEndObject();
            Others(body, ids, standing.After(i));
        }

        body.Json.WriteEndArray();
        Tell(body, [.. standing.Others]);
    }

    private static void Kept<TDocument>(
        QuickBooksBody body, WriteIntent<TDocument> intent, QuickBooksWriteScope scope, int index, string? taxCode, JsonElement line)
        where TDocument : class, IDocument
    {
        var ours = intent.Record.Lines[index];
        if (QuickBooksStandingLine.Text(line, "Id") is { } id)
        {
            body.Json.WriteString("Id", id);
        }

        // What the host never said was said by QuickBooks' users, or by the item.
        var description = ours.Description ?? (BaseOf(intent, ours)?.Description is null ? null : "");
        Head(body, description, index);
        Body(body, intent, scope, index, taxCode, line);
        QuickBooksStandingLine.WriteRest(body.Json, line, ours.Kind == InvoiceLineKind.Text, description is null ? "" : "Description");
    }

    private static void Head(QuickBooksBody body, string? description, int index)
    {
        if (description is not null)
        {
            var fitting = description.Length <= QuickBooksFacts.DescriptionLength
                ? description
                : body.Fit($"Lines[{index}].Description", "Line.Description", description, QuickBooksFacts.DescriptionLength);
            body.Json.WriteString(QuickBooksNames.Description, fitting);
        }
    }

    private static void Body<TDocument>(
        QuickBooksBody body, WriteIntent<TDocument> intent, QuickBooksWriteScope scope, int index, string? taxCode, JsonElement? standing)
        where TDocument : class, IDocument
    {
        if (intent.Record.Lines[index].Kind == InvoiceLineKind.Text)
        {
            body.Json.WriteString(QuickBooksNames.DetailType, "DescriptionOnly");
        }
        else
        {
            Item(body, intent, scope, index, taxCode, standing);
        }
    }

    private static InvoiceLine? BaseOf<TDocument>(WriteIntent<TDocument> intent, InvoiceLine line)
        where TDocument : class, IDocument =>
        line.Id is null ? null : intent.Base?.Lines.FirstOrDefault(one => one.Id == line.Id);

    private static void Others(QuickBooksBody body, List<string?> ids, IEnumerable<JsonElement> lines)
    {
        foreach (var line in lines)
        {
            ids.Add(null);
            QuickBooksStandingLine.WriteWhole(body.Json, line);
        }
    }

    private static void Tell(QuickBooksBody body, List<JsonElement> others)
    {
        if (others.Count > 0)
        {
            body.Note(
                MappingNoteKind.Differs, nameof(IDocument.Lines), "Line", null, QuickBooksValues.Text(others.Count),
                $"QuickBooks' users put lines of their own on the document, which stay: {string.Join(", ", others.Select(Said))}.");
        }
    }

    private static string Said(JsonElement line)
    {
        var text = QuickBooksStandingLine.Text(line, "Description") ?? QuickBooksStandingLine.Text(line, "DetailType") ?? "a line";
        return QuickBooksStandingLine.Number(line, "Amount") is { } amount ? $"'{text}' of {QuickBooksValues.Text(amount)}" : $"'{text}'";
    }

    private static void RefuseUnmatched<TDocument>(QuickBooksBody body, WriteIntent<TDocument> intent, QuickBooksWriteScope scope)
        where TDocument : class, IDocument
    {
        var id = intent.Target!.ExternalId;
        body.Refuse(
            "lines.unmatched",
            nameof(IDocument.Lines),
            "It cannot be told which of the document's lines in QuickBooks are yours and which ones people put there, so none was changed.",
            "Give the lines of the document in QuickBooks the amounts and descriptions of yours, and write it again.",
            intent.Record is Invoice ? scope.Links.Invoice(id) : scope.Links.CreditMemo(id)
        );
    }

    private static void Item<TDocument>(
        QuickBooksBody body,
        WriteIntent<TDocument> intent,
        QuickBooksWriteScope scope,
        int index,
        string? taxCode,
        JsonElement? standing
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
        if (taxCode is not null)
        {
            TaxCode(body, taxCode, index);
        }

        if (line.ServiceStart is { } start)
        {
            body.Date(QuickBooksNames.ServiceDate, start);
        }

        if (standing is { } stands)
        {
            HashSet<string> written =
            [
                "ItemRef", "Qty", "UnitPrice", taxCode is null ? "" : "TaxCodeRef",
                (line.ServiceStart ?? BaseOf(intent, line)?.ServiceStart) is null ? "" : "ServiceDate",
            ];
            QuickBooksStandingLine.WriteRestOfDetail(body, stands, index, (net, quantity, price), written);
        }

        body.Json.WriteEndObject();
        Leftovers(body, line, index);
    }

    private static void TaxCode(QuickBooksBody body, string code, int index)
    {
        if (code is "TAX" or "NON")
        {
            // Two words of US companies, and no codes of a list.
            body.Reference(QuickBooksNames.TaxCodeRef, code);
        }
        else
        {
            body.Reference(QuickBooksNames.TaxCodeRef, code, "TaxCode", nameof(InvoiceLine.TaxRateId), index);
        }
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
