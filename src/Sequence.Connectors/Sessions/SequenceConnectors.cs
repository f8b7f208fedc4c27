namespace Sequence.Connectors;

/// <summary>
/// The entrance: which systems there are, connecting an account, and opening a session over a connection. Safe to use from many
/// threads.
/// </summary>
public sealed class SequenceConnectors
{
    private readonly ConnectorRegistry _registry;
    private readonly IConnectionStore _connections;
    private readonly IGrantStore _grants;
    private readonly ConnectionDesk _desk;
    private readonly TimeProvider _clock;

    internal SequenceConnectors(
        ConnectorRegistry registry,
        IConnectionStore connections,
        IGrantStore grants,
        IPendingAuthorizationStore pending,
        TimeProvider clock
    )
    {
        (_registry, _connections, _grants, _clock) = (registry, connections, grants, clock);
        _desk = new ConnectionDesk(registry, connections, grants, pending, clock);
    }

    /// <summary>The registered systems, by id.</summary>
    public IReadOnlyList<ConnectorInfo> Connectors => [.. _registry.All.Select(one => one.Info)];

    /// <summary>What a system can do.</summary>
    /// <exception cref="ConnectorException">No connector has the id.</exception>
    public ConnectorSurface SurfaceOf(string connector) => _registry.Get(connector).Surface;

    /// <summary>What every registered system can do, as a table for logs and bug reports.</summary>
    public string Describe() => CapabilityTable.Print(_registry.All);

    /// <summary>Starts connecting an account.</summary>
    /// <returns>The page where a person consents; send their browser there.</returns>
    /// <exception cref="ConnectorException">The connector or the app is not configured; the message names the setting.</exception>
    public Task<Uri> BeginConnectAsync(ConnectRequest request, CancellationToken cancellationToken = default) =>
        _desk.BeginAsync(request, cancellationToken);

    /// <summary>Finishes connecting, when the person came back.</summary>
    /// <param name="callback">The full address that the person was sent back to.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// The connections of the accounts that consent reaches; an account that was connected before keeps its connection. One
    /// account is for the entity that was asked for; further ones that nobody has assigned yet are
    /// <see cref="ConnectionState.Unassigned"/>, so that no document goes to two accounts by itself: ask the tenant which is for
    /// which entity, and call <see cref="AssignAsync"/>.
    /// </returns>
    /// <exception cref="ConnectorException">
    /// The state is unknown, used or too old; the person declined; or a connection was to be renewed and the person chose another account.
    /// </exception>
    public Task<IReadOnlyList<Connection>> CompleteConnectAsync(Uri callback, CancellationToken cancellationToken = default) =>
        _desk.CompleteAsync(callback, cancellationToken);

    /// <summary>
    /// Says which of the tenant's entities an unassigned account is for; from then on calls can be made over its connection.
    /// </summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="entity">The entity; empty for a tenant that has one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The connection as it now stands; it is returned as it is when it is for the entity already.</returns>
    /// <exception cref="ConnectorException"> There is no such connection, it was ended or must be connected again, it is for
    /// another entity, or another connection is to this account for this entity.
    /// </exception>
    public Task<Connection> AssignAsync(string connectionId, string entity, CancellationToken cancellationToken = default) =>
        _desk.AssignAsync(connectionId, entity, cancellationToken);

    /// <summary>Changes the tenant's choices for a connection; sessions that are opened afterwards follow them.</summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="change">Makes new settings of those that stand; called again when another change came first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The connection as it now stands.</returns>
    /// <exception cref="ConnectorException">There is no such connection, or a setting is none of the system's; the message names
    /// those that are.</exception>
    public Task<Connection> ConfigureAsync(
        string connectionId, Func<ConnectionSettings, ConnectionSettings> change, CancellationToken cancellationToken = default) =>
        _desk.ConfigureAsync(connectionId, change, cancellationToken);

    /// <summary>Ends a connection. The grant is ended at the system too, unless another connection still uses it; links are kept.</summary>
    /// <returns>What became of the access at the system.</returns>
    /// <exception cref="ConnectorException">
    /// There is no such connection, or the system could not be told. In the second case nothing is sent or read over the connection any
    /// more all the same, and calling again tells the system.
    /// </exception>
    public Task<Disconnection> DisconnectAsync(string connectionId, CancellationToken cancellationToken = default) =>
        _desk.DisconnectAsync(connectionId, cancellationToken);

    /// <summary>Opens a session over a connection. It calls out only when it is used.</summary>
    /// <exception cref="ConnectorException">There is no such connection, or it must be connected again.</exception>
    public Task<ConnectorSession> OpenAsync(string connectionId, CancellationToken cancellationToken = default) =>
        OpenAsync(connectionId, tried: null, cancellationToken);

    /// <summary>Opens a session that reads and plans by settings that are not in force, such as a draft's. It writes nothing.</summary>
    /// <exception cref="ConnectorException">
    /// There is no such connection, it must be connected again, or a setting is none of the system's.
    /// </exception>
    public Task<ConnectorSession> OpenTrialAsync(
        string connectionId,
        ConnectionSettings settings,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(settings);
        return OpenAsync(connectionId, settings, cancellationToken);
    }

    internal void CheckSettings(Connection connection, ConnectionSettings settings)
    {
        var (info, surface) = _registry.Get(connection.Connector);
        if (SettingRules.WhyNot(settings, surface, info.Name) is { } reason)
        {
            throw new ConnectorException(ConnectorErrorKind.Configuration, reason) { Connector = info.Id, ConnectionId = connection.Id };
        }
    }

    private async Task<ConnectorSession> OpenAsync(string connectionId, ConnectionSettings? tried, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        var connection = await _connections.FindAsync(connectionId, cancellationToken).ConfigureAwait(false)
            ?? throw new ConnectorException(ConnectorErrorKind.Configuration, $"There is no connection with the id '{connectionId}'.");
        var (info, surface) = _registry.Get(connection.Connector);
        var grant = await _grants.FindAsync(connection.GrantId, cancellationToken).ConfigureAwait(false);
        if (WhyNotUsable(connection, grant) is { } reason)
        {
            var kind = connection.State == ConnectionState.Unassigned ? ConnectorErrorKind.Configuration : ConnectorErrorKind.Unauthorized;
            throw new ConnectorException(kind, $"The connection '{connection.Id}' to {info.Name} cannot be used: {reason}")
            {
                Connector = info.Id,
                ConnectionId = connection.Id,
            };
        }

        if (tried is not null)
        {
            CheckSettings(connection, tried);
            connection = connection with { Settings = tried };
        }

        return new ConnectorSession(
            info,
            surface,
            new ConnectionContext { Connection = connection, Clock = _clock, IsTrial = tried is not null }
        );
    }

    private static string? WhyNotUsable(Connection connection, Grant? grant) => (connection.State, grant) switch
    {
        (ConnectionState.Disconnected, _) => "it was disconnected. Connect the account again.",
        (ConnectionState.Unassigned, _) => "nobody has said which entity its account is for. Call AssignAsync.",
        (ConnectionState.NeedsReauthorization, _) => connection.StateReason ?? "the account must be connected again.",
        (_, null) => "its grant is gone. Connect the account again.",
        (_, { State: GrantState.Active }) => null,
        _ => grant.StateReason ?? "the system no longer honours its grant. Connect the account again.",
    };
}
