using System.Diagnostics;

namespace Sequence.Connectors;

/// <summary>A sale that a CRM follows from the first talk to the end.</summary>
[DebuggerDisplay("Deal {Name} {Status} {Currency} {Amount}")]
public sealed record Deal : IRecord
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary>The name that people see.</summary>
    public string? Name { get; init; }

    /// <summary>The company that buys; null when the deal has none, or several and none of them is the main one.</summary>
    public string? CompanyId { get; init; }

    /// <summary>The people of the deal.</summary>
    public ValueList<string> ContactIds { get; init; }

    /// <summary>Who sells, by the CRM's id of that person.</summary>
    public string? OwnerId { get; init; }

    /// <summary>The amount of the sale; null when it is not known.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The currency of the amount; null when the CRM does not say or its code is unknown.</summary>
    public CurrencyCode? Currency { get; init; }

    /// <summary>The currency as received.</summary>
    public string? CurrencyText { get; init; }

    /// <summary>Whether the deal is decided.</summary>
    public DealStatus Status { get; init; }

    /// <summary>The stage by the CRM's id; the tenant names its stages, so compare this and not the name.</summary>
    public string? StageId { get; init; }

    /// <summary>The stage as people read it.</summary>
    public string? StageText { get; init; }

    /// <summary>The pipeline that the stage belongs to; null where the CRM has one only.</summary>
    public string? PipelineId { get; init; }

    /// <summary>Whether the deal is the first with its company.</summary>
    public DealKind Kind { get; init; }

    /// <summary>The kind in the CRM's own word.</summary>
    public string? KindText { get; init; }

    /// <summary>The day on which the deal was, or will be, decided.</summary>
    public LocalDate? CloseDate { get; init; }

    /// <summary>Whether the deal is in use.</summary>
    public RecordState State { get; init; }

    /// <inheritdoc />
    public CustomFields CustomFields { get; init; } = CustomFields.Empty;

    /// <inheritdoc />
    public RecordSource? Source { get; init; }
}
