using System.Text.Json;
using System.Text;
using Sequence.Connectors.Http;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>Maps objects as QuickBooks sends them, without a connection.</summary>
internal static class Wire
{
    public static QuickBooksReadScope Scope(ConnectionSettings? settings = null) =>
        new(
            new QuickBooksLinks(QuickBooksLinks.DefaultTemplate, ConnectorEnvironment.Production, "9341"),
            new QuickBooksSettings(settings ?? ConnectionSettings.Empty),
            company: null
        );

    public static TRecord Map<TWire, TRecord>(
        this QuickBooksEntity<TWire, TRecord> entity,
        string json,
        ConnectionSettings? settings = null
    )
        where TWire : struct
        where TRecord : class, IRecord
    {
        var payload = new RawPayload(Encoding.UTF8.GetBytes(json));
        return entity.Map(WireReader.Parse(payload.Utf8.Span, entity.Shape), payload, Scope(settings));
    }

    public static List<TRecord> MapAnswer<TWire, TRecord>(this QuickBooksEntity<TWire, TRecord> entity, string answer)
        where TWire : struct
        where TRecord : class, IRecord =>
        QuickBooksPage
            .Read(Encoding.UTF8.GetBytes(answer), entity.Name, entity.Shape)
            .ConvertAll(one => entity.Map(one.Wire, one.Payload, Scope()));

    /// <summary>A record as JSON, its payload left out.</summary>
    public static string Json<TRecord>(TRecord record, RecordSource source, Func<RecordSource, TRecord> with)
        where TRecord : class, IRecord =>
        JsonSerializer.Serialize(with(source with { Payload = default }), typeof(TRecord), ConnectorsJson.Default);
}
