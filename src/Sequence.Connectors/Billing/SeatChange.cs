namespace Sequence.Connectors;

/// <summary>A new balance of seats.</summary>
/// <param name="Date">The first day of the balance.</param>
/// <param name="Total">All seats from that day on: a balance, not a difference.</param>
public sealed record SeatChange(LocalDate Date, decimal Total);
