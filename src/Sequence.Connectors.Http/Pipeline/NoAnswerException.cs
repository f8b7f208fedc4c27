namespace Sequence.Connectors.Http;

/// <summary>One attempt got no whole answer. It stays between the handlers.</summary>
internal sealed class NoAnswerException : Exception
{
    private NoAnswerException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>Whether the request may have reached the system.</summary>
    public bool WasSent { get; private init; }

    /// <summary>Whether the attempt ran out of time.</summary>
    public bool TimedOut { get; private init; }

    /// <param name="failure">What happened.</param>
    /// <param name="pass">Tells whether the request left.</param>
    /// <param name="timeout">The time that ran out; null when it did not.</param>
    public static NoAnswerException Of(Exception failure, AttemptPass pass, Duration? timeout)
    {
        var sent = pass.WasUsed && !NeverConnected(failure);
        var message = timeout is not null ? $"no whole answer came within {timeout.Value.TotalSeconds:0.#} s."
            : sent ? $"the answer was lost ({failure.Message})."
            : $"it could not be reached ({failure.Message}).";
        return new NoAnswerException(message, failure) { WasSent = sent, TimedOut = timeout is not null };
    }

    private static bool NeverConnected(Exception failure) => failure is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError,
    };
}
