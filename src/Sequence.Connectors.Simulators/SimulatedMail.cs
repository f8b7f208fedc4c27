namespace Sequence.Connectors.Simulators;

/// <summary>A mail that a system sent to a customer.</summary>
/// <param name="Entity">What it was about: Invoice, CreditMemo or Payment.</param>
/// <param name="Id">The document's id.</param>
/// <param name="To">The address or addresses that it went to.</param>
/// <param name="At">When it went out.</param>
public sealed record SimulatedMail(string Entity, string Id, string To, DateTimeOffset At);
