using YamlDotNet.RepresentationModel;

namespace Sequence.Connectors.TestKit;

/// <summary>HTTP exchanges with a QuickBooks sandbox company, recorded by the tests of a public Ruby client.</summary>
public static class VcrCassette
{
    /// <summary>The names of all QuickBooks cassettes, such as <c>create/invoice</c>; the calling test is skipped where there are
    /// none.</summary>
    public static IReadOnlyList<string> QuickBooks()
    {
        var root = Root();
        return [.. Directory.EnumerateFiles(root, "*.yml", SearchOption.AllDirectories)
            .Select(file => Path.ChangeExtension(Path.GetRelativePath(root, file), null).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>The exchanges of one QuickBooks cassette, in their order.</summary>
    public static IReadOnlyList<VcrExchange> QuickBooks(string name)
    {
        using var reader = File.OpenText(Path.Combine(Root(), $"{name}.yml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        var exchanges = (YamlSequenceNode)yaml.Documents[0].RootNode["http_interactions"];
        return [.. exchanges.Select((exchange, index) => Read(name, index, exchange))];
    }

    private static string Root() => VendorData.Require("fixtures", "quickbooks", "minimul-qbo_api");

    private static VcrExchange Read(string cassette, int index, YamlNode exchange)
    {
        var (request, response) = (exchange["request"], exchange["response"]);
        return new()
        {
            Cassette = cassette,
            Index = index,
            Method = new HttpMethod(Text(request["method"]).ToUpperInvariant()),
            Uri = new Uri(Text(request["uri"])),
            RequestHeaders = Headers(request),
            RequestBody = Text(request["body"]["string"]),
            Status = int.Parse(Text(response["status"]["code"]), System.Globalization.CultureInfo.InvariantCulture),
            ResponseHeaders = Headers(response),
            ResponseBody = Text(response["body"]["string"]),
        };
    }

    private static Dictionary<string, string> Headers(YamlNode message) => ((YamlMappingNode)message["headers"]).ToDictionary(
        header => Text(header.Key),
        header => string.Join(", ", ((YamlSequenceNode)header.Value).Select(Text)),
        StringComparer.OrdinalIgnoreCase);

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";
}
