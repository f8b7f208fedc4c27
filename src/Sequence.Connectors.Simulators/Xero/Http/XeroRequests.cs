using System.Text.Json;

namespace Sequence.Connectors.Simulators;

/// <summary>Names the resource and the operation of a request, so that faults and counters can speak of them.</summary>
internal static class XeroRequests
{
    public static SimulatedRequest Classify(SimulatedRequest request)
    {
        switch (request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            case ["api.xro", "2.0", var resource, .. var rest]:
                return Accounting(request, resource, rest);
            case ["connect", "token"]:
                return request with { Resource = "token", Operation = "token" };
            case ["connect", "revocation"]:
                return request with { Resource = "token", Operation = "revoke" };
            case ["identity", "connect", "authorize"]:
                return request with { Resource = "consent" };
            case [var first, ..] when first.Equals("connections", StringComparison.OrdinalIgnoreCase):
                return request with { Resource = "connections", Operation = request.Method == "DELETE" ? "disconnect" : "connections" };
            case [".well-known", ..] path:
                return request with { Resource = "discovery", Operation = path.Length > 2 ? "keys" : "discovery" };
            default:
                return request with { Resource = "unknown", Operation = "unknown" };
        }
    }

#pragma warning disable CA1308 // resources are named in lower case
    private static SimulatedRequest Accounting(SimulatedRequest request, string resource, string[] rest) => request with
    {
        Account = request.Headers.GetValueOrDefault("xero-tenant-id"),
        Resource = (rest.Length > 1 && rest[1] is not ("Email" or "pdf") ? rest[1] : resource).ToLowerInvariant(),
        Operation = (request.Method, rest) switch
        {
            ("POST", [_, "Email"]) => "send",
            ("GET", [_, "pdf"]) => "pdf",
            ("GET", []) => "list",
            ("GET", _) => "read",
            ("PUT", _) => "create",
            ("DELETE", _) => "delete",
            _ => "update",
        },
        IsBatch = request.Method is "PUT" or "POST" && Count(request.Body, resource) > 1,
    };
#pragma warning restore CA1308

    private static int Count(string body, string resource)
    {
        try
        {
            return XeroBatch.Elements(resource, body).Count;
        }
        catch (JsonException)
        {
            return 0;
        }
    }
}
