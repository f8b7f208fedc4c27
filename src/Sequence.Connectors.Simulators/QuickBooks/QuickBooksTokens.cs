namespace Sequence.Connectors.Simulators;

/// <summary>What a connected app holds for one company.</summary>
/// <param name="RealmId">The company.</param>
/// <param name="AccessToken">The bearer token.</param>
/// <param name="RefreshToken">The refresh token; its value changes about every 24 hours.</param>
/// <param name="ExpiresAt">When the access token ends.</param>
public sealed record QuickBooksTokens(string RealmId, string AccessToken, string RefreshToken, DateTimeOffset ExpiresAt)
{
    /// <summary>Names the company; tokens stay out of logs.</summary>
    public override string ToString() => $"QuickBooksTokens {{ RealmId = {RealmId} }}";
}
