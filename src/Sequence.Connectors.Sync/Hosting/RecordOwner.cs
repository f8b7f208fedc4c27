namespace Sequence.Connectors.Sync;

/// <summary>Whose records are meant.</summary>
/// <param name="Tenant">The host's customer.</param>
/// <param name="Entity">The tenant's legal entity, as the connection names it; empty for a tenant that has one.</param>
public sealed record RecordOwner(string Tenant, string Entity = "")
{
    internal static RecordOwner Of(Connection connection) => new(connection.Tenant, connection.Entity);
}
