using System.Runtime.InteropServices;
using System.Text.Json;

namespace Sequence.Connectors.Xero;

/// <summary>
/// What an answer says of one element. Errors lie within a success, on an element that echoes the request and not what stands; so
/// nothing of it counts but its reasons.
/// </summary>
internal sealed record XeroElement(
    RawPayload Payload,
    string? Id,
    string? Name,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<string> Warnings,
    bool IsRefused
)
{
    private const string NoId = "00000000-0000-0000-0000-000000000000";

    /// <summary>The elements of an answer, or of an error that holds some; empty where it is no JSON or holds none.</summary>
    public static List<XeroElement> Read(ReadOnlyMemory<byte> body, string list, string idMember, string nameMember)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var items = XeroFault.Member(document.RootElement, list) ?? XeroFault.Member(document.RootElement, "Elements");
            return items is { ValueKind: JsonValueKind.Array } array
                ?
                [
                    .. array
                        .EnumerateArray()
                        .Where(item => item.ValueKind == JsonValueKind.Object)
                        .Select(item => Of(item, idMember, nameMember)),
                ]
                : [];
        }
        catch (JsonException)
        {
            // The request was answered by success, so that its elements stand for all that is known: each is settled later.
            return [];
        }
    }

    private static XeroElement Of(JsonElement item, string idMember, string nameMember)
    {
        var reasons = XeroFault.ReasonsOf(item);
        var id = XeroFault.TextOf(item, idMember);
        var isRefused = reasons.Count > 0 || id == NoId || IsTrue(item, "HasErrors") || IsTrue(item, "HasValidationErrors")
            || string.Equals(XeroFault.TextOf(item, "StatusAttributeString"), "ERROR", StringComparison.OrdinalIgnoreCase);
        return new(
            new RawPayload(JsonMarshal.GetRawUtf8Value(item).ToArray()),
            id == NoId ? null : id,
            XeroFault.TextOf(item, nameMember),
            reasons,
            WarningsOf(item),
            isRefused
        );
    }

    private static bool IsTrue(JsonElement item, string member) => XeroFault.Member(item, member) is { ValueKind: JsonValueKind.True };

    private static List<string> WarningsOf(JsonElement item) =>
        XeroFault.Member(item, "Warnings") is { ValueKind: JsonValueKind.Array } warnings
            ? [.. warnings.EnumerateArray().Select(warning => XeroFault.TextOf(warning, "Message")).OfType<string>()]
            : [];
}
