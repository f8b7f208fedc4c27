using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Sequence.Connectors;

/// <summary>
/// Prices as objects whose <c>kind</c> says which of the seven they are. The kind may stand anywhere in the object: a database
/// that sorts the members of JSON puts it where it likes.
/// </summary>
internal sealed class PriceConverter : JsonConverter<Price>
{
    private const string Kind = "kind";

    public override Price Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException($"A price is an object, but {document.RootElement.ValueKind} was read.");
        }

        return (Price)document.RootElement.Deserialize(TypeInfo(ReadKind(document.RootElement), options))!;
    }

    public override void Write(Utf8JsonWriter writer, Price value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, TypeInfo(value.Kind, options));

    private static PriceKind ReadKind(JsonElement price)
    {
        if (!price.TryGetProperty(Kind, out var kind))
        {
            throw new JsonException($"A price needs a \"{Kind}\": one of {string.Join(", ", Enum.GetNames<PriceKind>())}.");
        }

        var text = kind.ToString();
        return Enum.TryParse<PriceKind>(text, out var parsed) && parsed.ToString() == text
            ? parsed
            : throw new JsonException($"'{text}' is not a kind of price; the kinds are {string.Join(", ", Enum.GetNames<PriceKind>())}.");
    }

    private static JsonTypeInfo TypeInfo(PriceKind kind, JsonSerializerOptions options) => options.GetTypeInfo(kind switch
    {
        PriceKind.OneTime => typeof(Price.OneTime),
        PriceKind.Fixed => typeof(Price.Fixed),
        PriceKind.Linear => typeof(Price.Linear),
        PriceKind.Package => typeof(Price.Package),
        PriceKind.Graduated => typeof(Price.Graduated),
        PriceKind.Volume => typeof(Price.Volume),
        _ => typeof(Price.SeatBased),
    });
}
