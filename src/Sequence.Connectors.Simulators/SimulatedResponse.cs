using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>An answer held in memory, so that it can be kept for a replay or cut short before it is sent.</summary>
internal sealed record SimulatedResponse(int Status, string ContentType, byte[] Body)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Dictionary<string, string> Headers { get; init; } = [];

    public bool IsSuccess => Status is >= 200 and < 300;

    public static SimulatedResponse Json(JsonObject content, int status = 200, string contentType = "application/json;charset=utf-8")
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            content.WriteTo(writer);
        }

        return new SimulatedResponse(status, contentType, buffer.ToArray());
    }

    public static SimulatedResponse Text(string text, string contentType, int status = 200) =>
        new(status, contentType, Encoding.UTF8.GetBytes(text));

    public static SimulatedResponse Empty(int status = 200) => new(status, "text/plain", []);
}
