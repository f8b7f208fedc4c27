using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>The JSON of what only the engine's rows hold.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(TypeByName)])]
[JsonSerializable(typeof(RecordUse[]))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    private sealed class TypeByName : JsonConverter<RecordType>
    {
        public override RecordType Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, RecordType value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Name);
    }
}
