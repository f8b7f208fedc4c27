using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Text;

namespace Sequence.Connectors;

/// <summary>
/// Custom fields as an object. Texts, numbers, flags and lists are JSON's own; dates and moments are objects with one member, so
/// that they come back as what they were.
/// </summary>
internal sealed class CustomFieldsConverter : JsonConverter<CustomFields>
{
    public override CustomFields Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? CustomFields.Create(
                document
                    .RootElement.EnumerateObject()
                    .Select(one => KeyValuePair.Create(one.Name, Value(one.Name, one.Value)))
                    .ToArray()
            )
            : throw new JsonException("Custom fields are an object of names and values.");
    }

    public override void Write(Utf8JsonWriter writer, CustomFields value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, field) in value)
        {
            writer.WritePropertyName(name);
            Write(writer, field);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, CustomValue? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case CustomValue.Text text:
                writer.WriteStringValue(text.Value);
                break;
            case CustomValue.Number number:
                writer.WriteNumberValue(number.Value);
                break;
            case CustomValue.Flag flag:
                writer.WriteBooleanValue(flag.Value);
                break;
            case CustomValue.Date date:
                WriteTagged(writer, "date", date.ToString());
                break;
            case CustomValue.Moment moment:
                WriteTagged(writer, "moment", InstantPattern.ExtendedIso.Format(moment.Value));
                break;
            case CustomValue.Choices choices:
                writer.WriteStartArray();
                foreach (var choice in choices.Values)
                {
                    writer.WriteStringValue(choice);
                }

                writer.WriteEndArray();
                break;
        }
    }

    private static void WriteTagged(Utf8JsonWriter writer, string tag, string text)
    {
        writer.WriteStartObject();
        writer.WriteString(tag, text);
        writer.WriteEndObject();
    }

    private static CustomValue? Value(string name, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Number => element.GetDecimal(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => new CustomValue.Choices(element.EnumerateArray().Select(one => one.GetString() ?? "").ToValueList()),
        _ => Tagged(name, element),
    };

    private static CustomValue Tagged(string name, JsonElement element)
    {
        if (element.TryGetProperty("date", out var date) && LocalDatePattern.Iso.Parse(date.GetString() ?? "") is { Success: true } day)
        {
            return day.Value;
        }

        return
            element.TryGetProperty("moment", out var moment)
            && InstantPattern.ExtendedIso.Parse(moment.GetString() ?? "") is { Success: true } instant
            ? instant.Value
            : throw new JsonException($"The custom field '{name}' is neither a text, a number, a flag, a list, a date nor a moment.");
    }
}
