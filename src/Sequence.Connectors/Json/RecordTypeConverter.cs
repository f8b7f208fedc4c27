using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sequence.Connectors;

/// <summary>Types of records by their name.</summary>
internal sealed class RecordTypeConverter : JsonConverter<RecordType>
{
    public override RecordType Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { Length: > 0 } name ? new(name) : throw new JsonException("A type of record needs a name, such as Invoice.");

    public override void Write(Utf8JsonWriter writer, RecordType value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Name);
}
