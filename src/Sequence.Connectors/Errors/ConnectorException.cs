namespace Sequence.Connectors;

/// <summary>
/// A call to a system failed. When a write throws it, nothing of that call had an effect; a call whose effect is not known is an outcome
/// (<see cref="WriteOutcome.Uncertain"/>), never an exception.
/// </summary>
public sealed class ConnectorException : Exception
{
    private const string HelpPage = "https://github.com/sequence-connectors/sequence-connectors/blob/main/docs/errors.md";

    /// <summary>Makes an exception of a kind.</summary>
    /// <param name="kind">Why the call failed.</param>
    /// <param name="message">One sentence that names the thing, the rule and the fix; never a secret.</param>
    /// <param name="innerException">The raw cause.</param>
    public ConnectorException(ConnectorErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
        HelpLink = $"{HelpPage}#{kind.ToString().ToLowerInvariant()}";
    }

    /// <summary>Why the call failed.</summary>
    public ConnectorErrorKind Kind { get; }

    /// <summary>The connector's id, such as <c>quickbooks</c>; null when no system was involved.</summary>
    public string? Connector { get; init; }

    /// <summary>The connection that the call went over; null when none was open.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>What was asked, such as <c>POST invoice</c>; without ids or values.</summary>
    public string? Operation { get; init; }

    /// <summary>The HTTP status; null when no answer came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The system's own code of the error, such as <c>5010</c>.</summary>
    public string? SystemCode { get; init; }

    /// <summary>The system's id of the request, for its support.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long to wait before the same call may succeed; null when the system did not say.</summary>
    public Duration? RetryAfter { get; init; }

    /// <summary>Whether the same call may succeed later without anyone mending anything.</summary>
    public bool IsTransient => Kind is ConnectorErrorKind.RateLimited or ConnectorErrorKind.Unavailable or ConnectorErrorKind.Timeout;
}
