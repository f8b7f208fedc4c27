namespace Sequence.Connectors;

/// <summary>The least that usage costs in a billing period. What is missing to it becomes a line of its own.</summary>
public sealed record Minimum
{
    /// <summary>The minimum's id where it comes from; null for one that has none.</summary>
    public string? Id { get; init; }

    /// <summary>The amount of a billing period before tax; above zero.</summary>
    public decimal Amount { get; init; }

    /// <summary>The prices whose charges count towards it; empty for all prices of the phase.</summary>
    public ValueList<string> PriceIds { get; init; }

    /// <summary>What is missing to the minimum; zero when the charges reach it.</summary>
    /// <param name="charges">The charges of its prices in the period, before tax.</param>
    public decimal TrueUp(decimal charges) => Math.Max(0m, Amount - charges);
}
