namespace Sequence.Connectors.Http;

/// <summary>Why an answer is no success, as a connector reads it from the system's error.</summary>
public sealed record ApiFault
{
    /// <summary>What kind of failure it is.</summary>
    public required ConnectorErrorKind Kind { get; init; }

    /// <summary>The system's own code, such as <c>5010</c>; null when it has none.</summary>
    public string? Code { get; init; }

    /// <summary>One sentence for people; never a secret and never a payload.</summary>
    public required string Message { get; init; }

    /// <summary>
    /// How long the system asks to wait; null takes the answer's <c>Retry-After</c> header, and without one the pipeline decides.
    /// </summary>
    public Duration? RetryAfter { get; init; }

    /// <summary>Whether the request surely had no effect, as when it was refused for its content, its token or a limit.</summary>
    public bool HadNoEffect { get; init; }

    /// <summary>Whether a new access token may help: it is renewed once, then the request is repeated.</summary>
    public bool RefreshToken { get; init; }

    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>The key of the <see cref="RateLimit"/> that was hit; null holds back all limits of the request.</summary>
    public string? LimitKey { get; init; }

    /// <summary>What a status means by itself, for answers whose body says nothing more.</summary>
    public static ApiFault FromStatus(int status)
    {
        var (kind, noEffect, transient) = status switch
        {
            401 => (ConnectorErrorKind.Unauthorized, true, false),
            403 => (ConnectorErrorKind.Forbidden, true, false),
            404 or 410 => (ConnectorErrorKind.NotFound, true, false),
            409 or 412 => (ConnectorErrorKind.Conflict, true, false),
            429 => (ConnectorErrorKind.RateLimited, true, true),
            408 => (ConnectorErrorKind.Timeout, false, true),
            >= 400 and < 500 => (ConnectorErrorKind.Invalid, true, false),
            500 or 502 or 503 or 504 => (ConnectorErrorKind.Unavailable, false, true),
            _ => (ConnectorErrorKind.Unknown, false, false),
        };
        return new ApiFault
        {
            Kind = kind,
            Message = $"It answered with status {status} and said no more.",
            HadNoEffect = noEffect,
            IsTransient = transient,
            RefreshToken = status == 401,
        };
    }
}
