namespace Sequence.Connectors.Simulators;

/// <summary>One consent: the tokens that are good now, and those that died by rotation.</summary>
internal sealed class QuickBooksGrant
{
    public required string RealmId { get; init; }

    public required bool IsSandbox { get; init; }

    public required DateTimeOffset ConsentedAt { get; init; }

    public required string RefreshToken { get; set; }

    public required DateTimeOffset RefreshTokenSince { get; set; }

    public required DateTimeOffset RefreshTokenUsedAt { get; set; }

    public Dictionary<string, DateTimeOffset> AccessTokens { get; init; } = [];

    public bool IsRevoked { get; set; }
}
