namespace Sequence.Connectors;

/// <summary>A webhook delivery as it came in.</summary>
public sealed record WebhookRequest
{
    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The public address that the vendor called: the configured one, not what a proxy made of it.</summary>
    public required Uri Address { get; init; }

    /// <summary>The headers as received; <see cref="FindHeader"/> reads them.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body, byte for byte.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>When it came in.</summary>
    public required Instant ReceivedAt { get; init; }

    /// <summary>
    /// The value of a header by its name, without regard to case, however the dictionary compares; null when it is missing.
    /// </summary>
    public string? FindHeader(string name)
    {
        foreach (var (key, value) in Headers)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
