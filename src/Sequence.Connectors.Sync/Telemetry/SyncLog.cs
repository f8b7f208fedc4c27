using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.Sync;

/// <summary>
/// What the engine writes into the host's log: the exceptions of the host's and the connectors' own code, with the ids of the rows,
/// whose sentences for people do not repeat them.
/// </summary>
internal static partial class SyncLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Reason}")]
    public static partial void LeaseLost(ILogger log, string reason);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The work on connection {ConnectionId} failed in a way that the engine does not know; it is tried again by itself."
    )]
    public static partial void TurnFailed(ILogger log, Exception exception, string connectionId);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The connector failed while it wrote {Count} entries over connection {ConnectionId}, among them {EntryId}."
    )]
    public static partial void WriteFailed(ILogger log, Exception exception, int count, string connectionId, Guid entryId);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The connector failed while it looked at {RecordType} '{ExternalId}' over connection {ConnectionId}, for row {RowId}."
    )]
    public static partial void LookFailed(
        ILogger log, Exception exception, string recordType, string externalId, string connectionId, Guid rowId);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "What changed could not be read over connection {ConnectionId} ({RecordType}); it is tried again by itself."
    )]
    public static partial void SweepFailed(ILogger log, Exception exception, string connectionId, string recordType);

    [LoggerMessage(Level = LogLevel.Error, Message = "A reaction of the host to row {RowId} of the inbox threw, at try {Try}.")]
    public static partial void ReactionFailed(ILogger log, Exception exception, Guid rowId, int @try);

    [LoggerMessage(Level = LogLevel.Error, Message = "The run {RunId} of an import over connection {ConnectionId} failed.")]
    public static partial void ImportRunFailed(ILogger log, Exception exception, Guid runId, string connectionId);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The host's import of candidate '{ExternalId}' over connection {ConnectionId} threw."
    )]
    public static partial void ImportFailed(ILogger log, Exception exception, string externalId, string connectionId);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The host's reaction to how {RecordType} '{LocalId}' stands threw while it was linked over connection {ConnectionId}."
    )]
    public static partial void LinkReactionFailed(
        ILogger log, Exception exception, string recordType, string localId, string connectionId);
}
