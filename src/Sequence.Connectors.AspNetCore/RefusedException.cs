using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Sequence.Connectors.AspNetCore;

/// <summary>A call that is not carried out; what the caller is told is all that it holds.</summary>
internal sealed class RefusedException(int status, string code, string detail) : Exception(detail)
{
    /// <summary>What the caller is told.</summary>
    public ApiProblem Problem { get; private init; } = new()
    {
        Status = status,
        Title = ReasonPhrases.GetReasonPhrase(status),
        Code = code,
        Detail = detail,
    };

    /// <summary>How long to wait before the same call may succeed; null when nobody knows.</summary>
    public Duration? RetryAfter { get; private init; }

    /// <summary>A thing that is not there, or is another tenant's: both look the same.</summary>
    public static RefusedException NotFound(string what) =>
        new(StatusCodes.Status404NotFound, "request.not_found", $"There is no such {what}.");

    /// <summary>Something failed that the caller can do nothing about.</summary>
    public static RefusedException Broken() =>
        new(StatusCodes.Status500InternalServerError, "request.failed", "It failed here; the host's log says why.");

    public static RefusedException Invalid(string detail) => new(StatusCodes.Status400BadRequest, "request.invalid", detail);

    /// <summary>What the engine would not do.</summary>
    public static RefusedException From(Problem problem)
    {
        var refused = new RefusedException(
            StatusCodes.Status409Conflict, problem.Code, problem.Fix is null ? problem.Message : $"{problem.Message} {problem.Fix}");
        return new(StatusCodes.Status409Conflict, problem.Code, refused.Message) { Problem = refused.Problem with { Link = problem.Link } };
    }

    /// <summary>
    /// A failed call to a system. 401 and 403 stay what they are to a caller: matters of the host's own sign-in, not of the system's.
    /// </summary>
    public static RefusedException From(ConnectorException exception)
    {
        var status = StatusOf(exception.Kind);
        var refused = new RefusedException(status, $"connector.{exception.Kind.ToString().ToLowerInvariant()}", exception.Message);
        return new(status, refused.Problem.Code, exception.Message)
        {
            Problem = refused.Problem with { Type = exception.HelpLink ?? "about:blank" },
            RetryAfter = exception.RetryAfter,
        };
    }

    private static int StatusOf(ConnectorErrorKind kind) => kind switch
    {
        ConnectorErrorKind.NotFound => StatusCodes.Status404NotFound,
        ConnectorErrorKind.Unauthorized or ConnectorErrorKind.Forbidden or ConnectorErrorKind.Conflict => StatusCodes.Status409Conflict,
        ConnectorErrorKind.Invalid or ConnectorErrorKind.Configuration or ConnectorErrorKind.NotSupported =>
            StatusCodes.Status422UnprocessableEntity,
        ConnectorErrorKind.RateLimited => StatusCodes.Status429TooManyRequests,
        ConnectorErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        ConnectorErrorKind.Timeout => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status502BadGateway,
    };
}
