namespace Sequence.Connectors.Simulators;

/// <summary>What one user allowed the app: scopes that add up, and the organisations that were connected.</summary>
internal sealed class XeroGrant
{
    public required Guid UserId { get; init; }

    public HashSet<string> Scopes { get; init; } = [];

    public List<XeroConnection> Connections { get; init; } = [];

    public List<XeroTokenFamily> Families { get; init; } = [];
}

/// <summary>One organisation of a grant.</summary>
internal sealed record XeroConnection(Guid Id, string TenantId, Guid AuthEventId, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>The tokens that descend from one consent.</summary>
internal sealed class XeroTokenFamily
{
    public required Guid AuthEventId { get; init; }

    public required string ClientId { get; init; }

    /// <summary>When each refresh token was issued, and when it was first used.</summary>
    public Dictionary<string, (DateTimeOffset IssuedAt, DateTimeOffset? UsedAt)> RefreshTokens { get; init; } = [];

    public Dictionary<string, DateTimeOffset> AccessTokens { get; init; } = [];
}

/// <summary>Who holds an access token, and what it opens; without a tenant it opens those of the user's connections.</summary>
internal sealed record XeroBearer(XeroGrant? Grant, string? TenantId, IReadOnlyCollection<string> Scopes);
