using System.Text.Json.Nodes;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>Changes bodies as another version of Xero would send them.</summary>
internal static class BodyMutation
{
    /// <summary>Every member's name, once.</summary>
    public static IReadOnlyCollection<string> MembersIn(JsonNode body) =>
        [.. Objects(body).SelectMany(one => one.Select(member => member.Key)).Distinct(StringComparer.Ordinal)];

    /// <summary>Puts members that nobody knows before and behind those of every object.</summary>
    public static void AddMembers(JsonNode body)
    {
        foreach (var one in Objects(body).ToList())
        {
            one.Insert(0, "ANewMember", New());
            one.Add("AnotherNewMember", New());
        }
    }

    /// <summary>Replaces the values of a member wherever it stands; false where there was none to replace.</summary>
    public static bool Replace(JsonNode body, string member, Func<JsonNode, bool> isMeant, JsonNode? with)
    {
        var places = Objects(body).Where(one => one[member] is { } value && isMeant(value)).ToList();
        foreach (var place in places)
        {
            place[member] = with?.DeepClone();
        }

        return places.Count > 0;
    }

    private static JsonObject New() => new() { ["of"] = new JsonArray(2031, "a text", null, new JsonObject { ["deep"] = true }) };

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(member => Objects(member.Value)).Prepend(one),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };
}
