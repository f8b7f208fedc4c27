using System.Diagnostics;

namespace Sequence.Connectors;

/// <summary>
/// What a CRM's record shows of a customer's billing. It is computed by the host and only ever written, one per customer.
/// </summary>
[DebuggerDisplay("CustomerBillingFacts {Id} {Currency} {Balance}")]
public sealed record CustomerBillingFacts : IRecord
{
    /// <summary>The customer's id: the facts of a customer have no id of their own.</summary>
    public required string Id { get; init; }

    /// <summary>When the facts were true.</summary>
    public Instant? AsOf { get; init; }

    /// <summary>The currency of every amount in the facts.</summary>
    public CurrencyCode? Currency { get; init; }

    /// <summary>What is still to pay on all invoices, tax included.</summary>
    public decimal? Balance { get; init; }

    /// <summary>The part of the balance that is overdue.</summary>
    public decimal? OverdueBalance { get; init; }

    /// <summary>The money credit that is left.</summary>
    public decimal? CreditBalance { get; init; }

    /// <summary>Revenue that comes again every month, before tax.</summary>
    public decimal? MonthlyRecurringRevenue { get; init; }

    /// <summary>Revenue that comes again every year, before tax.</summary>
    public decimal? AnnualRecurringRevenue { get; init; }

    /// <summary>How many schedules bill the customer.</summary>
    public int? ActiveSchedules { get; init; }

    /// <summary>The day on which the last of them ends; null when one of them is open.</summary>
    public LocalDate? ContractEndDate { get; init; }

    /// <summary>The number of the latest invoice.</summary>
    public string? LastInvoiceNumber { get; init; }

    /// <summary>The date of the latest invoice.</summary>
    public LocalDate? LastInvoiceDate { get; init; }

    /// <summary>The date of the next invoice.</summary>
    public LocalDate? NextInvoiceDate { get; init; }

    /// <summary>The date of the latest payment.</summary>
    public LocalDate? LastPaymentDate { get; init; }

    /// <summary>Usage by metric and period.</summary>
    public ValueList<UsageFact> Usage { get; init; }

    /// <summary>The customer's page in the host's product.</summary>
    public Uri? Link { get; init; }

    /// <inheritdoc />
    public CustomFields CustomFields { get; init; } = CustomFields.Empty;

    /// <inheritdoc />
    public RecordSource? Source { get; init; }
}
