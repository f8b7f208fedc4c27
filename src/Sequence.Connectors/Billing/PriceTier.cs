namespace Sequence.Connectors;

/// <summary>A step of a price. It begins where the step before it ends, the first one at zero.</summary>
public sealed record PriceTier
{
    /// <summary>The last unit of the tier, that unit included; null on the last tier, which has no end.</summary>
    public decimal? UpperBound { get; init; }

    /// <summary>What a unit of the tier costs.</summary>
    public Rate Rate { get; init; } = Rate.Zero;

    /// <summary>An amount that is due once as soon as the tier is reached; null for none.</summary>
    public decimal? Fee { get; init; }

    /// <summary>The least that one event costs where the rate is a share; null for no limit. Volume prices only.</summary>
    public decimal? MinimumCharge { get; init; }

    /// <summary>The most that one event costs where the rate is a share; null for no limit. Volume prices only.</summary>
    public decimal? MaximumCharge { get; init; }

    internal decimal ChargeOfEvent(decimal units)
    {
        var charge = Rate.Of(units);
        return Rate is Rate.Share ? Math.Min(Math.Max(charge, MinimumCharge ?? charge), MaximumCharge ?? decimal.MaxValue) : charge;
    }
}
