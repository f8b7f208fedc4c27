namespace Sequence.Connectors.Simulators;

/// <summary>A mail that QuickBooks sent to a customer.</summary>
/// <param name="Entity">Invoice, CreditMemo or Payment.</param>
/// <param name="Id">The transaction's id.</param>
/// <param name="To">The address or addresses that it went to.</param>
/// <param name="At">When it went out.</param>
public sealed record QuickBooksMail(string Entity, string Id, string To, DateTimeOffset At);
