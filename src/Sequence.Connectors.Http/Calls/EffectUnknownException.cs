namespace Sequence.Connectors.Http;

/// <summary>
/// A request that may have had an effect got no answer that tells. A writer turns it into <see cref="WriteOutcome.Uncertain"/>;
/// it is never repeated blindly.
/// </summary>
public sealed class EffectUnknownException : Exception
{
    /// <summary>Makes an exception with its reason.</summary>
    /// <param name="reason">Why the effect is not known, in one sentence; never a secret.</param>
    /// <param name="innerException">The raw cause.</param>
    public EffectUnknownException(string reason, Exception? innerException = null)
        : base(reason, innerException)
    {
    }

    /// <summary>Why the effect is not known, in one sentence.</summary>
    public string Reason => Message;

    /// <summary>The connector's id, such as <c>quickbooks</c>.</summary>
    public string? Connector { get; init; }

    /// <summary>The connection that the request went over.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>What was asked, such as <c>POST invoice</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>The system's id of the last attempt; null when it gave none.</summary>
    public string? RequestId { get; init; }
}
