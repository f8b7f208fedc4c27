namespace Sequence.Connectors.QuickBooks;

/// <summary>Lines of documents, from QuickBooks to the unified model. Pure.</summary>
internal static class QuickBooksLineMapper
{
    public static ValueList<InvoiceLine> ToLines(QuickBooksLine[]? lines, QuickBooksReadScope scope)
    {
        if (lines is null || lines.Length == 0)
        {
            return [];
        }

        var mapped = new List<InvoiceLine>(lines.Length);
        foreach (ref readonly var line in lines.AsSpan())
        {
            Add(in line, mapped, scope);
        }

        return mapped.ToValueList();
    }

    private static void Add(in QuickBooksLine line, List<InvoiceLine> lines, QuickBooksReadScope scope)
    {
        switch (line.DetailType)
        {
            case "SubTotalLineDetail":
                // A subtotal is QuickBooks' own sum of the lines above it.
                break;
            case "DescriptionOnly":
                lines.Add(new() { Id = line.Id, Kind = InvoiceLineKind.Text, Description = line.Description });
                break;
            case "DiscountLineDetail":
                // QuickBooks holds a discount as a positive amount that it subtracts.
                lines.Add(new() { Id = line.Id, Kind = InvoiceLineKind.Discount, Description = line.Description, NetTotal = -line.Amount });
                break;
            case "GroupLineDetail":
                // The children of a bundle carry the money; the bundle's own amount only repeats it.
                foreach (var child in line.GroupLineDetail?.Line ?? [])
                {
                    Add(child, lines, scope);
                }

                break;
            default:
                lines.Add(Item(line, lines.Count, scope));
                break;
        }
    }

    private static InvoiceLine Item(in QuickBooksLine line, int index, QuickBooksReadScope scope)
    {
        if (line.DetailType != "SalesItemLineDetail")
        {
            scope.Note(
                MappingNoteKind.Unknown, $"Lines[{index}].Kind", "Line.DetailType", line.DetailType, null,
                $"'{line.DetailType}' is a kind of line that is not known; its amount is kept.");
        }

        var detail = line.SalesItemLineDetail;
        return new()
        {
            Id = line.Id,
            Description = line.Description,
            Quantity = detail?.Qty,
            UnitPrice = detail?.UnitPrice,
            NetTotal = line.Amount,
            TaxRateId = detail?.TaxCodeRef?.Value,
            ProductId = detail?.ItemRef?.Value,
            LedgerAccountId = detail?.ItemAccountRef?.Value,
            ServiceStart = detail?.ServiceDate is { } date
                ? scope.Date($"Lines[{index}].ServiceStart", "SalesItemLineDetail.ServiceDate", date)
                : null,
        };
    }
}
