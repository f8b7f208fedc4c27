using System.Text.Json;

namespace Sequence.Connectors.Xero;

/// <summary>Reads an answer: the objects of its one list, each once, with the slice of the answer that holds it.</summary>
internal static class XeroPage
{
    /// <summary>What is made of the objects of a list, in its order.</summary>
    public static List<TItem> Read<TWire, TItem>(
        ReadOnlyMemory<byte> body,
        string list,
        WireShape<TWire> shape,
        WireMapping<TWire, TItem> map
    )
        where TWire : struct
    {
        var json = new WireReader(body.Span);
        return json.MoveTo(list, JsonTokenType.StartArray) ? json.Items(body, shape, map) : [];
    }

    /// <summary>The objects of a list, in its order.</summary>
    public static List<(TWire? Wire, RawPayload Payload)> Read<TWire>(ReadOnlyMemory<byte> body, string list, WireShape<TWire> shape)
        where TWire : struct => Read(body, list, shape, static (in wire, payload) => (wire, payload));

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
