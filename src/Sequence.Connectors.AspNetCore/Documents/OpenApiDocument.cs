using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Sequence.Connectors.AspNetCore;

/// <summary>Describes the API in OpenAPI 3.1, made of the operations themselves: it cannot say anything else than they do.</summary>
internal static partial class OpenApiDocument
{
    /// <summary>The operation that answers with the document of all of them.</summary>
    public static Operation OperationFor(IReadOnlyCollection<Operation> operations, Mount mount) => new(
        "GET",
        "/openapi.json",
        "This description.",
        EndpointsJson.Default.JsonObject,
        _ => Task.FromResult<object?>(Describe(operations, mount.Prefix)));

    public static JsonObject Describe(IEnumerable<Operation> operations, string prefix)
    {
        var paths = new JsonObject();
        foreach (var path in operations.GroupBy(operation => operation.Pattern, StringComparer.Ordinal))
        {
            paths[prefix + path.Key] = new JsonObject(
                path.Select(operation => KeyValuePair.Create(operation.Method.ToLowerInvariant(), (JsonNode?)Entry(operation))));
        }

        return new()
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Sequence.Connectors", ["version"] = "1" },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = new JsonObject { ["Problem"] = Schema(EndpointsJson.Default.ApiProblem) },
                ["securitySchemes"] = new JsonObject
                {
                    ["key"] = new JsonObject
                    {
                        ["type"] = "http",
                        ["scheme"] = "bearer",
                        ["description"] = "A machine's key, sqk_…; people sign in as the host has it.",
                    },
                },
            },
        };
    }

    private static JsonObject Entry(Operation operation)
    {
        var entry = new JsonObject { ["summary"] = operation.Summary, ["responses"] = Answers(operation) };
        var parameters = Names().Matches(operation.Pattern).Select(one => Parameter(one.Groups[1].Value, "path"))
            .Concat(operation.Query.Select(name => Parameter(name, "query"))).ToArray<JsonNode?>();
        if (parameters.Length > 0)
        {
            entry["parameters"] = new JsonArray(parameters);
        }

        if (!operation.IsForPeople)
        {
            // Either the host's own sign-in, which this document cannot describe, or a key.
            entry["security"] = new JsonArray(new JsonObject(), new JsonObject { ["key"] = new JsonArray() });
        }

        if (operation.Body is { } body)
        {
            entry["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content("application/json", Schema(body)) };
        }

        return entry;
    }

    private static JsonObject Answers(Operation operation)
    {
        var (status, answer) = operation switch
        {
            { Answer: { } type } => (Status(operation), Answered(Said(operation), Content("application/json", Schema(type)))),
            { ContentType: { } text } => ("200", Answered("Done.", Content(text, new JsonObject { ["type"] = "string" }))),
            { Method: "GET" } => ("302", Answered("The person is sent on.")),
            _ => ("204", Answered("Done.")),
        };
        return new()
        {
            [status] = answer,
            ["default"] = Answered(
                "Refused; the detail says why.",
                Content("application/problem+json", new JsonObject { ["$ref"] = "#/components/schemas/Problem" })),
        };
    }

    private static string Status(Operation operation) => operation.Status.ToString(CultureInfo.InvariantCulture);

    private static string Said(Operation operation) =>
        operation.Status == StatusCodes.Status202Accepted ? "It is under way; the address in Location says how far." : "Done.";

    private static JsonObject Answered(string what, JsonObject? content = null)
    {
        var answer = new JsonObject { ["description"] = what };
        if (content is not null)
        {
            answer["content"] = content;
        }

        return answer;
    }

    private static JsonObject Parameter(string name, string place) => new()
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = place == "path",
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Content(string type, JsonNode schema) => new() { [type] = new JsonObject { ["schema"] = schema } };

    private static JsonNode Schema(JsonTypeInfo type) => type.GetJsonSchemaAsNode();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Names();
}
