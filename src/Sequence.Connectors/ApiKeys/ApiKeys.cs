using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Sequence.Connectors;

/// <summary>
/// Issues, rotates, revokes and checks the keys of machines. A token is <c>sqk_{id}_{secret}</c>; its secret is 32 random bytes, of
/// which only a hash is kept.
/// </summary>
public sealed class ApiKeys
{
    /// <summary>What every token begins with, so that one that lies about is found and known for what it is.</summary>
    public const string Prefix = "sqk_";

    private const int IdBytes = 12;
    private const int SecretBytes = 32;
    private readonly IApiKeyStore _store;
    private readonly TimeProvider _clock;

    internal ApiKeys(IApiKeyStore store, TimeProvider clock) => (_store, _clock) = (store, clock);

    /// <summary>Makes a key for a tenant.</summary>
    /// <param name="tenant">The tenant whose records it reaches.</param>
    /// <param name="name">What people call it.</param>
    /// <param name="createdBy">Who had it made; null when nobody says.</param>
    /// <param name="lifetime">How long it is good; null for until it is revoked.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The key with its token, which is told this once.</returns>
    public async Task<IssuedApiKey> IssueAsync(
        string tenant,
        string name,
        string? createdBy = null,
        Duration? lifetime = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime ?? Duration.Epsilon, Duration.Zero, nameof(lifetime));
        var id = RandomNumberGenerator.GetHexString(IdBytes * 2, lowercase: true);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var key = new ApiKey
        {
            Id = id,
            Tenant = tenant,
            Name = name,
            Hash = Hash(secret),
            CreatedBy = createdBy,
            CreatedAt = Now(),
            ExpiresAt = lifetime is { } time ? Now() + time : null,
        };
        return new(await _store.AddAsync(key, cancellationToken).ConfigureAwait(false), new Secret($"{Prefix}{id}_{secret}"));
    }

    /// <summary>
    /// Makes a key of the same name that takes another's place; the other stays good for a while, so that nothing stands still.
    /// </summary>
    /// <param name="tenant">The tenant whose key it is.</param>
    /// <param name="id">The key that is replaced.</param>
    /// <param name="overlap">How long the replaced key stays good; zero ends it at once.</param>
    /// <param name="createdBy">Who had it made; null when nobody says.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The new key with its token; null when the tenant has no such key, or it was revoked.</returns>
    public async Task<IssuedApiKey?> RotateAsync(
        string tenant,
        string id,
        Duration overlap,
        string? createdBy = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(overlap, Duration.Zero);
        var replaced = await ChangeAsync(
                tenant,
                id,
                one => one.RevokedAt is null ? one with { ExpiresAt = Earlier(one.ExpiresAt, Now() + overlap) } : null,
                cancellationToken
            )
            .ConfigureAwait(false);
        return replaced is null
            ? null
            : await IssueAsync(tenant, replaced.Name, createdBy, lifetime: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends a key at once and for good.</summary>
    /// <returns>Whether the tenant has such a key; one that was revoked before stays so.</returns>
    public async Task<bool> RevokeAsync(string tenant, string id, CancellationToken cancellationToken = default) =>
        await ChangeAsync(tenant, id, one => one with { RevokedAt = one.RevokedAt ?? Now() }, cancellationToken).ConfigureAwait(false)
            is not null;

    /// <summary>A tenant's keys, those that are refused included, the oldest first.</summary>
    public Task<IReadOnlyList<ApiKey>> ListAsync(string tenant, CancellationToken cancellationToken = default) =>
        _store.ListAsync(tenant, cancellationToken);

    /// <summary>Looks a token up.</summary>
    /// <returns>
    /// What it opens. The key is null unless the token is good. Whether a key was revoked or is over is told only to who has its secret.
    /// </returns>
    public async Task<(ApiKeyVerdict Verdict, ApiKey? Key)> CheckAsync(string token, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        var parts = token.StartsWith(Prefix, StringComparison.Ordinal) ? token[Prefix.Length..].Split('_', 2) : [];
        var key = parts is [{ Length: IdBytes * 2 } id, _] ? await _store.FindAsync(id, cancellationToken).ConfigureAwait(false) : null;

        // Hashed and compared in either case, so that the time tells nothing of which ids there are.
        var given = Encoding.ASCII.GetBytes(Hash(parts is [_, { } secret] ? secret : ""));
        var stored = Encoding.ASCII.GetBytes(key?.Hash ?? Hash("no such key"));
        return !CryptographicOperations.FixedTimeEquals(given, stored) || key is null ? (ApiKeyVerdict.Unknown, null)
            : key.RevokedAt is not null ? (ApiKeyVerdict.Revoked, null)
            : key.ExpiresAt <= Now() ? (ApiKeyVerdict.Expired, null)
            : (ApiKeyVerdict.Good, key);
    }

    private async Task<ApiKey?> ChangeAsync(
        string tenant,
        string id,
        Func<ApiKey, ApiKey?> change,
        CancellationToken cancellationToken
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        ArgumentException.ThrowIfNullOrEmpty(id);
        while (true)
        {
            var found = await _store.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (found?.Tenant != tenant || change(found) is not { } changed)
            {
                return null;
            }

            if (await _store.TryReplaceAsync(changed, cancellationToken).ConfigureAwait(false) is { } stored)
            {
                return stored;
            }
        }
    }

    private static Instant Earlier(Instant? one, Instant other) => one < other ? one.Value : other;

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private Instant Now() => Instant.FromDateTimeOffset(_clock.GetUtcNow());
}
