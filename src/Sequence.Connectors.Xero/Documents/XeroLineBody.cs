namespace Sequence.Connectors.Xero;

/// <summary>
/// Lines of documents, from the unified model to Xero. They are sent whole, each with its id where it has one: a line that is
/// left out is removed, and one without its id is made anew.
/// </summary>
internal static class XeroLineBody
{
    private const string NoDescription = ".";

    public static void Write<TDocument>(XeroBody body, WriteIntent<TDocument> intent, XeroWriteScope scope)
        where TDocument : class, IDocument
    {
        var document = intent.Record;
        var untaxed = IsUntaxed(document, scope);
        var tracking = XeroCustomFieldBody.Tracking(body, intent, scope);
        body.Json.WriteString("LineAmountTypes", untaxed ? "NoTax" : "Exclusive");
        var sent = new XeroSentLine[document.Lines.Count];
        body.Lines = sent;
        body.Json.WriteStartArray(XeroNames.LineItems);
        for (var i = 0; i < document.Lines.Count; i++)
        {
            var line = document.Lines[i];
            var description = Description(body, line, i);
            var id = WriteAttempts.PartOf(intent.Target, line.Id);
            sent[i] = new(line.Id, id, description, line.Kind == InvoiceLineKind.Text ? 0m : line.NetTotal ?? 0m);
            body.Json.WriteStartObject();
            if (id is not null)
            {
                body.Json.WriteString(XeroNames.LineItemID, id);
            }

            body.Json.WriteString(XeroNames.Description, description);
            if (line.Kind != InvoiceLineKind.Text)
            {
                Item(body, intent, scope, i, untaxed);
                Tracking(body, tracking, id);
                if (id is not null && intent.Record is Invoice)
                {
                    // A line that is kept keeps what is not sent, and with a discount of theirs it would not add up.
                    body.Json.WriteNumber("DiscountRate", 0);
                }
            }

            body.Json.WriteEndObject();
        }

        body.Json.WriteEndArray();
        DatesOfService(body, document.Lines);
    }

    // Xero approves no document with a line that says nothing.
    private static string Description(XeroBody body, InvoiceLine line, int index)
    {
        if (line.Description is { Length: <= XeroFacts.DescriptionLength } description && !string.IsNullOrWhiteSpace(description))
        {
            return description;
        }

        var (path, member) = ($"Lines[{index}].Description", "LineItems.Description");
        if (!string.IsNullOrWhiteSpace(line.Description))
        {
            return body.Fit(path, member, line.Description, XeroFacts.DescriptionLength);
        }

        body.Note(MappingNoteKind.Defaulted, path, member, null, NoDescription, "Xero wants every line to say something.");
        return NoDescription;
    }

    // Without any tax on it a document says so as a whole, which holds in every country; else Xero would add its accounts' own.
    private static bool IsUntaxed(IDocument document, XeroWriteScope scope)
    {
        var (taxes, isSaid, isSaidOfAll) = (0m, document.TaxTotal is not null, true);
        foreach (var line in document.Lines)
        {
            if (line.TaxRateId is not null)
            {
                return false;
            }

            taxes += line.TaxTotal ?? 0m;
            isSaid |= line.TaxTotal is not null;
            isSaidOfAll &= line.Kind == InvoiceLineKind.Text || line.TaxTotal == 0m;
        }

        return isSaid && (document.TaxTotal ?? taxes) == 0m && (scope.Settings.DefaultTax is null || isSaidOfAll);
    }

    private static void Item<TDocument>(XeroBody body, WriteIntent<TDocument> intent, XeroWriteScope scope, int index, bool untaxed)
        where TDocument : class, IDocument
    {
        var line = intent.Record.Lines[index];
        var net = line.NetTotal ?? 0m;
        var (quantity, price) = Explained(body, line, index, net);
        body.Json.WriteNumber(XeroNames.Quantity, quantity);
        body.Json.WriteNumber(XeroNames.UnitAmount, price);
        body.Json.WriteNumber(XeroNames.LineAmount, net);
        var item = XeroLineAccounts.Item(body, intent, scope, index);
        if (item is not null)
        {
            body.Json.WriteString(XeroNames.ItemCode, item);
        }

        XeroLineAccounts.Account(body, intent, scope, index, hasItem: item is not null);
        if (!untaxed)
        {
            if (XeroLineAccounts.TaxType(body, intent, scope, index) is { } taxType)
            {
                body.Json.WriteString(XeroNames.TaxType, taxType);
            }

            if (line.TaxTotal is { } tax)
            {
                body.Json.WriteNumber(XeroNames.TaxAmount, tax);
            }
        }

        Leftovers(body, line, index);
    }

    // Xero refuses a line whose amount is not its quantity times its price, rounded to cents; which way it rounds the half of one
    // is not said. The net total is the truth.
    private static (decimal Quantity, decimal Price) Explained(XeroBody body, InvoiceLine line, int index, decimal net)
    {
        var (quantity, price) = (line.Quantity ?? 1m, line.UnitPrice ?? net);
        var isKept = decimal.Round(quantity, XeroFacts.UnitDecimals) == quantity && decimal.Round(price, XeroFacts.UnitDecimals) == price;
        var product = quantity * price;
        var isHalf =
            decimal.Round(product, XeroFacts.AmountDecimals, MidpointRounding.ToZero) is var low
            && Math.Abs(product - low) == 0.005m;
        if (isKept && !isHalf && decimal.Round(product, XeroFacts.AmountDecimals) == net)
        {
            return (quantity, price);
        }

        var said = $"{XeroValues.Text(quantity)} × {(line.UnitPrice is null ? "an unknown price" : XeroValues.Text(price))}";
        body.Note(
            MappingNoteKind.Coerced, $"Lines[{index}].UnitPrice", "LineItems.UnitAmount", said, $"1 × {XeroValues.Text(net)}",
            $"{said} is not {XeroValues.Text(net)} with the decimals that Xero keeps, so the line was sent as one.");
        return (1m, net);
    }

    // Tracking is sent whole where it is sent: what people put on a line beside the host's own goes with it. A line that is sent
    // with its id and without any keeps what it has.
    private static void Tracking(XeroBody body, IReadOnlyList<(string Category, string? Option)> tracking, string? lineId)
    {
        if (tracking.Count == 0 || (lineId is null && tracking.All(one => one.Option is null)))
        {
            return;
        }

        var standing = lineId is null
            ? []
            : body.Before?.Lines.FirstOrDefault(line => string.Equals(line.Id, lineId, StringComparison.OrdinalIgnoreCase))?.Tracking
                ?? [];
        var own = tracking.Where(one => one.Option is not null).ToList();
        var kept = standing
            .Where(one => tracking.All(other => other.Category != one.Category))
            .Select(one => (one.Category, (string?)one.Option))
            .Take(XeroFacts.MostTracking - own.Count);
        body.Json.WriteStartArray("Tracking");
        foreach (var (category, option) in own.Concat(kept))
        {
            body.Json.WriteStartObject();
            body.Json.WriteString("Name", category);
            body.Json.WriteString("Option", option);
            body.Json.WriteEndObject();
        }

        body.Json.WriteEndArray();
    }

    private static void Leftovers(XeroBody body, InvoiceLine line, int index)
    {
        if (line.Kind == InvoiceLineKind.Discount)
        {
            body.Note(
                MappingNoteKind.Coerced,
                $"Lines[{index}].Kind",
                "LineItems",
                nameof(InvoiceLineKind.Discount),
                nameof(InvoiceLineKind.Item),
                "Xero has no discount of a whole document; the discount was sent as a line below zero."
            );
        }
    }

    // Every line of a subscription has them: one note says it of all.
    private static void DatesOfService(XeroBody body, ValueList<InvoiceLine> lines)
    {
        var (count, first) = (0, 0);
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i] is { Kind: not InvoiceLineKind.Text, ServiceStart: not null })
            {
                first = count++ == 0 ? i : first;
            }
        }

        if (count > 0)
        {
            body.Note(
                MappingNoteKind.Dropped,
                count == 1 ? $"Lines[{first}].ServiceStart" : "Lines[].ServiceStart",
                null,
                XeroValues.Text(lines[first].ServiceStart!.Value),
                null,
                "Xero's lines have no dates of service; say them in the description."
            );
        }
    }
}
