using YamlDotNet.RepresentationModel;

namespace Sequence.Connectors.TestKit;

/// <summary>HTTP exchanges with QuickBooks and Xero, recorded by the tests of public Ruby and Python clients.</summary>
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
        var exchanges = (YamlSequenceNode)Load(Path.Combine(Root(), $"{name}.yml"))["http_interactions"];
        return [.. exchanges.Select((exchange, index) => Read(name, index, exchange))];
    }

    /// <summary>
    /// The exchanges of one Xero cassette, such as <c>test_get_organisations</c>; the calling test is skipped where it is missing.
    /// </summary>
    public static IReadOnlyList<VcrExchange> Xero(string name)
    {
        var exchanges = (YamlSequenceNode)Load(VendorData.Require("fixtures", "xero", "xero-python", name + ".yaml"))["interactions"];
        return [.. exchanges.Select((exchange, index) => Read(name, index, exchange))];
    }

    private static string Root() => VendorData.Require("fixtures", "quickbooks", "minimul-qbo_api");

    private static YamlNode Load(string file)
    {
        using var reader = File.OpenText(file);
        var yaml = new YamlStream();
        yaml.Load(reader);
        return yaml.Documents[0].RootNode;
    }

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
            RequestBody = Text(request["body"] is YamlMappingNode body ? body["string"] : request["body"]),
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
