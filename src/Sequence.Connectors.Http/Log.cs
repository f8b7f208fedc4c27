using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.Http;

/// <summary>Everything that this package logs: no payloads, no queries, no tokens.</summary>
internal static partial class Log
{
    [LoggerMessage(
        2001,
        LogLevel.Debug,
        "{Connector} answered {Operation} with {Status} after {Attempts} attempts in {Milliseconds:0} ms (connection {ConnectionId}, request {RequestId})"
    )]
    public static partial void Answered(
        ILogger logger,
        string connector,
        string connectionId,
        string operation,
        int? status,
        int attempts,
        double milliseconds,
        string? requestId
    );

    [LoggerMessage(
        2002,
        LogLevel.Warning,
        "{Connector} refused {Operation} with {Status}, {Kind} {Code}, after {Attempts} attempts (connection {ConnectionId}, request {RequestId})"
    )]
    public static partial void Refused(
        ILogger logger,
        string connector,
        string connectionId,
        string operation,
        int status,
        ConnectorErrorKind kind,
        string? code,
        string? requestId,
        int attempts
    );

    [LoggerMessage(2003, LogLevel.Warning,
        "{Operation} to {Connector} failed after {Attempts} attempts (connection {ConnectionId}): {Reason}")]
    public static partial void Failed(ILogger logger, string connector, string connectionId, string operation, int attempts, string reason);

    [LoggerMessage(
        2004,
        LogLevel.Information,
        "{Operation} to {Connector} is repeated in {Seconds:0.#} s after attempt {Attempt}, status {Status} (connection {ConnectionId})"
    )]
    public static partial void Repeats(
        ILogger logger,
        string connector,
        string connectionId,
        string operation,
        int attempt,
        double seconds,
        int? status
    );

    [LoggerMessage(2005, LogLevel.Information,
        "The tokens of grant {GrantId} for {Connector} were renewed")]
    public static partial void Renewed(ILogger logger, string connector, string grantId);

    [LoggerMessage(2006, LogLevel.Warning,
        "The grant {GrantId} for {Connector} needs someone to connect again: {Reason}")]
    public static partial void NeedsReauthorization(ILogger logger, string connector, string grantId, string reason);

    [LoggerMessage(2007, LogLevel.Error,
        "Renewed tokens of grant {GrantId} for {Connector} could not be stored at try {Attempt}; they are kept and tried again")]
    public static partial void NotStored(ILogger logger, Exception cause, string connector, string grantId, int attempt);

    [LoggerMessage(2008, LogLevel.Warning,
        "The token request to {Connector} is repeated after attempt {Attempt}: {Reason}")]
    public static partial void RepeatsTokenRequest(ILogger logger, string connector, int attempt, string reason);
}
