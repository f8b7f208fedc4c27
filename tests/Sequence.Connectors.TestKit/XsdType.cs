using System.Globalization;
using System.Text.Json;

namespace Sequence.Connectors.TestKit;

/// <summary>What a schema type means for JSON: an object with members, or one value.</summary>
internal sealed class XsdType(string name)
{
    public string Name => name;

    /// <summary>The members of an object; null for one value.</summary>
    public IReadOnlyDictionary<string, XsdMember>? Members { get; set; }

    /// <summary>True when members that the schema does not name are allowed.</summary>
    public bool IsOpen { get; set; }

    /// <summary>The allowed values; empty when all are.</summary>
    public IReadOnlyList<string> Values { get; set; } = [];

    /// <summary>The built-in type of one value, such as <c>decimal</c>.</summary>
    public string Primitive { get; set; } = "string";

    /// <summary>Why the JSON is no such value; null when it is one.</summary>
    public string? Objection(JsonElement json)
    {
        if (Values.Count > 0)
        {
            return json.ValueKind == JsonValueKind.String && Values.Contains(json.GetString()!) ? null : $"is not a value of {Name}";
        }

        var fits = Primitive switch
        {
            "decimal" or "int" or "integer" or "positiveInteger" or "double" or "float" or "long" =>
                json.ValueKind == JsonValueKind.Number,
            "boolean" => json.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "date" => json.ValueKind == JsonValueKind.String && IsDate(json.GetString()!),
            "dateTime" => json.ValueKind == JsonValueKind.String && IsDateTime(json.GetString()!),
            _ => json.ValueKind == JsonValueKind.String,
        };
        return fits ? null : $"is not a {Primitive}";
    }

    private static bool IsDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsDateTime(string text) =>
        text.Contains('T', StringComparison.Ordinal)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}

internal sealed record XsdMember(XsdType Type, bool Many);
