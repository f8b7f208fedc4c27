namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// What the rates of a tax code come to together. Of two, one may be taken of the tax of the other, or of the amount with it; what
/// more of them come to, Intuit's description does not say, and no number is given:
/// https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/taxcode
/// </summary>
internal static class QuickBooksCompoundTax
{
    private const string OnAmount = "TaxOnAmount";

    /// <summary>The share of an amount before tax; null where it cannot be told.</summary>
    /// <param name="details">The rates of a code, by their ids.</param>
    /// <param name="rates">The company's rates in percent, by their ids.</param>
    public static decimal? PointsOf(QuickBooksTaxRateDetail[]? details, IReadOnlyDictionary<string, decimal> rates)
    {
        if (details is not { Length: > 0 } || details.Any(detail => !rates.ContainsKey(detail.TaxRateRef?.Value ?? "")))
        {
            return null;
        }

        var plain = details.Where(detail => detail.TaxTypeApplicable is null or OnAmount).Select(Points).ToArray();
        var onTop = details.Where(detail => detail.TaxTypeApplicable is not (null or OnAmount)).ToArray();
        return (plain, onTop) switch
        {
            (_, []) => plain.Sum(),
            ([var below], [{ TaxTypeApplicable: "TaxOnAmountPlusTax" } top]) => below + (Points(top) * (100m + below) / 100m),
            ([var below], [{ TaxTypeApplicable: "TaxOnTax" } top]) => below + (Points(top) * below / 100m),
            _ => null,
        };

        decimal Points(QuickBooksTaxRateDetail detail) => rates[detail.TaxRateRef!.Value.Value!];
    }

    /// <summary>Whether one of the rates is taken of more than the amount.</summary>
    public static bool IsCompound(QuickBooksTaxRateDetail[]? details) =>
        (details ?? []).Any(detail => detail.TaxTypeApplicable is not (null or OnAmount));
}
