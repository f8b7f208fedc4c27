namespace Sequence.Connectors;

/// <summary>How much of a metric was used in a period.</summary>
public sealed record UsageFact
{
    /// <summary>The usage metric.</summary>
    public string? MetricId { get; init; }

    /// <summary>The metric's name as people read it.</summary>
    public string? Name { get; init; }

    /// <summary>The schedule that the usage is billed by; null for all of them.</summary>
    public string? BillingScheduleId { get; init; }

    /// <summary>The first day.</summary>
    public LocalDate? PeriodStart { get; init; }

    /// <summary>The last day, that day included.</summary>
    public LocalDate? PeriodEnd { get; init; }

    /// <summary>How many units.</summary>
    public decimal Quantity { get; init; }
}
