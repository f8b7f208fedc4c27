using System.Diagnostics;

namespace Sequence.Connectors;

/// <summary>
/// One account at one system, connected for one entity of one tenant. Several connections may share a <see cref="Grant"/>.
/// </summary>
[DebuggerDisplay("Connection {Id} {Connector} {AccountName}")]
public sealed record Connection
{
    /// <summary>The connection's id.</summary>
    public required string Id { get; init; }

    /// <summary>The host's customer that it belongs to.</summary>
    public required string Tenant { get; init; }

    /// <summary>
    /// The tenant's legal entity; empty for a tenant that has one. It says nothing while the state is
    /// <see cref="ConnectionState.Unassigned"/>.
    /// </summary>
    public string Entity { get; init => field = value ?? ""; } = "";

    /// <summary>The connector's id, such as <c>quickbooks</c>.</summary>
    public required string Connector { get; init; }

    /// <summary>Whether the account holds real books.</summary>
    public required ConnectorEnvironment Environment { get; init; }

    /// <summary>The name of the app, in the connector's options, that was given consent.</summary>
    public required string App { get; init; }

    /// <summary>The grant that calls go out under.</summary>
    public required string GrantId { get; init; }

    /// <summary>The account as the system names it: a realm, a tenant, an organisation, a portal.</summary>
    public required string AccountId { get; init; }

    /// <summary>The account's name for people; null when it is not known.</summary>
    public string? AccountName { get; init; }

    /// <summary>The account's own API address, where the system has one per account; null for the system's.</summary>
    public Uri? ApiAddress { get; init; }

    /// <summary>Whether calls can be made.</summary>
    public ConnectionState State { get; init; } = ConnectionState.Active;

    /// <summary>Why the connection is not active, in one sentence; null when it is.</summary>
    public string? StateReason { get; init; }

    /// <summary>Field maps and other choices of the tenant.</summary>
    public ConnectionSettings Settings { get; init => field = value ?? ConnectionSettings.Empty; } = ConnectionSettings.Empty;

    /// <summary>Counts the stored changes; a store refuses to replace another version than the one given.</summary>
    public long Version { get; init; }

    /// <summary>
    /// Whether both are one account of one system and environment for one entity of one tenant. A store keeps no two such
    /// connections, whatever their states.
    /// </summary>
    public bool IsSameAccountAs(Connection other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Tenant, Entity, Connector, Environment, AccountId)
            == (other.Tenant, other.Entity, other.Connector, other.Environment, other.AccountId);
    }
}
