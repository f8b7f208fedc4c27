namespace Sequence.Connectors;

/// <summary>What a schedule does not say itself, but is judged by.</summary>
public sealed record ScheduleContext
{
    /// <summary>The day of today in the account's zone.</summary>
    public required LocalDate Today { get; init; }

    /// <summary>Whether the customer has children; null when it is not known.</summary>
    public bool? CustomerIsParent { get; init; }

    /// <summary>Whether sales to the customer are taxed.</summary>
    public TaxStatus CustomerTaxStatus { get; init; }
}
