using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sequence.Connectors;

/// <summary>
/// Writes a value that parses from text as a JSON string, and reads it back. Text that is no such value is a <see cref="JsonException"/>
/// that names it; JSON null is null. Public because the serializer contexts of other assemblies create it.
/// </summary>
public sealed class ValueJsonConverter<T> : JsonConverter<T>
    where T : class, ISpanParsable<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? Parse(reader.GetString()!)
            : throw new JsonException($"A {typeof(T).Name} is a JSON string, but {reader.TokenType} was read.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    /// <inheritdoc/>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(reader.GetString()!);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString()!);

    private static T Parse(string text)
    {
        try
        {
            return T.Parse(text, provider: null);
        }
        catch (FormatException refused)
        {
            throw new JsonException(refused.Message, refused);
        }
    }
}
