namespace Sequence.Connectors;

/// <summary>What is taken off the charges of a phase.</summary>
public sealed record Discount
{
    /// <summary>The discount's id where it comes from; null for one that has none.</summary>
    public string? Id { get; init; }

    /// <summary>How much: a share of the charge, or an amount of money.</summary>
    public Rate Rate { get; init; } = Rate.Zero;

    /// <summary>The prices that it is for; empty for all prices of the phase.</summary>
    public ValueList<string> PriceIds { get; init; }

    /// <summary>What the customer reads.</summary>
    public string? Message { get; init; }

    /// <summary>Whether it stands on a line of its own; else it lowers the line that it is for.</summary>
    public bool IsSeparateLine { get; init; }

    /// <summary>Which seats it is for; null where its prices are no seat prices.</summary>
    public SeatDiscountScope? SeatScope { get; init; }

    /// <summary>
    /// What is taken off a charge, not rounded and never more than the charge. Of a part of a period, give the prorated charge: a
    /// share is taken of it, and an amount comes off in full.
    /// </summary>
    public decimal Off(decimal charge) =>
        Rate is Rate.Share share ? share.Of(charge) : Math.Max(0m, Math.Min(((Rate.Amount)Rate).Value, charge));
}
