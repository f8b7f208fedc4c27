using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Xunit;

namespace Sequence.Connectors.TestKit;

/// <summary>Compares JSON with the reviewed file <c>TestClass.Test_method.verified.json</c> beside the test. A difference leaves
/// <c>*.received.json</c> there and fails; <c>SEQUENCE_ACCEPT_SNAPSHOTS=1</c> accepts what came, except where <c>CI=true</c>.</summary>
public static class Snapshot
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Compares a text of JSON; its white space does not matter. A name distinguishes several snapshots of one test:
    /// <c>TestClass.Test_method_name.verified.json</c>.</summary>
    public static void Match(
        string json, string? name = null, [CallerFilePath] string file = "", [CallerMemberName] string member = "") =>
        Match(JsonNode.Parse(json), name, file, member);

    /// <summary>Compares a value as its source-generated contract writes it.</summary>
    public static void Match<T>(
        T value, JsonTypeInfo<T> contract, string? name = null, [CallerFilePath] string file = "", [CallerMemberName] string member = "") =>
        Match(JsonSerializer.SerializeToNode(value, contract), name, file, member);

    /// <summary>Compares a JSON tree; the order of members matters, as it does to a reader.</summary>
    public static void Match(
        JsonNode? json, string? name = null, [CallerFilePath] string file = "", [CallerMemberName] string member = "")
    {
        var stem = $"{Path.GetFileNameWithoutExtension(file)}.{member}{(name is null ? "" : $"_{name}")}";
        var verified = Path.Combine(Path.GetDirectoryName(file)!, $"{stem}.verified.json");
        var received = Path.Combine(Path.GetDirectoryName(file)!, $"{stem}.received.json");
        var text = Write(json);
        if (File.Exists(verified) && Write(JsonNode.Parse(File.ReadAllText(verified))) == text)
        {
            File.Delete(received);
            return;
        }

        if (IsSet("SEQUENCE_ACCEPT_SNAPSHOTS", "1") && !IsSet("CI", "true"))
        {
            File.WriteAllText(verified, text);
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail(Explain(verified, received, json));
    }

    private static string Explain(string verified, string received, JsonNode? json)
    {
        var differences = File.Exists(verified)
            ? string.Join('\n', JsonDifference.Between(JsonNode.Parse(File.ReadAllText(verified)), json).Take(20))
            : "There is no such file yet.";
        return $"{Path.GetFileName(verified)} does not match.\n{differences}\n"
            + $"Review {received}, then rename it to .verified.json if it is right.";
    }

    private static string Write(JsonNode? json) => json?.ToJsonString(Readable) ?? "null";

    private static bool IsSet(string variable, string value) => Environment.GetEnvironmentVariable(variable) == value;
}
