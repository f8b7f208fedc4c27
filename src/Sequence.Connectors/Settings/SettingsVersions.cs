namespace Sequence.Connectors;

/// <summary>
/// Changes a connection's settings with care: as a draft that is tried before it counts, as a version that can be gone back to.
/// </summary>
public sealed class SettingsVersions
{
    private readonly ISettingsStore _store;
    private readonly SequenceConnectors _connectors;
    private readonly IConnectionStore _connections;
    private readonly TimeProvider _clock;

    internal SettingsVersions(ISettingsStore store, SequenceConnectors connectors, IConnectionStore connections, TimeProvider clock) =>
        (_store, _connectors, _connections, _clock) = (store, connectors, connections, clock);

    /// <summary>A connection's versions, the newest first.</summary>
    public Task<IReadOnlyList<SettingsVersion>> ListAsync(string connectionId, CancellationToken cancellationToken = default) =>
        _store.ListAsync(connectionId, cancellationToken);

    /// <summary>Keeps settings as a draft of what is in force now, after checking them against the connector's schema.</summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="settings">The settings as they shall be; their version does not matter.</param>
    /// <param name="by">Who made it; null when nobody says.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConnectorException">There is no such connection, or a setting is none of the system's.</exception>
    public async Task<SettingsVersion> DraftAsync(
        string connectionId,
        ConnectionSettings settings,
        string? by = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(settings);
        var connection = await GetAsync(connectionId, cancellationToken).ConfigureAwait(false);
        _connectors.CheckSettings(connection, settings);
        await KeepAsync(connection, cancellationToken).ConfigureAwait(false);
        return await AddAsync(
                connection,
                number => new()
                {
                    ConnectionId = connectionId,
                    Number = number,
                    State = SettingsVersionState.Draft,
                    Settings = settings,
                    BasedOn = connection.Settings.Version,
                    By = by,
                    CreatedAt = Now(),
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Puts a draft into force, if what it was made of still is.</summary>
    /// <returns>The version, which is active now.</returns>
    /// <exception cref="ConnectorException">There is no such draft, or the settings were changed since it was made.</exception>
    public async Task<SettingsVersion> ActivateAsync(string connectionId, long number, CancellationToken cancellationToken = default)
    {
        var all = await _store.ListAsync(connectionId, cancellationToken).ConfigureAwait(false);
        var draft =
            all.FirstOrDefault(one => one.Number == number && one.State == SettingsVersionState.Draft)
            ?? throw Refused(ConnectorErrorKind.NotFound, connectionId, $"There is no draft {number} of the settings.");
        var changed = await _connectors
            .ConfigureAsync(connectionId, current => Replace(current, draft), cancellationToken)
            .ConfigureAwait(false);
        foreach (var one in all.Where(one => one.State == SettingsVersionState.Active))
        {
            await _store.TryReplaceAsync(one with { State = SettingsVersionState.Retired }, cancellationToken).ConfigureAwait(false);
        }

        var active = draft with { State = SettingsVersionState.Active, Settings = changed.Settings, ActivatedAt = Now() };
        return await _store.TryReplaceAsync(active, cancellationToken).ConfigureAwait(false)
            ?? throw Refused(
                ConnectorErrorKind.Conflict,
                connectionId,
                $"The settings of draft {number} are in force, but the draft was changed meanwhile and is not marked so. Read the versions again."
            );
    }

    /// <summary>Puts the settings of an earlier version into force again, as a new version.</summary>
    /// <returns>The new version, which is active now.</returns>
    /// <exception cref="ConnectorException">There is no such version, or somebody changed the settings at the same moment.</exception>
    public async Task<SettingsVersion> RollBackAsync(
        string connectionId,
        long number,
        string? by = null,
        CancellationToken cancellationToken = default
    )
    {
        var all = await _store.ListAsync(connectionId, cancellationToken).ConfigureAwait(false);
        var earlier =
            all.FirstOrDefault(one => one.Number == number && one.State != SettingsVersionState.Draft)
            ?? throw Refused(ConnectorErrorKind.NotFound, connectionId, $"The settings {number} were never in force.");
        var draft = await DraftAsync(connectionId, earlier.Settings, by, cancellationToken).ConfigureAwait(false);
        return await ActivateAsync(connectionId, draft.Number, cancellationToken).ConfigureAwait(false);
    }

    private static ConnectionSettings Replace(ConnectionSettings current, SettingsVersion draft) =>
        current.Version == draft.BasedOn
            ? draft.Settings with { Version = current.Version + 1 }
            : throw Refused(
                ConnectorErrorKind.Conflict,
                draft.ConnectionId,
                $"The settings were changed since draft {draft.Number} was made. Make a draft of what is in force now."
            );

    // What is in force is kept before something takes its place, so that it can be gone back to.
    private async Task KeepAsync(Connection connection, CancellationToken cancellationToken)
    {
        var all = await _store.ListAsync(connection.Id, cancellationToken).ConfigureAwait(false);
        if (all.Any(one => one.State != SettingsVersionState.Draft && one.Settings.Version == connection.Settings.Version))
        {
            return;
        }

        await AddAsync(
                connection,
                number => new()
                {
                    ConnectionId = connection.Id,
                    Number = number,
                    State = SettingsVersionState.Active,
                    Settings = connection.Settings,
                    BasedOn = connection.Settings.Version,
                    CreatedAt = Now(),
                    ActivatedAt = Now(),
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        foreach (var one in all.Where(one => one.State == SettingsVersionState.Active))
        {
            await _store.TryReplaceAsync(one with { State = SettingsVersionState.Retired }, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<SettingsVersion> AddAsync(
        Connection connection,
        Func<long, SettingsVersion> make,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var all = await _store.ListAsync(connection.Id, cancellationToken).ConfigureAwait(false);
            var next = make((all.Count == 0 ? 0 : all[0].Number) + 1);
            if (await _store.TryAddAsync(next, cancellationToken).ConfigureAwait(false) is { } added)
            {
                return added;
            }
        }
    }

    private async Task<Connection> GetAsync(string connectionId, CancellationToken cancellationToken) =>
        await _connections.FindAsync(connectionId, cancellationToken).ConfigureAwait(false)
        ?? throw Refused(ConnectorErrorKind.Configuration, connectionId, $"There is no connection with the id '{connectionId}'.");

    private static ConnectorException Refused(ConnectorErrorKind kind, string connectionId, string message) =>
        new(kind, message) { ConnectionId = connectionId };

    private Instant Now() => Instant.FromDateTimeOffset(_clock.GetUtcNow());
}
