using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sequence.Connectors;

/// <summary>Amounts as numbers and shares as texts such as <c>"8.25%"</c>, so that one cannot be read as the other.</summary>
internal sealed class RateConverter : JsonConverter<Rate>
{
    private static readonly PercentageConverter Shares = new();

    public override Rate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetDecimal(),
        JsonTokenType.String => Shares.Read(ref reader, typeof(Percentage), options),
        var other => throw new JsonException($"A rate is a number or a percentage of the form \"8.25%\", but {other} was read."),
    };

    public override void Write(Utf8JsonWriter writer, Rate value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case Rate.Amount amount:
                writer.WriteNumberValue(amount.Value);
                break;
            case Rate.Share share:
                Shares.Write(writer, share.Value, options);
                break;
        }
    }
}
