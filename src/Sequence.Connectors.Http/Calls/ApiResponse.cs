using System.Collections.Frozen;

namespace Sequence.Connectors.Http;

/// <summary>A whole answer of a system. Its body is never reused, so that records may keep slices of it.</summary>
public sealed class ApiResponse
{
    /// <summary>The HTTP status.</summary>
    public required int StatusCode { get; init; }

    /// <summary>The body, decompressed; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The headers of the answer and its body, found by name in any casing; several values are joined by commas.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The system's id of the request, for its support; null when it gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long the system asks to wait, from its <c>Retry-After</c> header; null when it did not say.</summary>
    public Duration? RetryAfter { get; init; }

    /// <summary>What went wrong; null for success.</summary>
    public ApiFault? Fault { get; init; }

    /// <summary>
    /// Whether the request may have had an effect although it is not answered by success: this or an earlier attempt of it was
    /// not clearly refused.
    /// </summary>
    public bool IsEffectUnknown => Fault is not null && Call is { MayHaveHadEffect: true };

    internal ApiCall? Call { get; init; }

    /// <summary>A header; null when the answer has none of that name.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>Returns this answer when it is success.</summary>
    /// <exception cref="ConnectorException">The system refused the request, which had no effect.</exception>
    /// <exception cref="EffectUnknownException">The request failed and may have had an effect.</exception>
    public ApiResponse EnsureSuccess()
    {
        if (Fault is null)
        {
            return this;
        }

        throw IsEffectUnknown ? ApiErrors.EffectUnknown(Call, Fault.Message, RequestId) : ApiErrors.Of(Call, this, Fault);
    }
}
