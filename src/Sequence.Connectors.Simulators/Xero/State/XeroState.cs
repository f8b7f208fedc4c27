using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>Writes everything that Xero remembers to JSON and reads it back: organisations, grants, replays, waiting events.</summary>
internal static class XeroState
{
    public static JsonObject Write(XeroSimulator simulator) => new()
    {
        ["organisations"] = JsonMembers.Array(simulator.Organisations.Select(XeroOrganisationState.Write)),
        ["grants"] = JsonMembers.Array(simulator.Authorization.Grants.Select(WriteGrant)),
        ["appTokens"] = JsonMembers.Array(simulator.Authorization.AppTokens.Select(WriteAppToken)),
        ["events"] = JsonMembers.Array(simulator.Webhooks.Pending.Select(WriteEvent)),
    };

    public static void Read(JsonObject state, XeroSimulator simulator)
    {
        foreach (var organisation in state.Objects("organisations"))
        {
            XeroOrganisationState.Read(organisation, simulator);
        }

        simulator.Authorization.Grants.AddRange(state.Objects("grants").Select(ReadGrant));
        foreach (var each in state.Objects("appTokens"))
        {
            simulator.Authorization.AppTokens[each.Text("token")!] = (each.Text("tenantId"), Texts(each, "scopes"), Time(each, "until"));
        }

        foreach (var each in state.Objects("events"))
        {
            simulator.Webhooks.Add(new XeroEvent(
                each.Text("tenantId")!, each.Text("category")!, each.Text("resourceId")!, each.Text("type")!, Time(each, "at"),
                each.Text("documentType"), each.Text("documentStatus")));
        }
    }

    public static DateTimeOffset Time(JsonObject document, string member) => XeroDates.Instant(document.Text(member)!);

    private static JsonObject WriteGrant(XeroGrant grant) => new()
    {
        ["userId"] = grant.UserId.ToString(),
        ["scopes"] = Texts(grant.Scopes),
        ["connections"] = JsonMembers.Array(grant.Connections.Select(each => new JsonObject
        {
            ["id"] = each.Id.ToString(), ["tenantId"] = each.TenantId, ["authEventId"] = each.AuthEventId.ToString(),
            ["createdAt"] = XeroDates.Text(each.CreatedAt), ["updatedAt"] = XeroDates.Text(each.UpdatedAt),
        })),
        ["families"] = JsonMembers.Array(grant.Families.Select(WriteFamily)),
    };

    private static XeroGrant ReadGrant(JsonObject grant) => new()
    {
        UserId = Id(grant, "userId"),
        Scopes = [.. Texts(grant, "scopes")],
        Connections = [.. grant.Objects("connections").Select(each => new XeroConnection(
            Id(each, "id"), each.Text("tenantId")!, Id(each, "authEventId"), Time(each, "createdAt"), Time(each, "updatedAt")))],
        Families = [.. grant.Objects("families").Select(ReadFamily)],
    };

    private static JsonObject WriteFamily(XeroTokenFamily family) => new()
    {
        ["authEventId"] = family.AuthEventId.ToString(),
        ["clientId"] = family.ClientId,
        ["refreshTokens"] = JsonMembers.Array(family.RefreshTokens.Select(each => new JsonObject
        {
            ["token"] = each.Key, ["issuedAt"] = XeroDates.Text(each.Value.IssuedAt),
            ["usedAt"] = each.Value.UsedAt is { } at ? XeroDates.Text(at) : null,
        })),
        ["accessTokens"] = JsonMembers.Array(family.AccessTokens.Select(each => new JsonObject
        {
            ["token"] = each.Key, ["until"] = XeroDates.Text(each.Value),
        })),
    };

    private static XeroTokenFamily ReadFamily(JsonObject family) => new()
    {
        AuthEventId = Id(family, "authEventId"),
        ClientId = family.Text("clientId")!,
        RefreshTokens = family.Objects("refreshTokens").ToDictionary(
            each => each.Text("token")!,
            each => (Time(each, "issuedAt"), each.Text("usedAt") is { } at ? XeroDates.Instant(at) : (DateTimeOffset?)null)),
        AccessTokens = family.Objects("accessTokens").ToDictionary(each => each.Text("token")!, each => Time(each, "until")),
    };

    private static JsonObject WriteAppToken(KeyValuePair<string, (string? TenantId, string[] Scopes, DateTimeOffset Until)> each) => new()
    {
        ["token"] = each.Key, ["tenantId"] = each.Value.TenantId, ["scopes"] = Texts(each.Value.Scopes),
        ["until"] = XeroDates.Text(each.Value.Until),
    };

    private static JsonObject WriteEvent(XeroEvent each) => new()
    {
        ["tenantId"] = each.TenantId, ["category"] = each.Category, ["resourceId"] = each.ResourceId, ["type"] = each.Type,
        ["at"] = XeroDates.Text(each.At), ["documentType"] = each.DocumentType, ["documentStatus"] = each.DocumentStatus,
    };

    private static Guid Id(JsonObject document, string member) => new(document.Text(member)!);

    private static JsonArray Texts(IEnumerable<string> texts) => JsonMembers.Array(texts.Select(text => (JsonNode)text));

    private static string[] Texts(JsonObject document, string member) =>
        [.. document[member]!.AsArray().Select(each => each!.GetValue<string>())];
}
