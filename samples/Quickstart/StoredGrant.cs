namespace Quickstart;

/// <summary>A grant as it is encrypted: tokens in it are plain text.</summary>
internal sealed record StoredGrant
{
    public required string Id { get; init; }

    public required string Connector { get; init; }

    public required string App { get; init; }

    public required string AccessToken { get; init; }

    public string? RefreshToken { get; init; }

    public Instant? AccessTokenExpiresAt { get; init; }

    public Instant? RefreshTokenExpiresAt { get; init; }

    public Instant? ConsentExpiresAt { get; init; }

    public GrantState State { get; init; }

    public string? StateReason { get; init; }

    public long Version { get; init; }

    public static StoredGrant From(Grant grant) => new()
    {
        Id = grant.Id,
        Connector = grant.Connector,
        App = grant.App,
        AccessToken = grant.AccessToken.Reveal(),
        RefreshToken = grant.RefreshToken?.Reveal(),
        AccessTokenExpiresAt = grant.AccessTokenExpiresAt,
        RefreshTokenExpiresAt = grant.RefreshTokenExpiresAt,
        ConsentExpiresAt = grant.ConsentExpiresAt,
        State = grant.State,
        StateReason = grant.StateReason,
        Version = grant.Version,
    };

    public Grant ToGrant() => new()
    {
        Id = Id,
        Connector = Connector,
        App = App,
        AccessToken = new Secret(AccessToken),
        RefreshToken = RefreshToken,
        AccessTokenExpiresAt = AccessTokenExpiresAt,
        RefreshTokenExpiresAt = RefreshTokenExpiresAt,
        ConsentExpiresAt = ConsentExpiresAt,
        State = State,
        StateReason = StateReason,
        Version = Version,
    };
}
