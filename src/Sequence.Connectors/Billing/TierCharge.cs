namespace Sequence.Connectors;

/// <summary>Walks through the tiers of a price. Units that equal an upper bound belong to the lower tier; no units reach no tier.</summary>
internal static class TierCharge
{
    /// <summary>Each slice of the units at its own rate, and the fees of every tier that is reached.</summary>
    public static (decimal Units, decimal Fees) Graduated(ValueList<PriceTier> tiers, decimal units)
    {
        var (charge, fees, lower) = (0m, 0m, 0m);
        foreach (var tier in tiers)
        {
            if (units <= lower)
            {
                break;
            }

            charge += tier.Rate.Of(Math.Min(units, tier.UpperBound ?? units) - lower);
            fees += tier.Fee ?? 0m;
            lower = tier.UpperBound ?? units;
        }

        return (charge, fees);
    }

    /// <summary>The tier that the units reach; null when there are no units or the tiers end below them.</summary>
    public static PriceTier? Reached(ValueList<PriceTier> tiers, decimal units)
    {
        foreach (var tier in tiers)
        {
            if (units > 0m && units <= (tier.UpperBound ?? units))
            {
                return tier;
            }
        }

        return null;
    }
}
