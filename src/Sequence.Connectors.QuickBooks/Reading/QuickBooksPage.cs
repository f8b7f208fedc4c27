using System.Text.Json;
using Sequence.Connectors.Http;

namespace Sequence.Connectors.QuickBooks;

/// <summary>Reads the answer to a query: each object once, with the slice of the answer that holds it.</summary>
internal static class QuickBooksPage
{
    /// <summary>Makes something of an object; of null where its members are not of the types that QuickBooks documents.</summary>
    public delegate TItem Mapping<TWire, TItem>(in TWire? wire, RawPayload payload)
        where TWire : struct;

    /// <summary>What is made of the objects of an answer, in its order. An answer with nothing to give has no array at all.</summary>
    public static List<TItem> Read<TWire, TItem>(
        ReadOnlyMemory<byte> body,
        string entity,
        WireShape<TWire> shape,
        Mapping<TWire, TItem> map
    )
        where TWire : struct
    {
        var json = new WireReader(body.Span);
        return MoveToObjects(ref json, entity) ? Read(ref json, body, shape, map) : [];
    }

    /// <summary>What is made of the objects of one entity in an answer of change data capture, in its order.</summary>
    public static List<TItem> ReadChanges<TWire, TItem>(
        ReadOnlyMemory<byte> body,
        string entity,
        WireShape<TWire> shape,
        Mapping<TWire, TItem> map
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
                    return Read(ref json, body, shape, map);
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

    /// <summary>An object alone, leniently: null when its members are not of the types that QuickBooks documents.</summary>
    public static TWire? Parse<TWire>(ReadOnlySpan<byte> utf8, WireShape<TWire> shape)
        where TWire : struct
    {
        try
        {
            var json = new WireReader(utf8);
            var wire = json.MoveToObject() ? json.Object(shape) : null;
            return json.IsAsDocumented ? wire : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<TItem> Read<TWire, TItem>(
        ref WireReader json,
        ReadOnlyMemory<byte> body,
        WireShape<TWire> shape,
        Mapping<TWire, TItem> map
    )
        where TWire : struct
    {
        var items = new List<TItem>();
        while (json.MoveToObject())
        {
            // One object that cannot be read must not hide the others of its page.
            json.IsAsDocumented = true;
            var start = json.Start;
            var wire = json.Object(shape);
            if (!json.IsAsDocumented)
            {
                wire = null;
            }

            items.Add(map(in wire, new(body[start..json.End])));
        }

        return items;
    }

    private static bool MoveToObjects(ref WireReader json, string entity) =>
        json.MoveTo("QueryResponse", JsonTokenType.StartObject) && json.MoveTo(entity, JsonTokenType.StartArray);
}
