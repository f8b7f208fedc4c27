using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.AspNetCore;

/// <summary>What the endpoints write to the host's log: never a body, a query or a secret.</summary>
internal static partial class Logs
{
    [LoggerMessage(1, LogLevel.Warning, "A delivery for {Connector} was refused with {Status}: {Problem}")]
    public static partial void DeliveryRefused(ILogger logger, string connector, int status, string problem);

    [LoggerMessage(2, LogLevel.Error, "A delivery for {Connector} could not be stored; it was answered with 503, so that it comes again.")]
    public static partial void DeliveryNotStored(ILogger logger, string connector, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "A delivery for {Connector} was acknowledged, and a part of it could not be read: {Problem}")]
    public static partial void DeliveryUnreadable(ILogger logger, string connector, string problem);

    [LoggerMessage(4, LogLevel.Warning, "{Operation} failed.")]
    public static partial void CallFailed(ILogger logger, string operation, Exception exception);

    [LoggerMessage(5, LogLevel.Warning, "Connecting {Connector} failed.")]
    public static partial void ConnectFailed(ILogger logger, string connector, Exception exception);

    [LoggerMessage(6, LogLevel.Warning, "Connection {Connection} was ended here, and the system could not be told.")]
    public static partial void NotDisconnectedThere(ILogger logger, string connection, Exception exception);

    [LoggerMessage(7, LogLevel.Error, "{Operation} failed; the caller was told no more than that.")]
    public static partial void CallBroke(ILogger logger, string operation, Exception exception);

    [LoggerMessage(
        8,
        LogLevel.Error,
        "A delivery for {Connector} was not stored within {Seconds} s; it was answered with 503, so that it comes again."
    )]
    public static partial void DeliveryTooSlow(ILogger logger, string connector, double seconds);

    [LoggerMessage(11, LogLevel.Error, "A delivery for {Connector} that had been answered with 503 for its lateness could not be stored.")]
    public static partial void LateDeliveryNotStored(ILogger logger, string connector, Exception exception);

    [LoggerMessage(10, LogLevel.Warning, "A machine's call of {Operation} was refused: its key is {Verdict}.")]
    public static partial void KeyRefused(ILogger logger, string operation, ApiKeyVerdict verdict);

    [LoggerMessage(9, LogLevel.Warning, "A delivery for {Connector} broke off before its end.")]
    public static partial void DeliveryBrokeOff(ILogger logger, string connector, Exception exception);
}
