using System.Collections.Concurrent;

namespace Sequence.Connectors;

/// <summary>Keeps versions of settings in memory: for tests and first steps. They are gone with the process.</summary>
public sealed class InMemorySettingsStore : ISettingsStore
{
    private readonly ConcurrentDictionary<(string ConnectionId, long Number), SettingsVersion> _versions = [];

    /// <inheritdoc />
    public Task<IReadOnlyList<SettingsVersion>> ListAsync(string connectionId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SettingsVersion>>(
            [.. _versions.Values.Where(one => one.ConnectionId == connectionId).OrderByDescending(one => one.Number)]
        );

    /// <inheritdoc />
    public Task<SettingsVersion?> TryAddAsync(SettingsVersion version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        var stored = version with { Version = 1 };
        return Task.FromResult(_versions.TryAdd((version.ConnectionId, version.Number), stored) ? stored : null);
    }

    /// <inheritdoc />
    public Task<SettingsVersion?> TryReplaceAsync(SettingsVersion version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        var key = (version.ConnectionId, version.Number);
        var next = version with { Version = version.Version + 1 };
        var isReplaced =
            _versions.TryGetValue(key, out var stored) && stored.Version == version.Version && _versions.TryUpdate(key, next, stored);
        return Task.FromResult(isReplaced ? next : null);
    }
}
