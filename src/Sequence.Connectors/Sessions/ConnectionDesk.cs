using System.Security.Cryptography;
using static Sequence.Connectors.ConnectionTransitions;

namespace Sequence.Connectors;

/// <summary>Connects and disconnects accounts: state, consent, account, grant.</summary>
internal sealed class ConnectionDesk(
    ConnectorRegistry registry, IConnectionStore connections, IGrantStore grants, IPendingAuthorizationStore pendings, TimeProvider clock)
{
    private static readonly Duration ConsentTime = Duration.FromMinutes(30);
    private readonly StoredConnections _stored = new(connections);
    private readonly RefusedConsents _refused = new(connections, grants);

    public async Task<Uri> BeginAsync(ConnectRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var flow = FlowOf(request.Connector);
        var environment = flow.EnvironmentOf(request.App, request.Tenant);
        if (request.ConnectionId is { } id)
        {
            RefuseAnother(await _stored.GetAsync(id, cancellationToken).ConfigureAwait(false), request, environment);
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
                $"The answer bears a state that is unknown, already used, or older than {ConsentTime.TotalMinutes:0} minutes. Start connecting again."
            );
        }

        var request = pending.Request;
        if (callback.Error is { } error)
        {
            var message = $"Consent was not given ({error}). Start connecting again and accept.";
            throw new ConnectorException(ConnectorErrorKind.Forbidden, message) { Connector = request.Connector };
        }

        var flow = FlowOf(request.Connector);
        var environment = flow.EnvironmentOf(request.App, request.Tenant);
        var renewed = request.ConnectionId is { } id ? await _stored.GetAsync(id, cancellationToken).ConfigureAwait(false) : null;
        var authorization = await flow.CompleteAsync(pending, callback, cancellationToken).ConfigureAwait(false);
        if ((authorization.Refusal ?? WhyNotRenewed(renewed, authorization)) is { } refusal)
        {
            throw await _refused.DiscardAsync(flow, authorization, refusal).ConfigureAwait(false);
        }

        return renewed is not null
            ? [await RenewAsync(renewed, authorization, cancellationToken).ConfigureAwait(false)]
            : await ConnectAsync(request, environment, authorization, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Disconnection> DisconnectAsync(string connectionId, CancellationToken cancellationToken)
    {
        var connection = await _stored.GetAsync(connectionId, cancellationToken).ConfigureAwait(false);
        var wasEnded = connection.State == ConnectionState.Disconnected;
        if (!wasEnded)
        {
            connection = await _stored.ReplaceAsync(
                    connection,
                    one => one with { State = ConnectionState.Disconnected, StateReason = "It was disconnected." },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        var grant = await grants.FindAsync(connection.GrantId, cancellationToken).ConfigureAwait(false);
        if (grant is null)
        {
            // The first time ended it; without a grant nobody can.
            return wasEnded ? Disconnection.Ended : Disconnection.OnlyHere;
        }

        var flow = FlowOf(connection.Connector);
        var isDetached = await flow.DetachAsync(connection, grant, cancellationToken).ConfigureAwait(false);
        var sharing = await connections.ListByGrantAsync(connection.GrantId, cancellationToken).ConfigureAwait(false);
        if (sharing.Any(one => one.State != ConnectionState.Disconnected))
        {
            return isDetached ? Disconnection.Ended : Disconnection.KeptForOthers;
        }

        var isRevoked = await flow.RevokeAsync(grant, cancellationToken).ConfigureAwait(false);
        await grants.RemoveAsync(grant.Id, cancellationToken).ConfigureAwait(false);
        return isDetached || isRevoked ? Disconnection.Ended : Disconnection.OnlyHere;
    }

    public async Task<Connection> ConfigureAsync(
        string connectionId,
        Func<ConnectionSettings, ConnectionSettings> change,
        CancellationToken cancellationToken
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        ArgumentNullException.ThrowIfNull(change);
        var connection = await _stored.GetAsync(connectionId, cancellationToken).ConfigureAwait(false);
        var (info, surface) = registry.Get(connection.Connector);
        return await _stored.ReplaceAsync(connection, one => one with { Settings = Checked(change(one.Settings)) }, cancellationToken)
            .ConfigureAwait(false);

        ConnectionSettings Checked(ConnectionSettings settings) => SettingRules.WhyNot(settings, surface, info.Name) is { } reason
            ? throw new ConnectorException(ConnectorErrorKind.Configuration, reason) { Connector = info.Id, ConnectionId = connectionId }
            : settings;
    }

    public async Task<Connection> AssignAsync(string connectionId, string entity, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        ArgumentNullException.ThrowIfNull(entity);
        while (true)
        {
            var connection = await _stored.GetAsync(connectionId, cancellationToken).ConfigureAwait(false);
            if (connection.State == ConnectionState.Active && connection.Entity == entity)
            {
                return connection;
            }

            var assigned = connection with { Entity = entity, State = ConnectionState.Active, StateReason = null };
            var others = await connections.ListAsync(connection.Tenant, cancellationToken).ConfigureAwait(false);
            if (
                WhyNotAssigned(
                    connection,
                    others.FirstOrDefault(one => one.Id != connectionId && one.IsSameAccountAs(assigned)),
                    entity
                ) is
                { } reason
            )
            {
                throw new ConnectorException(ConnectorErrorKind.Configuration, reason)
                {
                    Connector = connection.Connector,
                    ConnectionId = connectionId,
                };
            }

            if (await connections.TryReplaceAsync(assigned, cancellationToken).ConfigureAwait(false) is { } replaced)
            {
                return replaced;
            }
        }
    }

    private async Task<IReadOnlyList<Connection>> ConnectAsync(
        ConnectRequest request,
        ConnectorEnvironment environment,
        Authorization authorization,
        CancellationToken cancellationToken
    )
    {
        var known = (await connections.ListAsync(request.Tenant, cancellationToken).ConfigureAwait(false))
            .Where(one => one.Connector == request.Connector && one.Environment == environment).ToArray();
        var grant = await KeepAsync(authorization.Grant, current: null, cancellationToken).ConfigureAwait(false);
        var chosen = ChosenFor(request.Entity, authorization.Accounts, known);
        var connected = new List<Connection>();
        foreach (var account in authorization.Accounts)
        {
            var same = known.Where(one => one.AccountId == account.Id).ToArray();
            var own =
                same.FirstOrDefault(one => IsAssignedTo(one, request.Entity))
                ?? (account == chosen ? same.FirstOrDefault(IsUnassigned) : null);
            if (own is not null)
            {
                connected.Add(
                    await ActivateAsync(own, grant, account, one => Assign(one, request.Entity), cancellationToken)
                        .ConfigureAwait(false)
                );
            }
            else if (account == chosen || same.Length == 0)
            {
                var fresh = NewConnection(NewId(), request, environment, grant, account);
                connected.Add(
                    await AddAsync(
                            account == chosen ? fresh : Unassign(fresh with { Entity = "" }),
                            grant,
                            account,
                            cancellationToken
                        )
                        .ConfigureAwait(false)
                );
            }
            else
            {
                foreach (var one in same)
                {
                    connected.Add(await ActivateAsync(one, grant, account, Return, cancellationToken).ConfigureAwait(false));
                }
            }
        }

        return connected;
    }

    private async Task<Connection> AddAsync(Connection fresh, Grant grant, AuthorizedAccount account, CancellationToken cancellationToken)
    {
        var added = await connections.AddAsync(fresh, cancellationToken).ConfigureAwait(false);

        // Another consent may have connected the same account at this moment.
        return added.Id == fresh.Id ? added : await ActivateAsync(added, grant, account, Return, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The account that the entity gets which was asked for: the first that nobody has assigned. None when the entity has one of
    /// the accounts already; then the others are not for it.
    /// </summary>
    private static AuthorizedAccount? ChosenFor(string entity, ValueList<AuthorizedAccount> accounts, Connection[] known) =>
        accounts.Any(account => known.Any(one => one.AccountId == account.Id && IsAssignedTo(one, entity))) ? null
        : accounts.Count == 1 ? accounts[0]
        : accounts.FirstOrDefault(account => known.All(one => one.AccountId != account.Id || IsUnassigned(one)));

    private async Task<Connection> RenewAsync(Connection connection, Authorization authorization, CancellationToken cancellationToken)
    {
        var account = authorization.Accounts.First(one => one.Id == connection.AccountId);
        var left = await grants.FindAsync(connection.GrantId, cancellationToken).ConfigureAwait(false);
        var sharing = await connections.ListByGrantAsync(connection.GrantId, cancellationToken).ConfigureAwait(false);
        var grant = await KeepAsync(authorization.Grant, connection.GrantId, cancellationToken).ConfigureAwait(false);
        foreach (
            var one in sharing.Where(one =>
                one.Id != connection.Id && one.Tenant == connection.Tenant && one.State != ConnectionState.Disconnected
            )
        )
        {
            // What shares a grant that is dead comes back with it, as far as the new consent reaches.
            var isCut = one.State == ConnectionState.NeedsReauthorization || (left?.State != GrantState.Active && grant.Id != one.GrantId);
            if (isCut && authorization.Accounts.FirstOrDefault(reached => reached.Id == one.AccountId) is { } reached)
            {
                await ActivateAsync(one, grant, reached, Return, cancellationToken).ConfigureAwait(false);
            }
        }

        return await ActivateAsync(
            connection, grant, account, one => IsUnassigned(one) ? one : Assign(one, one.Entity), cancellationToken).ConfigureAwait(false);
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

            stored ??= fresh.Owner is { } owner
                ? await grants.FindByOwnerAsync(fresh.Connector, fresh.App, owner, cancellationToken).ConfigureAwait(false)
                : null;
            if (stored is null)
            {
                return await grants.AddAsync(fresh, cancellationToken).ConfigureAwait(false);
            }

            if (
                await grants
                    .TryReplaceAsync(fresh with { Id = stored.Id, Version = stored.Version }, cancellationToken)
                    .ConfigureAwait(false) is
                { } kept
            )
            {
                return kept;
            }
        }
    }

    private async Task<Connection> ActivateAsync(
        Connection connection,
        Grant grant,
        AuthorizedAccount account,
        Func<Connection, Connection> stand,
        CancellationToken cancellationToken
    )
    {
        var left = connection.GrantId;
        var active = await _stored.ReplaceAsync(connection, Stand, cancellationToken).ConfigureAwait(false);
        if (left != grant.Id && (await connections.ListByGrantAsync(left, cancellationToken).ConfigureAwait(false)).Count == 0)
        {
            // Not revoked at the system: there it could end the new grant too.
            await grants.RemoveAsync(left, cancellationToken).ConfigureAwait(false);
        }

        return active;

        Connection Stand(Connection one)
        {
            left = one.GrantId;
            return stand(Reach(one, grant, account));
        }
    }

    private IAuthorizationFlow FlowOf(string connector)
    {
        var (info, surface) = registry.Get(connector);
        return surface.Authorization
            ?? throw new ConnectorException(
                ConnectorErrorKind.NotSupported,
                $"{info.Name} needs no consent, so there is nothing to connect."
            )
            {
                Connector = info.Id,
            };
    }

    private Instant Now() => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
