namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// What an invoice uses of credit grants, of which QuickBooks knows none: lines below zero take it off, so that the customer owes
/// the same there. Pure.
/// </summary>
internal static class QuickBooksAppliedCredits
{
    /// <summary>Stands for a product in the settings: the item of such lines is that of this product.</summary>
    public const string Product = "credits";

    /// <summary>The invoice with its credits taken off: as lines, and from its totals.</summary>
    public static Invoice TakenOff(Invoice invoice)
    {
        var credits = invoice.AppliedCredits;
        if (credits.Count == 0)
        {
            return invoice;
        }

        var (net, tax) = (credits.Sum(credit => credit.Amount), credits.Sum(credit => credit.TaxAmount ?? 0m));
        return invoice with
        {
            Lines = invoice.Lines.Concat(credits.Select(Line)).ToValueList(),
            NetTotal = invoice.NetTotal - net,
            TaxTotal = invoice.TaxTotal - tax,
            GrossTotal = invoice.GrossTotal - net - tax,
        };
    }

    private static InvoiceLine Line(AppliedCredit credit, int index) => new()
    {
        Id = $"credit:{credit.CreditGrantId ?? QuickBooksValues.Text(index)}",
        Description = credit.Name ?? "Credit",
        ProductId = Product,
        Quantity = 1m,
        UnitPrice = -credit.Amount,
        NetTotal = -credit.Amount,
        TaxTotal = -credit.TaxAmount,
    };
}
