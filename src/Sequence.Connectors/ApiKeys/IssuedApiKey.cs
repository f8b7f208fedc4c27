namespace Sequence.Connectors;

/// <summary>A key that was just made.</summary>
/// <param name="Key">The key.</param>
/// <param name="Token">What callers send as their bearer token. It is told now and never again.</param>
public sealed record IssuedApiKey(ApiKey Key, Secret Token);
