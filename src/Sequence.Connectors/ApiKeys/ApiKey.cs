namespace Sequence.Connectors;

/// <summary>
/// A machine's key to one tenant's connections, such as an org's or a script's. What it is called with is not kept, only its hash.
/// </summary>
public sealed record ApiKey
{
    /// <summary>The first part of the token, which may be shown and logged.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant whose records the key reaches, and no other's.</summary>
    public required string Tenant { get; init; }

    /// <summary>What people call it, such as the name of the org or script that uses it.</summary>
    public required string Name { get; init; }

    /// <summary>The SHA-256 of the token's secret part, in lower-case hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>Who had it made; null when nobody said.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>From when on it is refused, such as after another took its place; null for never.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>When it was revoked; null while it was not.</summary>
    public Instant? RevokedAt { get; init; }

    /// <summary>Counts changes: a change of an older version is not stored.</summary>
    public long Version { get; init; }
}
