namespace Quickstart;

/// <summary>A grant as it is encrypted: tokens in it are plain text.</summary>
internal sealed record StoredGrant
{
    public required string Id { get; init; }

    public required string Connector { get; init; }

    public required string App { get; init; }

    public string? Owner { get; init; }

    public required string AccessToken { get; init; }

    public string? RefreshToken { get; init; }

    public Instant? AccessTokenExpiresAt { get; init; }

    public Instant? RefreshTokenExpiresAt { get; init; }

    public Instant? ConsentExpiresAt { get; init; }

    public ValueList<string> Scopes { get; init; }

    public GrantState State { get; init; }

    public string? StateReason { get; init; }

    public RefreshLease? Refreshing { get; init; }

    public long Version { get; init; }

    public static StoredGrant From(Grant grant) => new()
    {
        Id = grant.Id,
        Connector = grant.Connector,
        App = grant.App,
        Owner = grant.Owner,
        AccessToken = grant.AccessToken.Reveal(),
        RefreshToken = grant.RefreshToken?.Reveal(),
        AccessTokenExpiresAt = grant.AccessTokenExpiresAt,
        RefreshTokenExpiresAt = grant.RefreshTokenExpiresAt,
        ConsentExpiresAt = grant.ConsentExpiresAt,
        Scopes = grant.Scopes,
        State = grant.State,
        StateReason = grant.StateReason,
        Refreshing = grant.Refreshing,
        Version = grant.Version,
    };

    public Grant ToGrant() => new()
    {
        Id = Id,
        Connector = Connector,
        App = App,
        Owner = Owner,
        AccessToken = new Secret(AccessToken),
        RefreshToken = RefreshToken,
        AccessTokenExpiresAt = AccessTokenExpiresAt,
        RefreshTokenExpiresAt = RefreshTokenExpiresAt,
        ConsentExpiresAt = ConsentExpiresAt,
        Scopes = Scopes,
        State = State,
        StateReason = StateReason,
        Refreshing = Refreshing,
        Version = Version,
    };
}
