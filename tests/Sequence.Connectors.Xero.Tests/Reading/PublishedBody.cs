using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sequence.Connectors.TestKit;
using YamlDotNet.RepresentationModel;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>A body that Xero published: an example of one of its specifications, or an answer that somebody recorded.</summary>
internal sealed record PublishedBody(string Name, byte[] Bytes)
{
    private static readonly string[] Yaml = ["xero-identity.yaml", "xero-webhooks.yaml"];

    /// <summary>Every answer that was recorded, of every file in the folder; a kind of file that nobody reads fails.</summary>
    public static IEnumerable<PublishedBody> Recorded()
    {
        var folder = VendorData.Require("fixtures", "xero");
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(folder, file).Replace('\\', '/');
            switch (Path.GetExtension(file))
            {
                case ".json":
                    yield return new(name, File.ReadAllBytes(file));
                    break;
                case ".yaml":
                    foreach (var exchange in VcrCassette.Xero(Path.GetFileNameWithoutExtension(file)))
                    {
                        yield return new($"{name} {exchange.Index}", Encoding.UTF8.GetBytes(exchange.ResponseBody));
                    }

                    break;
                default:
                    throw new InvalidDataException($"{name} is of a kind that no test reads.");
            }
        }
    }

    /// <summary>Every example of a request or an answer in Xero's specifications of accounting, identity and webhooks.</summary>
    public static IEnumerable<PublishedBody> Examples()
    {
        var folder = VendorData.Require("schemas", "xero");
        var known = Yaml.Append("xero_accounting.yaml").Append("xero_accounting.decycled.json").Order(StringComparer.Ordinal);
        Assert.Equal(known, Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var accounting = JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, "xero_accounting.decycled.json")))!;
        return Yaml.Select(file => ReadYaml(Path.Combine(folder, file))).Append(accounting).SelectMany(ExamplesOf);
    }

    private static IEnumerable<PublishedBody> ExamplesOf(JsonNode specification) =>
        from path in Members(specification["paths"]).Concat(Members(specification["webhooks"]))
        from method in Members(path.Value)
        from place in Places(method.Value)
        from example in BodiesOf(Resolve(specification, place.Value)!)
        select new PublishedBody($"{method.Key.ToUpperInvariant()} {path.Key} {place.Key}{example.Name}", BytesOf(example.Body));

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Places(JsonNode? method)
    {
        if (method is JsonObject { } operation && operation["requestBody"] is { } request)
        {
            yield return new("request", request);
        }

        foreach (var answer in method is JsonObject ? Members(method["responses"]) : [])
        {
            yield return answer;
        }
    }

    private static IEnumerable<(string Name, JsonNode Body)> BodiesOf(JsonNode place)
    {
        foreach (var (_, media) in Members(place["content"]))
        {
            if (media!["example"] is { } one)
            {
                yield return ("", one);
            }

            foreach (var (name, example) in Members(media["examples"]))
            {
                yield return ($" {name}", example!["value"]!);
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Members(JsonNode? node) => node as JsonObject ?? [];

    private static JsonNode? Resolve(JsonNode specification, JsonNode? node) =>
        (string?)node?["$ref"] is { } reference
            ? reference.Split('/').Skip(1).Aggregate(specification, (at, step) => at[step.Replace("~1", "/", StringComparison.Ordinal)]!)
            : node;

    // Some examples are a text that holds the JSON.
    private static byte[] BytesOf(JsonNode body) =>
        Encoding.UTF8.GetBytes(body.GetValueKind() == JsonValueKind.String ? (string)body! : body.ToJsonString());

    private static JsonNode ReadYaml(string file)
    {
        using var reader = File.OpenText(file);
        var yaml = new YamlStream();
        yaml.Load(reader);
        return ToJson(yaml.Documents[0].RootNode)!;
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(
            mapping.Select(each => KeyValuePair.Create(((YamlScalarNode)each.Key).Value!, ToJson(each.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Select(ToJson)]),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: { } text }
            when long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "true" or "false" } flag => flag.Value == "true",
        YamlScalarNode text => text.Value,
        _ => null,
    };
}
