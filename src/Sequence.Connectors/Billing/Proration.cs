namespace Sequence.Connectors;

/// <summary>What a part of a billing period costs: by days, first and last day included.</summary>
public static class Proration
{
    /// <summary>The share of a period's charge that falls on the days served, not rounded; zero when they lie outside the period.</summary>
    /// <param name="charge">The charge of the whole period.</param>
    /// <param name="served">The days that are billed.</param>
    /// <param name="period">The whole billing period.</param>
    public static decimal Of(decimal charge, DateInterval served, DateInterval period)
    {
        ArgumentNullException.ThrowIfNull(served);
        ArgumentNullException.ThrowIfNull(period);
        return charge * (served.Intersection(period)?.Length ?? 0) / period.Length;
    }
}
