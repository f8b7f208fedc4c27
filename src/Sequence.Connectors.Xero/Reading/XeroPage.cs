using System.Text.Json;

namespace Sequence.Connectors.Xero;

/// <summary>Reads an answer: the objects of its one list, each once, with the slice of the answer that holds it.</summary>
internal static class XeroPage
{
    /// <summary>Makes something of an object; of null where its members are not of the types that Xero documents.</summary>
    public delegate TItem Mapping<TWire, TItem>(in TWire? wire, RawPayload payload)
        where TWire : struct;

    /// <summary>What is made of the objects of a list, in its order.</summary>
    public static List<TItem> Read<TWire, TItem>(ReadOnlyMemory<byte> body, string list, WireShape<TWire> shape, Mapping<TWire, TItem> map)
        where TWire : struct
    {
        var items = new List<TItem>();
        var json = new WireReader(body.Span);
        if (json.MoveTo(list, JsonTokenType.StartArray))
        {
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
        }

        return items;
    }

    /// <summary>The objects of a list, in its order.</summary>
    public static List<(TWire? Wire, RawPayload Payload)> Read<TWire>(ReadOnlyMemory<byte> body, string list, WireShape<TWire> shape)
        where TWire : struct => Read(body, list, shape, static (in wire, payload) => (wire, payload));

    /// <summary>An object alone, leniently: null when its members are not of the types that Xero documents.</summary>
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

    /// <summary>When Xero answered, by its own clock; null when it does not say.</summary>
    public static Instant? AnsweredAt(ReadOnlyMemory<byte> body)
    {
        var json = new WireReader(body.Span);
        return json.MoveTo("DateTimeUTC", JsonTokenType.String) ? XeroValues.Moment(json.Text()) : null;
    }

    /// <summary>
    /// Whether another page may follow one with so many objects. Its counts are hints: only a short page ends a list, and Xero
    /// may give smaller pages than asked for.
    /// </summary>
    public static bool MayGoOn(ReadOnlyMemory<byte> body, int count, int asked, int page)
    {
        var json = new WireReader(body.Span);
        var said = json.MoveTo("pagination", JsonTokenType.StartObject) ? json.Object(XeroPagination.Shape) ?? default : default;
        var size = said.PageSize is { } given and > 0 ? Math.Min(asked, (int)Math.Min(given, asked)) : asked;
        return count > 0 && (count >= size || said.PageCount > page);
    }
}
