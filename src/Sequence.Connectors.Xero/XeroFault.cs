using System.Text.Json;

namespace Sequence.Connectors.Xero;

/// <summary>An error that Xero answered with: of its API, of its gateway, or of its validation. Members are found in any case.</summary>
internal sealed record XeroFault(int? Number, string? Type, string? Message, IReadOnlyList<string> Reasons)
{
    /// <summary>What it says, in one line; a validation's reasons say more than its message.</summary>
    public string Text => Reasons.Count > 0 ? string.Join(" ", Reasons) : Message ?? Type ?? "It said no more.";

    /// <summary>The error in a body; null where it is empty, a page of HTML or anything else.</summary>
    public static XeroFault? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            var reasons = new List<string>();
            Collect(root, reasons);
            var number =
                Member(root, "ErrorNumber") is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var code)
                    ? code
                    : (int?)null;
            return new(
                number,
                TextOf(root, "Type") ?? TextOf(root, "Title"),
                TextOf(root, "Detail") ?? TextOf(root, "Message"),
                reasons
            );
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The reasons in an element, its lines and its contact, each once, in their order.</summary>
    public static IReadOnlyList<string> ReasonsOf(JsonElement element)
    {
        var reasons = new List<string>();
        Collect(element, reasons);
        return reasons;
    }

    public static string? TextOf(JsonElement item, string name) =>
        Member(item, name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    public static JsonElement? Member(JsonElement item, string name)
    {
        foreach (var member in item.ValueKind == JsonValueKind.Object ? item.EnumerateObject() : default)
        {
            if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return member.Value;
            }
        }

        return null;
    }

    private static void Collect(JsonElement element, List<string> reasons)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, reasons);
            }
        }

        foreach (var member in element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : default)
        {
            if (member.NameEquals("ValidationErrors") && member.Value.ValueKind == JsonValueKind.Array)
            {
                reasons.AddRange(member.Value.EnumerateArray().Select(error => TextOf(error, "Message")).OfType<string>().Except(reasons));
            }
            else
            {
                Collect(member.Value, reasons);
            }
        }
    }
}
