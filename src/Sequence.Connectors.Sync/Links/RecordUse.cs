namespace Sequence.Connectors.Sync;

/// <summary>How much a record takes off the balance of another, such as a payment off an invoice's.</summary>
/// <param name="RecordType">The type of the other record.</param>
/// <param name="ExternalId">The system's id of the other record.</param>
/// <param name="Amount">How much, in the currency of both.</param>
public sealed record RecordUse(RecordType RecordType, string ExternalId, decimal Amount);
