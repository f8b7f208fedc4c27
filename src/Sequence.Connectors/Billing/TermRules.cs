namespace Sequence.Connectors;

/// <summary>What the minimums, discounts and credit grants of a phase must keep.</summary>
internal static class TermRules
{
    public static void Check(Phase phase, ValueList<Price> prices, string path, List<Problem> problems)
    {
        var own = prices.Where(price => phase.PriceIds.Contains(price.Id)).ToArray();
        for (var i = 0; i < phase.Minimums.Count; i++)
        {
            CheckMinimum(phase.Minimums[i], $"{path}.Minimums[{i}]", problems);
            CheckRestriction(phase.Minimums[i].PriceIds, phase, $"{path}.Minimums[{i}]", problems);
        }

        for (var i = 0; i < phase.Discounts.Count; i++)
        {
            CheckDiscount(phase.Discounts[i], own, $"{path}.Discounts[{i}]", problems);
            CheckRestriction(phase.Discounts[i].PriceIds, phase, $"{path}.Discounts[{i}]", problems);
        }

        for (var i = 0; i < phase.CreditGrants.Count; i++)
        {
            CheckGrant(phase.CreditGrants[i], $"{path}.CreditGrants[{i}]", problems);
            CheckGrantCurrency(phase.CreditGrants[i], prices, $"{path}.CreditGrants[{i}]", problems);
            CheckRestriction(phase.CreditGrants[i].PriceIds, phase, $"{path}.CreditGrants[{i}]", problems);
        }
    }

    /// <summary>What a grant must keep, in a phase or on its own.</summary>
    public static void CheckGrant(CreditGrant grant, string path, List<Problem> problems)
    {
        var prefix = path.Length == 0 ? "" : path + ".";
        if (grant.Amount <= 0m)
        {
            problems.Add(Problems.Of("grant.amount.missing", $"{prefix}Amount", "A credit grant needs an amount above zero."));
        }

        if (grant.Unit == CreditUnit.Unknown)
        {
            problems.Add(
                Problems.Of(
                    "grant.unit.unknown",
                    $"{prefix}Unit",
                    "The credit grant does not say what it counts.",
                    "Grant money, or units of a metric."
                )
            );
        }

        if (grant is { Unit: CreditUnit.Currency, Currency: null })
        {
            problems.Add(Problems.Of("grant.currency.missing", $"{prefix}Currency", "A grant of money needs a currency."));
        }

        if (grant.Unit == CreditUnit.Metric && string.IsNullOrEmpty(grant.MetricId))
        {
            problems.Add(Problems.Of("grant.metric.missing", $"{prefix}MetricId", "A grant of units needs the metric that counts them."));
        }

        if (grant.ExpiryDate < grant.EffectiveDate)
        {
            problems.Add(Problems.Of("grant.dates.reversed", $"{prefix}ExpiryDate", "The credit expires before it can be used."));
        }
    }

    private static void CheckMinimum(Minimum minimum, string path, List<Problem> problems)
    {
        if (minimum.Amount <= 0m)
        {
            problems.Add(Problems.Of("minimum.amount.missing", $"{path}.Amount", "A minimum needs an amount above zero."));
        }
    }

    private static void CheckDiscount(Discount discount, Price[] own, string path, List<Problem> problems)
    {
        if (discount.Rate is Rate.Share { Value.Points: <= 0m or > 100m } share)
        {
            problems.Add(Problems.Of(
                "discount.percentage.range",
                $"{path}.Rate",
                $"A discount of {share} is not above 0% and at most 100%.",
                "Make the share with Percentage.FromPoints(20) for 20%."));
        }

        if (discount.Rate is Rate.Amount { Value: <= 0m })
        {
            problems.Add(Problems.Of("discount.amount.missing", $"{path}.Rate", "A discount needs an amount above zero."));
        }

        // Without a restriction the discount is for every price of the phase.
        var seats = own.Any(price =>
            price.Kind == PriceKind.SeatBased && (discount.PriceIds.Count == 0 || discount.PriceIds.Contains(price.Id))
        );
        if (discount.SeatScope is not null && !seats)
        {
            problems.Add(
                Problems.Of(
                    "discount.seats.missing",
                    $"{path}.SeatScope",
                    "The discount says which seats it is for, but none of its prices is a seat price.",
                    "Leave the seats out."
                )
            );
        }
    }

    private static void CheckGrantCurrency(CreditGrant grant, ValueList<Price> prices, string path, List<Problem> problems)
    {
        var currency = prices.FirstOrDefault(price => price.Currency is not null)?.Currency;
        if (grant is { Unit: CreditUnit.Currency, Currency: { } granted } && currency is not null && granted != currency)
        {
            problems.Add(
                Problems.Of(
                    "grant.currency.differs",
                    $"{path}.Currency",
                    $"The credit is in {granted}, the prices in {currency}; a schedule has one currency."
                )
            );
        }
    }

    private static void CheckRestriction(ValueList<string> priceIds, Phase phase, string path, List<Problem> problems)
    {
        for (var i = 0; i < priceIds.Count; i++)
        {
            if (!phase.PriceIds.Contains(priceIds[i]))
            {
                problems.Add(
                    Problems.Of(
                        "restriction.price.unknown",
                        $"{path}.PriceIds[{i}]",
                        $"It is restricted to the price '{priceIds[i]}', which its phase does not bill."
                    )
                );
            }
        }
    }
}
