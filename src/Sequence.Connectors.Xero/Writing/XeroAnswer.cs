namespace Sequence.Connectors.Xero;

/// <summary>What became of one request: its answer, or why that is not known.</summary>
internal sealed record XeroAnswer(WriteAttempt Attempt, ApiResponse? Response, string? LostReason, string? RequestId);
