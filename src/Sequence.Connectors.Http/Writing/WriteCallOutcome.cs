using System.ComponentModel;

namespace Sequence.Connectors.Http;

/// <summary>For packages of connectors: what became of a request that may have had an effect.</summary>
/// <param name="Attempt">The attempt, with the moment at which its call was over.</param>
/// <param name="Response">The answer; null when it is not known.</param>
/// <param name="LostReason">Why the answer is not known; empty when it is.</param>
/// <param name="RequestId">The system's id of the request; null when it gave none.</param>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed record WriteCallOutcome(WriteAttempt Attempt, ApiResponse? Response, string LostReason, string? RequestId);
