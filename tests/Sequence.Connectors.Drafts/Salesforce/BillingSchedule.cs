namespace Sequence.Connectors.Drafts;

/// <summary>What a customer is billed, and when: one record with parts of four kinds.</summary>
internal sealed record BillingSchedule : IRecord
{
    public required string Id { get; init; }

    public string? CustomerId { get; init; }

    public string? Name { get; init; }

    public ValueList<SchedulePhase> Phases { get; init; }

    public CustomFields CustomFields { get; init; } = CustomFields.Empty;

    public RecordSource? Source { get; init; }
}

internal sealed record SchedulePhase(string Id, LocalDate Start)
{
    public ValueList<SchedulePrice> Prices { get; init; }

    public ScheduleMinimum? Minimum { get; init; }

    public ScheduleDiscount? Discount { get; init; }
}

internal sealed record SchedulePrice(string Id, string Name, decimal Amount);

internal sealed record ScheduleMinimum(string Id, decimal Amount);

internal sealed record ScheduleDiscount(string Id, Percentage Share);
