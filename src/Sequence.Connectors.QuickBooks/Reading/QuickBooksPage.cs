using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sequence.Connectors.QuickBooks;

/// <summary>Reads the answer to a query: each object once, with the slice of the answer that holds it.</summary>
internal static class QuickBooksPage
{
    /// <summary>The objects of an answer, in its order. An answer with nothing to give has no array at all.</summary>
    public static List<(TWire? Wire, RawPayload Payload)> Read<TWire>(ReadOnlyMemory<byte> body, string entity, JsonTypeInfo<TWire> type)
        where TWire : class
    {
        var found = new List<(TWire?, RawPayload)>();
        var reader = new Utf8JsonReader(body.Span);
        if (!MoveTo(ref reader, "QueryResponse", JsonTokenType.StartObject) || !MoveTo(ref reader, entity, JsonTokenType.StartArray))
        {
            return found;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            found.Add(ReadOne(ref reader, body, type));
        }

        return found;
    }

    /// <summary>The objects of an answer as slices of it, not read.</summary>
    public static List<RawPayload> Slices(ReadOnlyMemory<byte> body, string entity)
    {
        var slices = new List<RawPayload>();
        var reader = new Utf8JsonReader(body.Span);
        if (MoveTo(ref reader, "QueryResponse", JsonTokenType.StartObject) && MoveTo(ref reader, entity, JsonTokenType.StartArray))
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                slices.Add(new(body[start..(int)reader.BytesConsumed]));
            }
        }

        return slices;
    }

    /// <summary>The one object of an answer such as <c>{"CompanyInfo":{…},"time":…}</c>; null when it is not there.</summary>
    public static TWire? ReadSingle<TWire>(ReadOnlyMemory<byte> body, string entity, JsonTypeInfo<TWire> type)
        where TWire : class
    {
        var reader = new Utf8JsonReader(body.Span);
        return reader.Read() && MoveInto(ref reader, entity, JsonTokenType.StartObject) ? JsonSerializer.Deserialize(ref reader, type) : null;
    }

    /// <summary>When QuickBooks answered, by its own clock; null when it does not say.</summary>
    public static Instant? AnsweredAt(ReadOnlyMemory<byte> body)
    {
        var reader = new Utf8JsonReader(body.Span);
        return reader.Read() && MoveInto(ref reader, "time", JsonTokenType.String) ? QuickBooksValues.Moment(reader.GetString()) : null;
    }

    /// <summary>An object alone, leniently: null when its members are not of the types that QuickBooks documents.</summary>
    public static TWire? Parse<TWire>(ReadOnlySpan<byte> json, JsonTypeInfo<TWire> type)
        where TWire : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static (TWire? Wire, RawPayload Payload) ReadOne<TWire>(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, JsonTypeInfo<TWire> type)
        where TWire : class
    {
        var start = (int)reader.TokenStartIndex;
        var ahead = reader;
        try
        {
            var wire = JsonSerializer.Deserialize(ref reader, type);
            return (wire, new(body[start..(int)reader.BytesConsumed]));
        }
        catch (JsonException)
        {
            // One object that cannot be read must not hide the others of its page.
            reader = ahead;
            reader.Skip();
            return (null, new(body[start..(int)reader.BytesConsumed]));
        }
    }

    private static bool MoveTo(ref Utf8JsonReader reader, string member, JsonTokenType type) =>
        (reader.TokenType == JsonTokenType.StartObject || reader.Read()) && MoveInto(ref reader, member, type);

    private static bool MoveInto(ref Utf8JsonReader reader, string member, JsonTokenType type)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMember = reader.ValueTextEquals(member);
            reader.Read();
            if (isMember && reader.TokenType == type)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
