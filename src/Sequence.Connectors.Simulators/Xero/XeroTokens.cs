namespace Sequence.Connectors.Simulators;

/// <summary>What a connected app holds for one user: the tokens open every organisation that the user connected.</summary>
/// <param name="UserId">The Xero user who consented.</param>
/// <param name="TenantIds">The organisations that are connected.</param>
/// <param name="AccessToken">The bearer token; it ends after 30 minutes.</param>
/// <param name="RefreshToken">The refresh token, replaced by every use; null for a custom connection.</param>
/// <param name="ExpiresAt">When the access token ends.</param>
public sealed record XeroTokens(
    Guid UserId, IReadOnlyList<string> TenantIds, string AccessToken, string? RefreshToken, DateTimeOffset ExpiresAt)
{
    /// <summary>Names the user; tokens stay out of logs.</summary>
    public override string ToString() => $"XeroTokens {{ UserId = {UserId} }}";
}
