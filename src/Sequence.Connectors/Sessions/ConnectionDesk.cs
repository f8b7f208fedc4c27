using System.Security.Cryptography;

namespace Sequence.Connectors;

/// <summary>Connects and disconnects accounts: state, consent, account, grant.</summary>
internal sealed class ConnectionDesk(
    ConnectorRegistry registry, IConnectionStore connections, IGrantStore grants, IPendingAuthorizationStore pendings, TimeProvider clock)
{
    private static readonly Duration ConsentTime = Duration.FromMinutes(30);

    public async Task<Uri> BeginAsync(ConnectRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var flow = FlowOf(request.Connector);
        var environment = flow.EnvironmentOf(request.App);
        if (request.ConnectionId is { } id)
        {
            RefuseAnother(await GetAsync(id, cancellationToken).ConfigureAwait(false), request, environment);
        }

        var pending = new PendingAuthorization
        {
            State = NewId(),
            Request = request,
            CodeVerifier = flow.NewCodeVerifier(),
            StartedAt = Now(),
        };
        await pendings.AddAsync(pending, cancellationToken).ConfigureAwait(false);
        return flow.AuthorizeUri(pending);
    }

    public async Task<IReadOnlyList<Connection>> CompleteAsync(Uri address, CancellationToken cancellationToken)
    {
        var callback = AuthorizationCallback.From(address);
        var pending = callback.State is { } state ? await pendings.TakeAsync(state, cancellationToken).ConfigureAwait(false) : null;
        if (pending is null || Now() - pending.StartedAt > ConsentTime)
        {
            throw new ConnectorException(
                ConnectorErrorKind.Forbidden,
                $"The answer bears a state that is unknown, already used, or older than {ConsentTime.TotalMinutes:0} minutes. Start connecting again.");
        }

        var request = pending.Request;
        if (callback.Error is { } error)
        {
            throw new ConnectorException(ConnectorErrorKind.Forbidden, $"Consent was not given ({error}). Start connecting again and accept.") { Connector = request.Connector };
        }

        var authorization = await FlowOf(request.Connector).CompleteAsync(pending, callback, cancellationToken).ConfigureAwait(false);
        return request.ConnectionId is { } id
            ? [await RenewAsync(id, authorization, cancellationToken).ConfigureAwait(false)]
            : await ConnectAsync(request, authorization, cancellationToken).ConfigureAwait(false);
    }

    public async Task DisconnectAsync(string connectionId, CancellationToken cancellationToken)
    {
        var connection = await GetAsync(connectionId, cancellationToken).ConfigureAwait(false);
        if (connection.State != ConnectionState.Disconnected)
        {
            connection = await ReplaceAsync(
                connection, one => one with { State = ConnectionState.Disconnected, StateReason = "It was disconnected." }, cancellationToken).ConfigureAwait(false);
        }

        var grant = await grants.FindAsync(connection.GrantId, cancellationToken).ConfigureAwait(false);
        if (grant is null)
        {
            return;
        }

        var flow = FlowOf(connection.Connector);
        await flow.DetachAsync(connection, grant, cancellationToken).ConfigureAwait(false);
        var sharing = await connections.ListByGrantAsync(connection.GrantId, cancellationToken).ConfigureAwait(false);
        if (sharing.All(one => one.State == ConnectionState.Disconnected))
        {
            await flow.RevokeAsync(grant, cancellationToken).ConfigureAwait(false);
            await grants.RemoveAsync(grant.Id, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<Connection> ConfigureAsync(string connectionId, Func<ConnectionSettings, ConnectionSettings> change, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        ArgumentNullException.ThrowIfNull(change);
        var connection = await GetAsync(connectionId, cancellationToken).ConfigureAwait(false);
        var (info, surface) = registry.Get(connection.Connector);
        return await ReplaceAsync(connection, one => one with { Settings = Checked(change(one.Settings)) }, cancellationToken).ConfigureAwait(false);

        ConnectionSettings Checked(ConnectionSettings settings) => SettingRules.WhyNot(settings, surface.Settings, info.Name) is { } reason
            ? throw new ConnectorException(ConnectorErrorKind.Configuration, reason) { Connector = info.Id, ConnectionId = connectionId }
            : settings;
    }

    private async Task<IReadOnlyList<Connection>> ConnectAsync(ConnectRequest request, Authorization authorization, CancellationToken cancellationToken)
    {
        var environment = FlowOf(request.Connector).EnvironmentOf(request.App);
        var known = await connections.ListAsync(request.Tenant, cancellationToken).ConfigureAwait(false);
        var grant = await KeepAsync(authorization.Grant, current: null, cancellationToken).ConfigureAwait(false);
        var connected = new List<Connection>();
        foreach (var account in authorization.Accounts)
        {
            var same = known.FirstOrDefault(one => one.Connector == request.Connector && one.Entity == request.Entity
                && one.Environment == environment && one.AccountId == account.Id);
            connected.Add(same is not null
                ? await ActivateAsync(same, grant, account, cancellationToken).ConfigureAwait(false)
                : await connections.AddAsync(
                    new Connection
                    {
                        Id = NewId(),
                        Tenant = request.Tenant,
                        Entity = request.Entity,
                        Connector = request.Connector,
                        Environment = environment,
                        App = request.App,
                        GrantId = grant.Id,
                        AccountId = account.Id,
                        AccountName = account.Name,
                        ApiAddress = account.ApiAddress,
                    },
                    cancellationToken).ConfigureAwait(false));
        }

        return connected;
    }

    private async Task<Connection> RenewAsync(string connectionId, Authorization authorization, CancellationToken cancellationToken)
    {
        var connection = await GetAsync(connectionId, cancellationToken).ConfigureAwait(false);
        var account = authorization.Accounts.FirstOrDefault(one => one.Id == connection.AccountId)
            ?? throw new ConnectorException(
                ConnectorErrorKind.Forbidden,
                $"Consent was given for another account ({string.Join(", ", authorization.Accounts.Select(one => one.Name ?? one.Id))}) than the one that this connection is to "
                + $"({connection.AccountName ?? connection.AccountId}). Choose that account, or connect the other one anew.")
            {
                Connector = connection.Connector,
                ConnectionId = connection.Id,
            };
        var grant = await KeepAsync(authorization.Grant, connection.GrantId, cancellationToken).ConfigureAwait(false);
        return await ActivateAsync(connection, grant, account, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Grant> KeepAsync(Grant fresh, string? current, CancellationToken cancellationToken)
    {
        while (true)
        {
            var stored = current is not null ? await grants.FindAsync(current, cancellationToken).ConfigureAwait(false) : null;
            if (stored is not null && (stored.Owner != fresh.Owner || stored.App != fresh.App))
            {
                // Another person's consent reaches other accounts: connections that share the stored grant must keep its tokens.
                stored = null;
            }

            stored ??= fresh.Owner is { } owner ? await grants.FindByOwnerAsync(fresh.Connector, fresh.App, owner, cancellationToken).ConfigureAwait(false) : null;
            if (stored is null)
            {
                return await grants.AddAsync(fresh, cancellationToken).ConfigureAwait(false);
            }

            if (await grants.TryReplaceAsync(fresh with { Id = stored.Id, Version = stored.Version }, cancellationToken).ConfigureAwait(false) is { } kept)
            {
                return kept;
            }
        }
    }

    private async Task<Connection> ActivateAsync(Connection connection, Grant grant, AuthorizedAccount account, CancellationToken cancellationToken)
    {
        var left = connection.GrantId;
        var active = await ReplaceAsync(connection, one => Activate(one, grant, account), cancellationToken).ConfigureAwait(false);
        if (left != grant.Id && (await connections.ListByGrantAsync(left, cancellationToken).ConfigureAwait(false)).Count == 0)
        {
            // Not revoked at the system: there it could end the new grant too.
            await grants.RemoveAsync(left, cancellationToken).ConfigureAwait(false);
        }

        return active;
    }

    private static void RefuseAnother(Connection connection, ConnectRequest request, ConnectorEnvironment environment)
    {
        if (connection.Tenant != request.Tenant || connection.Connector != request.Connector || connection.Environment != environment)
        {
            throw new ConnectorException(
                ConnectorErrorKind.Configuration,
                $"The connection '{connection.Id}' belongs to another tenant, system or environment than the request names. Renew it for its own, or connect anew.")
            {
                Connector = request.Connector,
                ConnectionId = connection.Id,
            };
        }
    }

    private async Task<Connection> ReplaceAsync(Connection connection, Func<Connection, Connection> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await connections.TryReplaceAsync(change(connection), cancellationToken).ConfigureAwait(false) is { } replaced)
            {
                return replaced;
            }

            connection = await GetAsync(connection.Id, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Connection> GetAsync(string id, CancellationToken cancellationToken) =>
        await connections.FindAsync(id, cancellationToken).ConfigureAwait(false)
        ?? throw new ConnectorException(ConnectorErrorKind.Configuration, $"There is no connection with the id '{id}'.");

    private IAuthorizationFlow FlowOf(string connector)
    {
        var (info, surface) = registry.Get(connector);
        return surface.Authorization
            ?? throw new ConnectorException(ConnectorErrorKind.NotSupported, $"{info.Name} needs no consent, so there is nothing to connect.") { Connector = info.Id };
    }

    private static Connection Activate(Connection connection, Grant grant, AuthorizedAccount account) => connection with
    {
        GrantId = grant.Id,
        App = grant.App,
        AccountName = account.Name ?? connection.AccountName,
        ApiAddress = account.ApiAddress,
        State = ConnectionState.Active,
        StateReason = null,
    };

    private Instant Now() => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
