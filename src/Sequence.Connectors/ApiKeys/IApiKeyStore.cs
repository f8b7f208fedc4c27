namespace Sequence.Connectors;

/// <summary>Keeps the keys of machines.</summary>
public interface IApiKeyStore
{
    /// <summary>The key with an id; null when there is none.</summary>
    Task<ApiKey?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>A tenant's keys, those that are refused included, the oldest first.</summary>
    Task<IReadOnlyList<ApiKey>> ListAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>Adds a key.</summary>
    /// <returns>The key as stored, with its first version.</returns>
    Task<ApiKey> AddAsync(ApiKey key, CancellationToken cancellationToken);

    /// <summary>Replaces the stored key of the same id and version.</summary>
    /// <returns>The key as stored, with its next version; null when someone else changed it first.</returns>
    Task<ApiKey?> TryReplaceAsync(ApiKey key, CancellationToken cancellationToken);
}
