namespace Sequence.Connectors;

/// <summary>How a connection changes when consent is given, an entity is named, or a person comes back.</summary>
internal static class ConnectionTransitions
{
    public static void RefuseAnother(Connection connection, ConnectRequest request, ConnectorEnvironment environment)
    {
        if (connection.Tenant != request.Tenant || connection.Connector != request.Connector || connection.Environment != environment)
        {
            throw new ConnectorException(
                ConnectorErrorKind.Configuration,
                $"The connection '{connection.Id}' belongs to another tenant, system or environment than the request names. Renew it for its own, or connect anew."
            )
            {
                Connector = request.Connector,
                ConnectionId = connection.Id,
            };
        }
    }

    /// <summary>Why a consent does not renew a connection; null when it does, or when none is renewed.</summary>
    public static ConnectorException? WhyNotRenewed(Connection? connection, Authorization authorization) =>
        connection is null || authorization.Accounts.Any(one => one.Id == connection.AccountId)
            ? null
            : new(
                ConnectorErrorKind.Forbidden,
                $"Consent was given for another account ({string.Join(", ", authorization.Accounts.Select(one => one.Name ?? one.Id))}) "
                    + $"than the one that this connection is to ({connection.AccountName ?? connection.AccountId}). Choose that account, or connect the other one anew."
            )
            {
                Connector = connection.Connector,
                ConnectionId = connection.Id,
            };

    public static string? WhyNotAssigned(Connection connection, Connection? other, string entity) =>
        connection.State switch
        {
            ConnectionState.Active =>
                $"The connection '{connection.Id}' is for the entity '{connection.Entity}' already. Disconnect it, and connect the account for '{entity}'.",
            ConnectionState.Unassigned when other is not null =>
                $"The account '{connection.AccountName ?? connection.AccountId}' is connected for the entity '{entity}' already, by the connection '{other.Id}'. Disconnect one of the two.",
            ConnectionState.Unassigned => null,
            _ =>
                $"The connection '{connection.Id}' was ended or must be connected again. Connect its account for the entity '{entity}'.",
        };

    public static Connection NewConnection(
        string id,
        ConnectRequest request,
        ConnectorEnvironment environment,
        Grant grant,
        AuthorizedAccount account
    ) =>
        new()
        {
            Id = id,
            Tenant = request.Tenant,
            Entity = request.Entity,
            Connector = request.Connector,
            Environment = environment,
            App = request.App,
            GrantId = grant.Id,
            AccountId = account.Id,
            AccountName = account.Name,
            ApiAddress = account.ApiAddress,
        };

    public static bool IsUnassigned(Connection connection) => connection.State == ConnectionState.Unassigned;

    public static bool IsAssignedTo(Connection connection, string entity) => !IsUnassigned(connection) && connection.Entity == entity;

    public static Connection Reach(Connection connection, Grant grant, AuthorizedAccount account) => connection with
    {
        GrantId = grant.Id,
        App = grant.App,
        AccountName = account.Name ?? connection.AccountName,
        ApiAddress = account.ApiAddress,
    };

    public static Connection Assign(Connection connection, string entity) =>
        connection with { Entity = entity, State = ConnectionState.Active, StateReason = null };

    public static Connection Unassign(Connection connection) =>
        connection with { State = ConnectionState.Unassigned, StateReason = "Nobody has said which entity the account is for." };

    /// <summary>
    /// A connection that consent reaches though nobody asked for it: one that a person ended is not written to again by itself.
    /// </summary>
    public static Connection Return(Connection connection) => connection.State switch
    {
        ConnectionState.Disconnected => Unassign(connection),
        ConnectionState.NeedsReauthorization => Assign(connection, connection.Entity),
        _ => connection,
    };
}
