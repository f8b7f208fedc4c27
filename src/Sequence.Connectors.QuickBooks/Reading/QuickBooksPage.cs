using System.Text.Json;

namespace Sequence.Connectors.QuickBooks;

/// <summary>Reads the answer to a query: each object once, with the slice of the answer that holds it.</summary>
internal static class QuickBooksPage
{
    /// <summary>What is made of the objects of an answer, in its order. An answer with nothing to give has no array at all.</summary>
    public static List<TItem> Read<TWire, TItem>(
        ReadOnlyMemory<byte> body,
        string entity,
        WireShape<TWire> shape,
        WireMapping<TWire, TItem> map
    )
        where TWire : struct
    {
        var json = new WireReader(body.Span);
        return MoveToObjects(ref json, entity) ? json.Items(body, shape, map) : [];
    }

    /// <summary>What is made of the objects of one entity in an answer of change data capture, in its order.</summary>
    public static List<TItem> ReadChanges<TWire, TItem>(
        ReadOnlyMemory<byte> body,
        string entity,
        WireShape<TWire> shape,
        WireMapping<TWire, TItem> map
    )
        where TWire : struct
    {
        var json = new WireReader(body.Span);
        if (
            json.MoveTo("CDCResponse", JsonTokenType.StartArray)
            && json.MoveToObject()
            && json.MoveTo("QueryResponse", JsonTokenType.StartArray)
        )
        {
            while (json.MoveToObject())
            {
                if (json.MoveTo(entity, JsonTokenType.StartArray))
                {
                    return json.Items(body, shape, map);
                }
            }
        }

        return [];
    }

    /// <summary>The objects of an answer, in its order.</summary>
    public static List<(TWire? Wire, RawPayload Payload)> Read<TWire>(ReadOnlyMemory<byte> body, string entity, WireShape<TWire> shape)
        where TWire : struct => Read(body, entity, shape, static (in wire, payload) => (wire, payload));

    /// <summary>The objects of an answer as slices of it, not read.</summary>
    public static List<RawPayload> Slices(ReadOnlyMemory<byte> body, string entity)
    {
        var slices = new List<RawPayload>();
        var json = new WireReader(body.Span);
        if (MoveToObjects(ref json, entity))
        {
            while (json.MoveToObject())
            {
                var start = json.Start;
                json.Skip();
                slices.Add(new(body[start..json.End]));
            }
        }

        return slices;
    }

    /// <summary>
    /// The one object of an answer such as <c>{"CompanyInfo":{…},"time":…}</c>; null when it is not there or not as documented.
    /// </summary>
    public static TWire? ReadSingle<TWire>(ReadOnlyMemory<byte> body, string entity, WireShape<TWire> shape)
        where TWire : struct
    {
        var json = new WireReader(body.Span);
        var wire = json.MoveTo(entity, JsonTokenType.StartObject) ? json.Object(shape) : null;
        return json.IsAsDocumented ? wire : null;
    }

    /// <summary>The one object of an answer such as <c>{"Invoice":{…},"time":…}</c>, not read; null when it is not there.</summary>
    public static RawPayload? Single(ReadOnlyMemory<byte> body, string entity)
    {
        try
        {
            var json = new WireReader(body.Span);
            if (!json.MoveTo(entity, JsonTokenType.StartObject))
            {
                return null;
            }

            var start = json.Start;
            json.Skip();
            return new(body[start..json.End]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>When QuickBooks answered, by its own clock; null when it does not say.</summary>
    public static Instant? AnsweredAt(ReadOnlyMemory<byte> body)
    {
        var json = new WireReader(body.Span);
        return json.MoveTo("time", JsonTokenType.String) ? json.Moment() : null;
    }

    private static bool MoveToObjects(ref WireReader json, string entity) =>
        json.MoveTo("QueryResponse", JsonTokenType.StartObject) && json.MoveTo(entity, JsonTokenType.StartArray);
}
