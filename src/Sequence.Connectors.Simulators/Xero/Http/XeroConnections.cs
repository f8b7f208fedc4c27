using System.Globalization;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary><c>/connections</c>: which organisations an access token opens, and how to disconnect one.</summary>
internal sealed class XeroConnections(XeroSimulator simulator)
{
    public SimulatedResponse Handle(SimulatedRequest request, XeroBearer bearer)
    {
        var id = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1);
        return (request.Method, id) switch
        {
            ("GET", null) => List(bearer, request.Parameter("authEventId")),
            ("DELETE", not null) => Disconnect(bearer, id),
            _ => XeroBodies.NotFound(),
        };
    }

    /// <summary>A bare array. Times have seven places and no zone; they are UTC.</summary>
    private SimulatedResponse List(XeroBearer bearer, string? authEventId) => XeroBodies.Json(JsonMembers.Array(Of(bearer)
        .Where(each => authEventId is null || each.AuthEventId.ToString().Equals(authEventId, StringComparison.OrdinalIgnoreCase))
        .Select(each => new JsonObject
        {
            ["id"] = each.Id.ToString(),
            ["authEventId"] = each.AuthEventId.ToString(),
            ["tenantId"] = each.TenantId,
            ["tenantType"] = "ORGANISATION",
            ["tenantName"] = simulator.Find(each.TenantId)?.Profile.Name,
            ["createdDateUtc"] = Time(each.CreatedAt),
            ["updatedDateUtc"] = Time(each.UpdatedAt),
        })));

    private SimulatedResponse Disconnect(XeroBearer bearer, string id) =>
        Guid.TryParse(id, out var connection) && simulator.Authorization.Disconnect(each => each.Id == connection, bearer.Grant)
            ? SimulatedResponse.Empty(204)
            : XeroBodies.NotFound();

    private IEnumerable<XeroConnection> Of(XeroBearer bearer) => bearer switch
    {
        { TenantId: { } tenant } => [new XeroConnection(new Guid(tenant), tenant, Guid.Empty, simulator.Started, simulator.Started)],
        { Grant: { } grant } => [.. grant.Connections],
        _ => simulator.Authorization.Grants.SelectMany(each => each.Connections),
    };

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture);
}
