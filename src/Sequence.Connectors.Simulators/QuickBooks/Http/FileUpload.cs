using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;

namespace Sequence.Connectors.Simulators;

/// <summary>
/// Takes in a file and what is said of it: <c>file_metadata_…</c> beside <c>file_content_…</c>, in base64 or as it is.
/// </summary>
internal static class FileUpload
{
    public static JsonObject Run(CompanyBooks books, SimulatedRequest request)
    {
        var (metadata, content) = (new JsonObject(), (byte[]?)null);
        string? fileName = null, contentType = null;
        foreach (var (name, headers, body) in Parts(request))
        {
            if (name.StartsWith("file_metadata", StringComparison.Ordinal))
            {
                metadata = JsonMembers.ParseObject(Encoding.UTF8.GetString(body));
            }
            else if (name.StartsWith("file_content", StringComparison.Ordinal))
            {
                var isBase64 = headers.GetValueOrDefault("Content-Transfer-Encoding") == "base64";
                var file = ContentDispositionHeaderValue.Parse(headers["Content-Disposition"]).FileName;
                (fileName, contentType) = (HeaderUtilities.RemoveQuotes(file).Value, headers.GetValueOrDefault("Content-Type"));
                content = isBase64 ? Convert.FromBase64String(Encoding.ASCII.GetString(body)) : body;
            }
        }

        metadata["FileName"] ??= fileName;
        metadata["ContentType"] ??= contentType;
        metadata["Size"] = content?.Length ?? throw QuickBooksFaultException.Required("file_content_01");
        return new JsonObject
        {
            ["AttachableResponse"] = new JsonArray(new JsonObject { ["Attachable"] = books.Save("Attachable", metadata).DeepClone() }),
        };
    }

    private static IEnumerable<(string Name, Dictionary<string, string> Headers, byte[] Body)> Parts(SimulatedRequest request)
    {
        var boundary = MediaTypeHeaderValue.TryParse(request.Headers.GetValueOrDefault("Content-Type"), out var type)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value
            : null;
        foreach (var part in request.Body.Split($"--{boundary}", StringSplitOptions.None)[1..^1])
        {
            var end = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var headers = part[..end].Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':', 2))
                .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
            var disposition = ContentDispositionHeaderValue.Parse(headers["Content-Disposition"]);
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
            yield return (name, headers, Encoding.UTF8.GetBytes(part[(end + 4)..^2]));
        }
    }
}
