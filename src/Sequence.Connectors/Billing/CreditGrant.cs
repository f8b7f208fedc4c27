using System.Diagnostics;

namespace Sequence.Connectors;

/// <summary>
/// Credit that a customer has before it is billed: given by a phase of its schedule, or on its own. Only invoices of schedules
/// use it.
/// </summary>
[DebuggerDisplay("CreditGrant {Name} {Unit} {Amount}")]
public sealed record CreditGrant : IRecord
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary>The customer of a grant on its own; null on a grant of a phase.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The name that people see.</summary>
    public string? Name { get; init; }

    /// <summary>What the grant counts.</summary>
    public CreditUnit Unit { get; init; }

    /// <summary>The unit in the system's own word.</summary>
    public string? UnitText { get; init; }

    /// <summary>The currency of a grant of money; null for units of a metric.</summary>
    public CurrencyCode? Currency { get; init; }

    /// <summary>The metric of a grant of units; null for money.</summary>
    public string? MetricId { get; init; }

    /// <summary>How much is given, each time that it is.</summary>
    public decimal Amount { get; init; }

    /// <summary>What the customer pays for the credit before tax; null when nothing is charged.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The tax rate on the cost.</summary>
    public string? TaxRateId { get; init; }

    /// <summary>How often the credit is given anew.</summary>
    public Recurrence Refresh { get; init; }

    /// <summary>What becomes of credit that is left.</summary>
    public CreditRollover Rollover { get; init; }

    /// <summary>The prices that it pays; empty for all.</summary>
    public ValueList<string> PriceIds { get; init; }

    /// <summary>The first day on which it can be used; null for at once.</summary>
    public LocalDate? EffectiveDate { get; init; }

    /// <summary>The last day on which it can be used; null when it does not expire.</summary>
    public LocalDate? ExpiryDate { get; init; }

    /// <summary>What is left; null when the system does not say.</summary>
    public decimal? Balance { get; init; }

    /// <summary>How the credit was used and given back.</summary>
    public ValueList<CreditTransaction> Transactions { get; init; }

    /// <inheritdoc />
    public CustomFields CustomFields { get; init; } = CustomFields.Empty;

    /// <inheritdoc />
    public RecordSource? Source { get; init; }

    /// <summary>
    /// The grants that an invoice of a day uses, in order: units of metrics before money, then what expires first. Grants without
    /// a rest are left out.
    /// </summary>
    public static ValueList<CreditGrant> InOrderOfUse(IEnumerable<CreditGrant> grants, LocalDate day) => grants
        .Where(grant => (grant.EffectiveDate ?? day) <= day && day <= (grant.ExpiryDate ?? day) && grant.Balance is not <= 0m)
        .OrderByDescending(grant => grant.Unit == CreditUnit.Metric)
        .ThenBy(grant => grant.ExpiryDate ?? LocalDate.MaxIsoValue)
        .ToValueList();
}
