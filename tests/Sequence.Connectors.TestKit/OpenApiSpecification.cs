using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sequence.Connectors.TestKit;

/// <summary>
/// A vendor's OpenAPI document, as far as JSON bodies go: types, enums, formats, lengths, required members. Members that it does not know
/// pass, as they must for a client.
/// </summary>
public sealed class OpenApiSpecification : IDisposable
{
    private readonly JsonDocument document;
    private readonly List<(string Template, Regex Path)> paths;

    private OpenApiSpecification(JsonDocument document)
    {
        this.document = document;
        // The paths with fewest parameters come first: /Organisation/Actions before /Organisation/{id}.
        paths = [.. document.RootElement.GetProperty("paths").EnumerateObject()
            .Select(each => (each.Name, new Regex("^" + Regex.Replace(each.Name, @"\{[^}]+\}", "[^/]+") + "$")))
            .OrderBy(each => each.Name.Count(character => character == '{'))];
    }

    /// <summary>Reads a specification in JSON.</summary>
    public static OpenApiSpecification Load(string file) => new(JsonDocument.Parse(File.ReadAllBytes(file)));

    /// <summary>Xero's accounting API; skips the calling test where the vendor data has no such file.</summary>
    public static OpenApiSpecification XeroAccounting() => Load(VendorData.Require("schemas", "xero", "xero_accounting.decycled.json"));

    /// <summary>What is wrong with an answer; a path or a status that the specification does not have is wrong too.</summary>
    public IEnumerable<string> CheckResponse(string method, string path, int status, JsonElement body)
    {
        if (Operation(method, path) is not { } operation)
        {
            return [$"{method} {path} is not in the specification."];
        }

        if (!operation.GetProperty("responses").TryGetProperty($"{status}", out var response))
        {
            return [$"{method} {path} has no answer {status}."];
        }

        return Schema(Resolve(response)) is { } schema ? Check(schema, body, "$") : [];
    }

    /// <summary>What is wrong with a request's body.</summary>
    public IEnumerable<string> CheckRequest(string method, string path, JsonElement body)
    {
        if (Operation(method, path) is not { } operation)
        {
            return [$"{method} {path} is not in the specification."];
        }

        return operation.TryGetProperty("requestBody", out var request) && Schema(Resolve(request)) is { } schema
            ? Check(schema, body, "$")
            : [];
    }

    /// <summary>Every example of an answer, by operation and status.</summary>
    public IEnumerable<(string Name, string Method, string Path, int Status, JsonElement Body)> Examples() =>
        from path in document.RootElement.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Value.ValueKind == JsonValueKind.Object && operation.Value.TryGetProperty("responses", out _)
        from response in operation.Value.GetProperty("responses").EnumerateObject()
        let content = Content(Resolve(response.Value))
        where content is { } found && found.TryGetProperty("example", out _)
        let example = content.Value.GetProperty("example")
        where example.ValueKind is JsonValueKind.Object or JsonValueKind.Array
        select ($"{operation.Name.ToUpperInvariant()} {path.Name} {response.Name}", operation.Name.ToUpperInvariant(), path.Name,
            int.Parse(response.Name, System.Globalization.CultureInfo.InvariantCulture), example);

    /// <inheritdoc />
    public void Dispose() => document.Dispose();

    private JsonElement? Operation(string method, string path)
    {
        foreach (var (template, pattern) in paths.Where(each => each.Template == path || each.Path.IsMatch(path)))
        {
#pragma warning disable CA1308 // OpenAPI names methods in lower case
            if (document.RootElement.GetProperty("paths").GetProperty(template)
                .TryGetProperty(method.ToLowerInvariant(), out var operation))
#pragma warning restore CA1308
            {
                return operation;
            }
        }

        return null;
    }

    private static JsonElement? Content(JsonElement body) =>
        body.TryGetProperty("content", out var types) && types.TryGetProperty("application/json", out var content) ? content : null;

    private static JsonElement? Schema(JsonElement body) =>
        Content(body) is { } content && content.TryGetProperty("schema", out var schema) ? schema : null;

    private JsonElement Resolve(JsonElement element)
    {
        while (element.TryGetProperty("$ref", out var reference))
        {
            element = reference.GetString()!.Split('/').Skip(1)
                .Aggregate(document.RootElement, (node, name) => node.GetProperty(name.Replace("~1", "/", StringComparison.Ordinal)));
        }

        return element;
    }

    private IEnumerable<string> Check(JsonElement reference, JsonElement value, string at)
    {
        var schema = Resolve(reference);
        var type = schema.TryGetProperty("type", out var declared) ? declared.GetString() : null;
        if (value.ValueKind == JsonValueKind.Null)
        {
            return schema.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean() ? [] : [$"{at} is null"];
        }

        return type switch
        {
            "array" => value.ValueKind == JsonValueKind.Array
                ? value.EnumerateArray().SelectMany((item, index) => Check(schema.GetProperty("items"), item, $"{at}[{index}]"))
                : [$"{at} is no list"],
            "string" => CheckText(schema, value, at),
            "number" or "integer" => CheckNumber(type, value, at),
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? [] : [$"{at} is no boolean"],
            _ => CheckObject(schema, value, at),
        };
    }

    private IEnumerable<string> CheckObject(JsonElement schema, JsonElement value, string at)
    {
        if (!schema.TryGetProperty("properties", out var properties))
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return [$"{at} is no object"];
        }

        var missing = schema.TryGetProperty("required", out var required)
            ? required
                .EnumerateArray()
                .Where(name => !value.TryGetProperty(name.GetString()!, out _))
                .Select(name => $"{at}.{name} is missing")
            : [];
        return missing.Concat(value.EnumerateObject().SelectMany(member =>
            properties.TryGetProperty(member.Name, out var known) ? Check(known, member.Value, $"{at}.{member.Name}") : []));
    }

    private static IEnumerable<string> CheckText(JsonElement schema, JsonElement value, string at)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return [$"{at} is no text"];
        }

        var text = value.GetString()!;
        if (schema.TryGetProperty("enum", out var values)
            && !values.EnumerateArray().Any(each => each.ValueKind == JsonValueKind.String && each.GetString() == text))
        {
            return [$"{at} has the unknown value '{text}'"];
        }

        if (schema.TryGetProperty("maxLength", out var most) && text.Length > most.GetInt32())
        {
            return [$"{at} has more than {most} characters"];
        }

        return schema.TryGetProperty("format", out var format) && format.GetString() == "uuid" && !Guid.TryParse(text, out _)
            ? [$"{at} is no UUID: '{text}'"]
            : [];
    }

    private static IEnumerable<string> CheckNumber(string type, JsonElement value, string at) =>
        value.ValueKind != JsonValueKind.Number ? [$"{at} is no number"]
        : type == "integer" && !value.TryGetInt64(out _) ? [$"{at} is no whole number"]
        : [];
}
