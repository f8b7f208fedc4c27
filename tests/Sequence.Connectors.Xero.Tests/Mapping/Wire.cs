using System.Text.Json;
using System.Text;
using Sequence.Connectors.Http;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>Maps objects as Xero sends them, without a connection.</summary>
internal static class Wire
{
    public static XeroOrganisationFacts Organisation { get; } =
        new()
        {
            Name = "Kauri Coast",
            Country = CountryCode.Parse("NZ"),
            BaseCurrency = CurrencyCode.Parse("NZD"),
            BaseCurrencyText = "NZD",
            ShortCode = "!7e4a9",
        };

    public static XeroReadScope Scope(ConnectionSettings? settings = null) =>
        new(
            new XeroLinks(XeroLinks.DefaultTemplate, Organisation.ShortCode),
            new XeroSettings(settings ?? ConnectionSettings.Empty),
            Organisation
        )
        {
            AccountIds = new Dictionary<string, string> { ["200"] = "a-200" },
        };

    public static Change<TRecord>? Change<TWire, TRecord>(
        this XeroEntity<TWire, TRecord> entity,
        string json,
        ConnectionSettings? settings = null
    )
        where TWire : struct
        where TRecord : class, IRecord
    {
        var payload = new RawPayload(Encoding.UTF8.GetBytes(json));
        return entity.Map(WireReader.Parse(payload.Utf8.Span, entity.Shape), payload, Scope(settings));
    }

    public static TRecord Map<TWire, TRecord>(this XeroEntity<TWire, TRecord> entity, string json, ConnectionSettings? settings = null)
        where TWire : struct
        where TRecord : class, IRecord => Assert.IsType<Change<TRecord>.Current>(entity.Change(json, settings)).Record;

    /// <summary>A record as JSON, its payload left out.</summary>
    public static string Json<TRecord>(TRecord record, RecordSource source, Func<RecordSource, TRecord> with)
        where TRecord : class, IRecord =>
        JsonSerializer.Serialize(with(source with { Payload = default }), typeof(TRecord), ConnectorsJson.Default);
}
