namespace Sequence.Connectors.Http;

/// <summary>What callers are told when a call fails.</summary>
internal static class ApiErrors
{
    public static ConnectorException Of(ApiCall? call, ApiResponse answer, ApiFault fault) => new(fault.Kind, $"{Says(call)}: {fault.Message}")
    {
        Connector = call?.Connector,
        ConnectionId = call?.ConnectionId,
        Operation = call?.Request.Operation,
        StatusCode = answer.StatusCode,
        SystemCode = fault.Code,
        RequestId = answer.RequestId,
        RetryAfter = fault.RetryAfter ?? answer.RetryAfter,
    };

    public static ConnectorException Of(ApiCall call, ConnectorErrorKind kind, string message, Exception? cause = null, Duration? retryAfter = null) => new(kind, message, cause)
    {
        Connector = call.Connector,
        ConnectionId = call.ConnectionId,
        Operation = call.Request.Operation,
        RetryAfter = retryAfter,
    };

    public static ConnectorException Configuration(ApiCall call, string message) => Of(call, ConnectorErrorKind.Configuration, message);

    public static EffectUnknownException EffectUnknown(ApiCall? call, string why, string? requestId = null, Exception? cause = null) =>
        new($"{Says(call)}: {why} It may have had an effect.", cause)
        {
            Connector = call?.Connector,
            ConnectionId = call?.ConnectionId,
            Operation = call?.Request.Operation,
            RequestId = requestId,
        };

    private static string Says(ApiCall? call) => call is null ? "The system failed" : $"{call.Target.Profile.Name} failed {call.Request.Operation}";
}
