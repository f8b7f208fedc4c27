using System.Text.Json.Nodes;

namespace Sequence.Connectors.TestKit;

/// <summary>Where two JSON trees differ, one line per place.</summary>
internal static class JsonDifference
{
    public static IEnumerable<string> Between(JsonNode? expected, JsonNode? actual, string path = "$") => (expected, actual) switch
    {
        (JsonObject left, JsonObject right) => Objects(left, right, path),
        (JsonArray left, JsonArray right) => Arrays(left, right, path),
        _ when Text(expected) == Text(actual) => [],
        _ => [$"{path}: expected {Text(expected)}, received {Text(actual)}"],
    };

    private static List<string> Objects(JsonObject expected, JsonObject actual, string path)
    {
        var missing = expected.Where(member => !actual.ContainsKey(member.Key))
            .Select(member => $"{path}.{member.Key}: missing, expected {Text(member.Value)}");
        var added = actual.Where(member => !expected.ContainsKey(member.Key))
            .Select(member => $"{path}.{member.Key}: not expected, received {Text(member.Value)}");
        var changed = expected.Where(member => actual.ContainsKey(member.Key))
            .SelectMany(member => Between(member.Value, actual[member.Key], $"{path}.{member.Key}"));
        var found = missing.Concat(added).Concat(changed).ToList();
        var moved = found.Count == 0 && !expected.Select(member => member.Key).SequenceEqual(actual.Select(member => member.Key));
        return moved ? [$"{path}: the members are the same, their order is not"] : found;
    }

    private static IEnumerable<string> Arrays(JsonArray expected, JsonArray actual, string path)
    {
        var changed = expected.Zip(actual).SelectMany((pair, index) => Between(pair.First, pair.Second, $"{path}[{index}]"));
        return expected.Count == actual.Count
            ? changed
            : changed.Append($"{path}: expected {expected.Count} items, received {actual.Count}");
    }

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}
