using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sequence.Connectors.Simulators;

/// <summary>The shapes in which Xero answers: its envelope, its errors of several kinds, HTML, and nothing at all.</summary>
internal static partial class XeroBodies
{
    private static readonly JsonWriterOptions Pretty = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\r\n",
    };

    /// <summary>Pretty-printed with CRLF, the slashes of serialised dates escaped.</summary>
    public static SimulatedResponse Json(JsonNode content, int status = 200)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Pretty))
        {
            content.WriteTo(writer);
        }

        var text = SerialisedDate().Replace(Encoding.UTF8.GetString(buffer.ToArray()), @"""\/Date($1)\/""");
        return SimulatedResponse.Text(text, "application/json; charset=utf-8", status);
    }

    /// <summary>The content in Xero's envelope; the answer's own id is the correlation id too.</summary>
    public static SimulatedResponse Success(JsonObject content, DateTimeOffset now)
    {
        var id = Guid.NewGuid().ToString();
        var envelope = new JsonObject
        {
            ["Id"] = id,
            ["Status"] = "OK",
            ["ProviderName"] = "Simulated app",
            ["DateTimeUTC"] = XeroDates.WireWithoutOffset(now),
        };
        foreach (var (name, value) in content.ToList())
        {
            content.Remove(name);
            envelope[name] = value;
        }

        return Json(envelope) with { Headers = new() { ["Xero-Correlation-Id"] = id } };
    }

    public static SimulatedResponse Error(int number, string type, string message) =>
        Json(new JsonObject { ["ErrorNumber"] = number, ["Type"] = type, ["Message"] = message }, 400);

    public static SimulatedResponse Validation(IEnumerable<JsonNode> elements, string message = "A validation exception occurred") => Json(
        new JsonObject
        {
            ["ErrorNumber"] = 10, ["Type"] = "ValidationException", ["Message"] = message, ["Elements"] = JsonMembers.Array(elements),
        },
        400);

    /// <summary>The gateway's own shape, before a request reaches the books.</summary>
    public static SimulatedResponse Problem(int status, string title, string detail) => Json(
        new JsonObject
        {
            ["Type"] = null, ["Title"] = title, ["Status"] = status, ["Detail"] = detail, ["Instance"] = Guid.NewGuid().ToString(),
            ["Extensions"] = new JsonObject(),
        },
        status);

    /// <summary>429 has no body; the header says which limit it was, and only two of them say how long.</summary>
    public static SimulatedResponse TooMany(string problem, int? retryAfterSeconds)
    {
        var headers = new Dictionary<string, string> { ["X-Rate-Limit-Problem"] = problem };
        if (retryAfterSeconds is { } seconds)
        {
            headers["Retry-After"] = seconds.Invariant();
        }

        return SimulatedResponse.Empty(429) with { Headers = headers };
    }

    public static SimulatedResponse NotFound() => SimulatedResponse.Text(
        "<!DOCTYPE html>\r\n<html><head><title>404</title></head><body><h1>The resource you're looking for cannot be found</h1></body>"
        + "</html>",
        "text/html; charset=utf-8", 404);

    public static SimulatedResponse Text(int status, string text) => SimulatedResponse.Text(text, "text/plain; charset=utf-8", status);

    [GeneratedRegex(@"""/Date\((-?\d+(?:\+\d{4})?)\)/""")]
    private static partial Regex SerialisedDate();
}
