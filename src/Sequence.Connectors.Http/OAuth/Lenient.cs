using System.Globalization;
using System.Text.Json;

namespace Sequence.Connectors.Http;

/// <summary>Reads members of token answers, which vendors write as numbers or as text.</summary>
internal static class Lenient
{
    public static string? Text(JsonElement answer, string member) => Find(answer, member) switch
    {
        { ValueKind: JsonValueKind.String } value when value.GetString() is { Length: > 0 } text => text,
        { ValueKind: JsonValueKind.Number } value => value.GetRawText(),
        _ => null,
    };

    public static Duration? Seconds(JsonElement answer, string member) =>
        double.TryParse(Text(answer, member), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 0 and < 1e10
            ? Duration.FromSeconds(seconds)
            : null;

    public static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static JsonElement Find(JsonElement answer, string member) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(member, out var value) ? value : default;
}
