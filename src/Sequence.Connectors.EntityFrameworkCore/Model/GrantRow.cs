namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>
/// A <see cref="Grant"/> as a row, its tokens encrypted, each for its own grant: copied to another row they cannot be read.
/// </summary>
internal sealed class GrantRow
{
    public required string Id { get; init; }

    public required string Connector { get; init; }

    public required string App { get; init; }

    public required string? Owner { get; init; }

    public required byte[] AccessToken { get; init; }

    public required byte[]? RefreshToken { get; init; }

    public required Instant? AccessTokenExpiresAt { get; init; }

    public required Instant? RefreshTokenExpiresAt { get; init; }

    public required Instant? ConsentExpiresAt { get; init; }

    public required ValueList<string> Scopes { get; init; }

    public required GrantState State { get; init; }

    public required string? StateReason { get; init; }

    public required string? RefreshHolder { get; init; }

    public required Instant? RefreshUntil { get; init; }

    public required long Version { get; init; }

    public static GrantRow Of(Grant grant, ISecretProtector protector) => new()
    {
        Id = grant.Id,
        Connector = grant.Connector,
        App = grant.App,
        Owner = grant.Owner,
        AccessToken = protector.Protect(grant.AccessToken, AccessPurpose(grant.Id)),
        RefreshToken = grant.RefreshToken is { } refresh ? protector.Protect(refresh, RefreshPurpose(grant.Id)) : null,
        AccessTokenExpiresAt = grant.AccessTokenExpiresAt,
        RefreshTokenExpiresAt = grant.RefreshTokenExpiresAt,
        ConsentExpiresAt = grant.ConsentExpiresAt,
        Scopes = grant.Scopes,
        State = grant.State,
        StateReason = grant.StateReason,
        RefreshHolder = grant.Refreshing?.Holder,
        RefreshUntil = grant.Refreshing?.Until,
        Version = grant.Version,
    };

    public Grant ToGrant(ISecretProtector protector) => new()
    {
        Id = Id,
        Connector = Connector,
        App = App,
        Owner = Owner,
        AccessToken = protector.Unprotect(AccessToken, AccessPurpose(Id)),
        RefreshToken = RefreshToken is null ? null : protector.Unprotect(RefreshToken, RefreshPurpose(Id)),
        AccessTokenExpiresAt = AccessTokenExpiresAt,
        RefreshTokenExpiresAt = RefreshTokenExpiresAt,
        ConsentExpiresAt = ConsentExpiresAt,
        Scopes = Scopes,
        State = State,
        StateReason = StateReason,
        Refreshing = RefreshHolder is null ? null : new RefreshLease(RefreshHolder, RefreshUntil!.Value),
        Version = Version,
    };

    private static string AccessPurpose(string id) => $"grants/{id}/access-token";

    private static string RefreshPurpose(string id) => $"grants/{id}/refresh-token";
}
