namespace Sequence.Connectors;

/// <summary>The seven ways to compute a charge.</summary>
public enum PriceKind
{
    /// <summary>An amount, once: <see cref="Price.OneTime"/>.</summary>
    OneTime,

    /// <summary>An amount for each billing period: <see cref="Price.Fixed"/>.</summary>
    Fixed,

    /// <summary>So much for each unit: <see cref="Price.Linear"/>.</summary>
    Linear,

    /// <summary>So much for each package of units, begun ones included: <see cref="Price.Package"/>.</summary>
    Package,

    /// <summary>Each slice of the units at its own rate: <see cref="Price.Graduated"/>.</summary>
    Graduated,

    /// <summary>All units at the rate of the tier that they reach: <see cref="Price.Volume"/>.</summary>
    Volume,

    /// <summary>So much for each seat, with a minimum and proration: <see cref="Price.SeatBased"/>.</summary>
    SeatBased,
}
