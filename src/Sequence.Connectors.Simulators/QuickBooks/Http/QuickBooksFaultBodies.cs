using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Sequence.Connectors.Simulators;

/// <summary>The shapes in which QuickBooks says no: its own fault, the gateway's lower-case one, XML, and HTML of proxies.</summary>
internal static class QuickBooksFaultBodies
{
    public static JsonObject Fault(QuickBooksFaultException fault)
    {
        var error = new JsonObject { ["Message"] = fault.Title, ["Detail"] = fault.Message, ["code"] = fault.Code };
        if (fault.Element is not null)
        {
            error["element"] = fault.Element;
        }

        return new JsonObject { ["Error"] = new JsonArray(error), ["type"] = fault.Type };
    }

    public static SimulatedResponse Json(QuickBooksFaultException fault, DateTimeOffset now) => SimulatedResponse.Json(
        new JsonObject { ["Fault"] = Fault(fault), ["time"] = PacificTime.StampWithMilliseconds(now) }, fault.Status, "application/json");

    public static SimulatedResponse Xml(QuickBooksFaultException fault, DateTimeOffset now)
    {
        var xml = new XElement(Name("IntuitResponse"),
            new XAttribute("time", PacificTime.StampWithMilliseconds(now)),
            new XElement(Name("Fault"), new XAttribute("type", fault.Type),
                new XElement(Name("Error"), new XAttribute("code", fault.Code),
                    new XElement(Name("Message"), fault.Title), new XElement(Name("Detail"), fault.Message))));
        return SimulatedResponse.Text(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + xml.ToString(SaveOptions.DisableFormatting),
            "application/xml", fault.Status);
    }

    /// <summary>What the gateway answers before a request reaches QuickBooks: lower-case members, the time as a number.</summary>
    public static SimulatedResponse Gateway(int status, string code, string message, string detail, string type, DateTimeOffset now) =>
        SimulatedResponse.Json(
        new JsonObject
        {
            ["warnings"] = null,
            ["intuitObject"] = null,
            ["fault"] = new JsonObject
            {
                ["error"] = new JsonArray(
                    new JsonObject { ["message"] = message, ["detail"] = detail, ["code"] = code, ["element"] = null }),
                ["type"] = type,
            },
            ["report"] = null,
            ["queryResponse"] = null,
            ["batchItemResponse"] = new JsonArray(),
            ["attachableResponse"] = new JsonArray(),
            ["syncErrorResponse"] = null,
            ["requestId"] = null,
            ["time"] = now.ToUnixTimeMilliseconds(),
            ["status"] = null,
            ["cdcresponse"] = new JsonArray(),
        },
        status, "application/json");

    public static SimulatedResponse Unauthorized(string detail, DateTimeOffset now) =>
        Gateway(401, "3200", "message=AuthenticationFailed; errorCode=003200; statusCode=401", detail, "AUTHENTICATION", now) with
        {
            Headers = new() { ["WWW-Authenticate"] = "Bearer realm=\"Intuit\", error=\"invalid_token\"" },
        };

    public static SimulatedResponse NotAuthorized(DateTimeOffset now) => Gateway(
        403, "3100", "message=ApplicationAuthorizationFailed; errorCode=003100; "
            + "statusCode=403", "Application is not authorized for this company.", "AUTHORIZATION", now);

    public static SimulatedResponse NoAccess(DateTimeOffset now) => Gateway(
        401, "120", "Authorization Failure", "AuthorizationFailure: -11014-You do not have access to this company, statusCode: "
            + "401", "AUTHORIZATION", now);

    public static SimulatedResponse Html(int status, string title) => SimulatedResponse.Text(
        $"<html>\r\n<head><title>{status.Invariant()} {title}</title></head>\r\n<body>\r\n<center><h1>{status.Invariant()} "
        + $"{title}</h1></center>\r\n</body>\r\n</html>\r\n",
        "text/html", status);

    private static XName Name(string name) => XName.Get(name, "http://schema.intuit.com/finance/v3");
}
