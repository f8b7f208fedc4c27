namespace Sequence.Connectors.Xero;

/// <summary>A line as it was sent: the host's id, Xero's where it was known, and what tells it from others.</summary>
internal readonly record struct XeroSentLine(string? LocalId, string? ExternalId, string? Description, decimal Amount);
