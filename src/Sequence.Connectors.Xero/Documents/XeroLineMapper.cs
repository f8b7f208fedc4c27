namespace Sequence.Connectors.Xero;

/// <summary>Lines of documents, from Xero to the unified model. Pure.</summary>
internal static class XeroLineMapper
{
    public static ValueList<InvoiceLine> ToLines(in XeroDocument document, XeroReadScope scope)
    {
        if (document.LineItems is not { Length: > 0 } lines)
        {
            return [];
        }

        var includesTax = document.LineAmountTypes == "Inclusive";
        var mapped = new InvoiceLine[lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            mapped[i] = IsText(lines[i])
                ? new() { Id = lines[i].LineItemID, Kind = InvoiceLineKind.Text, Description = lines[i].Description }
                : Item(lines[i], i, includesTax, scope);
        }

        return mapped.ToValueList();
    }

    private static InvoiceLine Item(in XeroLineItem line, int index, bool includesTax, XeroReadScope scope)
    {
        var tax = line.TaxAmount ?? 0m;
        var priceIncludesTax = includesTax && tax != 0m && line.UnitAmount is not null;
        if (priceIncludesTax)
        {
            scope.Note(
                MappingNoteKind.Dropped, $"Lines[{index}].UnitPrice", "LineItems.UnitAmount", XeroValues.Text(line.UnitAmount!.Value), null,
                "The price includes tax in Xero; the net total tells what the line is worth without.");
        }

        return new()
        {
            Id = line.LineItemID,
            Description = line.Description,
            Quantity = line.Quantity,
            UnitPrice = priceIncludesTax ? null : line.UnitAmount,
            NetTotal = includesTax ? line.LineAmount - tax : line.LineAmount,
            TaxTotal = line.TaxAmount,
            TaxRateId = line.TaxType,
            ProductId = line.Item?.ItemID,
            LedgerAccountId = line.AccountID ?? line.AccountCode,
        };
    }

    private static bool IsText(in XeroLineItem line) =>
        line is { AccountCode: null, AccountID: null, ItemCode: null, LineAmount: null or 0m, UnitAmount: null or 0m };
}
