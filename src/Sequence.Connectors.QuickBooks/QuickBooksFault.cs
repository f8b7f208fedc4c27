using System.Text;
using System.Text.Json;
using System.Xml;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// A fault as QuickBooks says it: its services write <c>Fault</c>, its gateway <c>fault</c>, and throttling may come as XML to
/// those who asked for JSON. Only the code counts; the texts are in the company's language.
/// </summary>
internal sealed record QuickBooksFault(string Type, string? Code, string? Message, string? Detail)
{
    /// <summary>Message and detail in one line, for people.</summary>
    public string Text => Detail is null || Detail == Message ? Message ?? "It gave no reason." : $"{Message}: {Detail}";

    public bool IsSystemFault => Type.Equals("SystemFault", StringComparison.OrdinalIgnoreCase) || Code is "10000";

    public static QuickBooksFault? Parse(ReadOnlyMemory<byte> body)
    {
        var text = body.Span.TrimStart(" \t\r\n\uFEFF"u8);
        try
        {
            if (text.StartsWith("{"u8))
            {
                using var document = JsonDocument.Parse(body);
                return Find(document.RootElement);
            }

            return text.StartsWith("<"u8) ? FindXml(Encoding.UTF8.GetString(body.Span)) : null;
        }
        catch (Exception exception) when (exception is JsonException or XmlException)
        {
            // A page of a gateway, or a body that was cut: the status has to do.
            return null;
        }
    }

    public static QuickBooksFault? Find(JsonElement item)
    {
        if (Member(item, "Fault") is not { ValueKind: JsonValueKind.Object } fault)
        {
            return null;
        }

        var error =
            Member(fault, "Error") is { ValueKind: JsonValueKind.Array } errors && errors.GetArrayLength() > 0
                ? errors[0]
                : default;
        return new(
            TextOf(fault, "type") ?? "",
            Normalize(TextOf(error, "code")),
            TextOf(error, "Message"),
            TextOf(error, "Detail")
        );
    }

    private static QuickBooksFault? FindXml(string xml)
    {
        using var reader = XmlReader.Create(new StringReader(xml), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var document = new XmlDocument { XmlResolver = null };
        document.Load(reader);
        if (document.SelectSingleNode("//*[local-name()='Fault']") is not XmlElement fault)
        {
            return null;
        }

        var error = fault.SelectSingleNode("*[local-name()='Error']") as XmlElement;
        return new(
            fault.GetAttribute("type"),
            Normalize(error?.GetAttribute("code")),
            error?.SelectSingleNode("*[local-name()='Message']")?.InnerText,
            error?.SelectSingleNode("*[local-name()='Detail']")?.InnerText);
    }

    // The gateway writes 003200 where the services write 3200.
    private static string? Normalize(string? code) => code?.TrimStart('0') is { Length: > 0 } digits ? digits : code;

    private static JsonElement? Member(JsonElement item, string name)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var member in item.EnumerateObject())
        {
            if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return member.Value;
            }
        }

        return null;
    }

    private static string? TextOf(JsonElement item, string name) =>
        Member(item, name) is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } value
        && value.ToString() is { Length: > 0 } text
            ? text
            : null;
}
