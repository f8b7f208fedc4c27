namespace Sequence.Connectors;

/// <summary>Keeps the versions of connections' settings. What is in force stands with the connection itself.</summary>
public interface ISettingsStore
{
    /// <summary>A connection's versions, the newest first.</summary>
    Task<IReadOnlyList<SettingsVersion>> ListAsync(string connectionId, CancellationToken cancellationToken);

    /// <summary>Adds a version.</summary>
    /// <returns>The version as stored; null when the connection has one of that number already.</returns>
    Task<SettingsVersion?> TryAddAsync(SettingsVersion version, CancellationToken cancellationToken);

    /// <summary>Replaces the stored version of the same number, if nobody changed it since.</summary>
    /// <returns>The version as stored; null when someone else changed it first.</returns>
    Task<SettingsVersion?> TryReplaceAsync(SettingsVersion version, CancellationToken cancellationToken);
}
