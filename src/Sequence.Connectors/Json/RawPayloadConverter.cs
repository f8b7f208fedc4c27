using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sequence.Connectors;

/// <summary>Raw payloads as the JSON that they are.</summary>
internal sealed class RawPayloadConverter : JsonConverter<RawPayload>
{
    public override RawPayload Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return default;
        }

        using var document = JsonDocument.ParseValue(ref reader);
        return new(System.Text.Encoding.UTF8.GetBytes(document.RootElement.GetRawText()));
    }

    public override void Write(Utf8JsonWriter writer, RawPayload value, JsonSerializerOptions options)
    {
        if (value.IsEmpty)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteRawValue(value.Utf8.Span);
        }
    }
}
