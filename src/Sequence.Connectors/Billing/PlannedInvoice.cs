namespace Sequence.Connectors;

/// <summary>An invoice that a schedule will make.</summary>
/// <param name="Date">The day after a period that is billed in arrears, the first day of one that is billed in advance.</param>
/// <param name="PriceIds">The prices that it bills, in the order of the schedule.</param>
public sealed record PlannedInvoice(LocalDate Date, ValueList<string> PriceIds);
