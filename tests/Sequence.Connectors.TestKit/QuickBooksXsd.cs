using System.Text.Json;

namespace Sequence.Connectors.TestKit;

/// <summary>Judges JSON by Intuit's Finance schemas: unknown members, wrong JSON types, values outside an enumeration, arrays for
/// objects. The schemas do not know what is required, how long a text may be, or what a country demands.</summary>
public sealed class QuickBooksXsd
{
    private static readonly Lazy<QuickBooksXsd> FromVendorData = new(() => new(VendorData.Require("schemas", "quickbooks")));

    private readonly XsdTypes types;

    /// <summary>Reads the schema files (<c>Finance.xsd</c> and those beside it) of a folder.</summary>
    public QuickBooksXsd(string directory) => types = XsdTypes.Read(directory);

    /// <summary>The schemas of the vendor data; the calling test is skipped where there are none.</summary>
    public static QuickBooksXsd Load()
    {
        VendorData.Require("schemas", "quickbooks");
        return FromVendorData.Value;
    }

    /// <summary>What is wrong with one object, one line per finding with its path; empty when nothing is.</summary>
    /// <param name="element">An entity or envelope in any casing: <c>Invoice</c>, <c>creditmemo</c>, <c>IntuitResponse</c>.</param>
    /// <param name="json">The object itself, not its envelope.</param>
    public IReadOnlyList<string> Check(string element, JsonElement json)
    {
        var findings = new List<string>();
        if (types.Element(element) is { } found)
        {
            Check(found.Type, json, found.Name, findings);
        }
        else
        {
            findings.Add($"{element}: no such entity");
        }

        return findings;
    }

    /// <summary>What is wrong with a body sent to <c>/v3/company/{realm}/{resource}</c>.</summary>
    public IReadOnlyList<string> CheckRequest(Uri uri, JsonElement body)
    {
        var segments = (uri.IsAbsoluteUri ? uri.AbsolutePath : uri.OriginalString.Split('?')[0]).Split('/');
        var company = Array.IndexOf(segments, "company");
        var resource = company >= 0 && company + 2 < segments.Length ? segments[company + 2] : segments[^1];
        return Check(resource is "batch" ? "IntuitBatchRequest" : resource, body);
    }

    /// <summary>What is wrong with a whole response: an entity, a fault, a query, batch or change data capture answer.</summary>
    public IReadOnlyList<string> CheckResponse(JsonElement body) => Check("IntuitResponse", body);

    private static void Check(XsdType type, JsonElement json, string path, List<string> findings)
    {
        if (type.Members is not { } members)
        {
            if (type.Objection(json) is { } objection)
            {
                findings.Add($"{path}: {json.GetRawText()} {objection}");
            }

            return;
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            findings.Add($"{path}: {json.GetRawText()} is not an object of type {type.Name}");
            return;
        }

        foreach (var property in json.EnumerateObject())
        {
            if (members.TryGetValue(property.Name, out var member))
            {
                Check(member, property.Value, $"{path}.{property.Name}", findings);
            }
            else if (!type.IsOpen)
            {
                findings.Add($"{path}.{property.Name}: unknown member of {type.Name}");
            }
        }
    }

    private static void Check(XsdMember member, JsonElement json, string path, List<string> findings)
    {
        if (member.Many != (json.ValueKind == JsonValueKind.Array))
        {
            findings.Add($"{path}: {(member.Many ? "expected an array" : "unexpected array")}");
            return;
        }

        if (!member.Many)
        {
            Check(member.Type, json, path, findings);
            return;
        }

        var index = 0;
        foreach (var item in json.EnumerateArray())
        {
            Check(member.Type, item, $"{path}[{index++}]", findings);
        }
    }
}
