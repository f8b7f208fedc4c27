namespace Sequence.Connectors.Http;

/// <summary>What callers are told when a call fails.</summary>
internal static class ApiErrors
{
    public static ConnectorException Of(ApiCall? call, ApiResponse answer, ApiFault fault) => new(
        fault.Kind, $"{NameOf(call)} answered {OperationOf(call)} with an error: {fault.Message}")
    {
        Connector = call?.Connector,
        ConnectionId = call?.ConnectionId,
        Operation = call?.Request.Operation,
        StatusCode = answer.StatusCode,
        SystemCode = fault.Code,
        RequestId = answer.RequestId,
        RetryAfter = fault.RetryAfter ?? answer.RetryAfter,
    };

    public static ConnectorException Of(
        ApiCall call,
        ConnectorErrorKind kind,
        string message,
        Exception? cause = null,
        Duration? retryAfter = null
    ) =>
        new(kind, message, cause)
        {
            Connector = call.Connector,
            ConnectionId = call.ConnectionId,
            Operation = call.Request.Operation,
            RetryAfter = retryAfter,
        };

    public static ConnectorException Configuration(ApiCall call, string message) => Of(call, ConnectorErrorKind.Configuration, message);

    public static EffectUnknownException EffectUnknown(ApiCall? call, string why, string? requestId = null, Exception? cause = null) =>
        new($"{OperationOf(call)} to {NameOf(call)} may have had an effect: {why}", cause)
        {
            Connector = call?.Connector,
            ConnectionId = call?.ConnectionId,
            Operation = call?.Request.Operation,
            RequestId = requestId,
        };

    public static ConnectorException NoAnswer(ApiCall call, NoAnswerException lost) =>
        Of(
            call,
            lost.TimedOut ? ConnectorErrorKind.Timeout : ConnectorErrorKind.Unavailable,
            $"{NameOf(call)} did not answer {OperationOf(call)}: {lost.Message}",
            lost
        );

    private static string NameOf(ApiCall? call) => call?.Target.Profile.Name ?? "The system";

    private static string OperationOf(ApiCall? call) => call?.Request.Operation ?? "a request";
}
