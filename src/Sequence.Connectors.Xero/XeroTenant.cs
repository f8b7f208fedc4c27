using System.Text.Json;

namespace Sequence.Connectors.Xero;

/// <summary>An organisation that is connected: Xero's id of the connection, and the id of the organisation that calls name.</summary>
internal sealed record XeroTenant(string Id, string TenantId, string? TenantName)
{
    /// <summary>The organisations of <c>GET /connections</c>; practices and anything else are left out.</summary>
    public static IReadOnlyList<XeroTenant> Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Select(Of).OfType<XeroTenant>()]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static XeroTenant? Of(JsonElement one)
    {
        var (id, tenant, type) = (
            XeroFault.TextOf(one, "id"),
            XeroFault.TextOf(one, "tenantId"),
            XeroFault.TextOf(one, "tenantType")
        );
        return id is not null && tenant is not null && (type is null or "ORGANISATION")
            ? new(id, tenant, XeroFault.TextOf(one, "tenantName"))
            : null;
    }
}
