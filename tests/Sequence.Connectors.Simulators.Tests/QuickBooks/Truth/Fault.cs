using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators.Tests;

/// <summary>What tells one fault from another in an answer or in an item of a batch.</summary>
internal static class Fault
{
    /// <summary>The codes of all errors in their order.</summary>
    public static IEnumerable<string> CodesIn(JsonNode? json) => Walk(json).Select(fault => fault.Code);

    /// <summary>Each error as <c>Fault/ValidationFault/610</c>: casing, type and code as they stand in the answer.</summary>
    public static IEnumerable<string> SignaturesIn(JsonNode? json) =>
        Walk(json).Select(fault => $"{fault.Member}/{fault.Type}/{fault.Code}");

    private static IEnumerable<(string Member, string Type, string Code)> Walk(JsonNode? json) => json switch
    {
        JsonObject found => found.SelectMany(member =>
            member is { Key: "Fault" or "fault", Value: JsonObject fault } ? Read(member.Key, fault) : Walk(member.Value)),
        JsonArray items => items.SelectMany(Walk),
        _ => [],
    };

    private static IEnumerable<(string Member, string Type, string Code)> Read(string member, JsonObject fault) =>
        (fault["Error"] ?? fault["error"])?.AsArray()
            .Select(error => (member, fault["type"]?.GetValue<string>() ?? "", error!["code"]!.GetValue<string>())) ?? [];
}
