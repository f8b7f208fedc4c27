using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators.Tests;

/// <summary>The names of all members of a JSON tree with their place, such as <c>QueryResponse.Customer[].BillAddr.City</c>.</summary>
internal static class MemberPaths
{
    public static IReadOnlySet<string> Of(JsonNode? json)
    {
        var paths = new HashSet<string>();
        Collect(json, "", paths);
        return paths;
    }

    /// <summary>The values of all texts, numbers and flags by their exact place, such as <c>Invoice.Line[0].Amount</c>.</summary>
    public static IReadOnlyDictionary<string, string> ValuesIn(JsonNode? json)
    {
        var values = new Dictionary<string, string>();
        CollectValues(json, "", values);
        return values;
    }

    private static void CollectValues(JsonNode? json, string path, Dictionary<string, string> values)
    {
        switch (json)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    CollectValues(value, path.Length == 0 ? name : $"{path}.{name}", values);
                }

                break;
            case JsonArray items:
                for (var index = 0; index < items.Count; index++)
                {
                    CollectValues(items[index], $"{path}[{index}]", values);
                }

                break;
            default:
                values[path] = Plain(json);
                break;
        }
    }

    private static string Plain(JsonNode? json) => json?.GetValueKind() switch
    {
        JsonValueKind.Number => json.GetValue<decimal>().ToString("0.#####", CultureInfo.InvariantCulture),
        _ => json?.ToJsonString() ?? "null",
    };

    private static void Collect(JsonNode? json, string path, HashSet<string> paths)
    {
        switch (json)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    var place = path.Length == 0 ? name : $"{path}.{name}";
                    paths.Add(place);
                    Collect(value, place, paths);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Collect(item, $"{path}[]", paths);
                }

                break;
        }
    }
}
