using System.Diagnostics;

namespace Sequence.Connectors;

/// <summary>
/// A stretch of a billing schedule with its own prices and terms. Phases do not move the dates of invoices; billing periods do.
/// </summary>
[DebuggerDisplay("Phase {Name} {StartDate} to {EndDate}")]
public sealed record Phase
{
    /// <summary>
    /// The phase's id where it comes from; null for one that has none. A system may give new ids when a schedule is changed.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>The name that people see.</summary>
    public string? Name { get; init; }

    /// <summary>The contract that the phase belongs to: phases of one reference are one contract. Null for the schedule itself.</summary>
    public string? ContractReference { get; init; }

    /// <summary>The first day.</summary>
    public LocalDate? StartDate { get; init; }

    /// <summary>The last day, that day included; null on the last phase of an open schedule.</summary>
    public LocalDate? EndDate { get; init; }

    /// <summary>The prices that are billed, out of the schedule's own.</summary>
    public ValueList<string> PriceIds { get; init; }

    /// <summary>Catalog prices to be copied into the schedule when it is written.</summary>
    public ValueList<string> ListPriceIds { get; init; }

    /// <summary>The prices that do not count as annual recurring revenue.</summary>
    public ValueList<string> PriceIdsOutsideArr { get; init; }

    /// <summary>The minimums.</summary>
    public ValueList<Minimum> Minimums { get; init; }

    /// <summary>The discounts.</summary>
    public ValueList<Discount> Discounts { get; init; }

    /// <summary>The credit that the phase gives.</summary>
    public ValueList<CreditGrant> CreditGrants { get; init; }

    /// <summary>Whether the billing periods go on from the phase before.</summary>
    public RecurrencePreference Recurrence { get; init; }

    /// <summary>Whether a day lies within the phase.</summary>
    public bool Contains(LocalDate day) => StartDate <= day && !(EndDate < day);
}
