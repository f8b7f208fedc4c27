using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sequence.Connectors;

/// <summary>Shares as text with a percent sign, such as <c>"8.25%"</c>, so that the scale shows.</summary>
internal sealed class PercentageConverter : JsonConverter<Percentage>
{
    public override Percentage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        return
            text.EndsWith('%')
            && decimal.TryParse(
                text.AsSpan(0, text.Length - 1),
                System.Globalization.NumberStyles.Number,
                System.Globalization.CultureInfo.InvariantCulture,
                out var points
            )
            ? Percentage.FromPoints(points)
            : throw new JsonException($"'{text}' is not a percentage of the form \"8.25%\".");
    }

    public override void Write(Utf8JsonWriter writer, Percentage value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
