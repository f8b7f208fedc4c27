namespace Sequence.Connectors;

/// <summary>A consent that was asked for and is not yet answered.</summary>
public sealed record PendingAuthorization
{
    /// <summary>The random text that comes back with the answer.</summary>
    public required string State { get; init; }

    /// <summary>What was asked for.</summary>
    public required ConnectRequest Request { get; init; }

    /// <summary>The proof-key verifier; null where the system has none.</summary>
    public Secret? CodeVerifier { get; init; }

    /// <summary>When it was asked for.</summary>
    public required Instant StartedAt { get; init; }
}
