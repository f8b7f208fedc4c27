using System.Diagnostics;

namespace Sequence.Connectors;

/// <summary>An offer to a customer, which becomes a billing schedule when it is executed.</summary>
[DebuggerDisplay("Quote {Number} {Status} {Title}")]
public sealed record Quote : IRecord
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary>The number that people see.</summary>
    public string? Number { get; init; }

    /// <summary>The title that people see.</summary>
    public string? Title { get; init; }

    /// <summary>The customer that the offer is made to; null before there is one.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The deal that the offer belongs to; null for none.</summary>
    public string? DealId { get; init; }

    /// <summary>The schedule that the quote became; null before it is executed.</summary>
    public string? BillingScheduleId { get; init; }

    /// <summary>Whether the offer is the first to its customer.</summary>
    public DealKind Kind { get; init; }

    /// <summary>How far the quote has come.</summary>
    public QuoteStatus Status { get; init; }

    /// <summary>The status in the system's own word.</summary>
    public string? StatusText { get; init; }

    /// <summary>Whether the quote can no longer be accepted; a flag beside the status.</summary>
    public bool IsExpired { get; init; }

    /// <summary>Whether the quote is in use; archiving is not a status.</summary>
    public RecordState State { get; init; }

    /// <summary>The currency of every amount in the quote; null when its code is unknown.</summary>
    public CurrencyCode? Currency { get; init; }

    /// <summary>The currency as received.</summary>
    public string? CurrencyText { get; init; }

    /// <summary>The total that was offered, before tax; null when the system does not say.</summary>
    public decimal? NetTotal { get; init; }

    /// <summary>The first day of billing, as far as it is known.</summary>
    public LocalDate? StartDate { get; init; }

    /// <summary>The prices of all phases.</summary>
    public ValueList<Price> Prices { get; init; }

    /// <summary>The phases that the schedule will have.</summary>
    public ValueList<Phase> Phases { get; init; }

    /// <summary>How many days after publication the quote expires; null when it does not.</summary>
    public int? ExpiryDays { get; init; }

    /// <summary>When the quote expires.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>When it was last shown to the customer.</summary>
    public Instant? PublishedAt { get; init; }

    /// <summary>When the customer agreed.</summary>
    public Instant? AcceptedAt { get; init; }

    /// <summary>When it became a schedule.</summary>
    public Instant? ExecutedAt { get; init; }

    /// <inheritdoc />
    public CustomFields CustomFields { get; init; } = CustomFields.Empty;

    /// <inheritdoc />
    public RecordSource? Source { get; init; }
}
