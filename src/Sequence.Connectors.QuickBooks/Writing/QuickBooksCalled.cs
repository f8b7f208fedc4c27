using Sequence.Connectors.Http;

namespace Sequence.Connectors.QuickBooks;

/// <summary>What became of a request that may have had an effect: its answer, or why there is none.</summary>
internal sealed record QuickBooksCalled(WriteAttempt Attempt, ApiResponse? Response, string Lost = "", string? RequestId = null);
