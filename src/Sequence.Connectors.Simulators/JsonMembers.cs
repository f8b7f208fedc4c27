using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>Reads members of loosely typed documents; a member that is absent or of another type reads as null.</summary>
internal static class JsonMembers
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    public static JsonObject ParseObject(string text) =>
        JsonNode.Parse(text, documentOptions: Strict) as JsonObject ?? throw new JsonException("The body is not a JSON object.");

    public static string? Text(this JsonObject? document, string name) =>
        document?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool? Flag(this JsonObject? document, string name) =>
        document?[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    public static decimal? Number(this JsonObject? document, string name) => document?[name] is JsonValue value ? Number(value) : null;

    public static decimal? Number(JsonValue value) =>
        value.TryGetValue<decimal>(out var number) ? number
        : value.TryGetValue<int>(out var whole) ? whole
        : value.TryGetValue<long>(out var large) ? large
        : null;

    public static JsonObject? Object(this JsonObject? document, string name) => document?[name] as JsonObject;

    public static IEnumerable<JsonObject> Objects(this JsonObject? document, string name) =>
        (document?[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>The <c>value</c> of a reference member such as <c>CustomerRef</c>.</summary>
    public static string? Ref(this JsonObject? document, string name) => document.Object(name).Text("value");

    public static DateOnly? Date(this JsonObject? document, string name) =>
        DateOnly.TryParseExact(document.Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    public static JsonObject Clone(this JsonObject document) => (JsonObject)document.DeepClone();

    public static JsonObject Reference(string value, string? name = null)
    {
        var reference = new JsonObject { ["value"] = value };
        if (name is not null)
        {
            reference["name"] = name;
        }

        return reference;
    }

    public static JsonArray Array(IEnumerable<JsonNode> nodes) => new([.. nodes]);

    public static JsonNode Money(decimal amount) =>
        JsonValue.Create(amount == 0 ? 0m : decimal.Round(amount, 2, MidpointRounding.AwayFromZero) + 0.00m);

    public static string Iso(this DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Invariant(this IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
