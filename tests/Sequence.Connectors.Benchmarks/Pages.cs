using Sequence.Connectors.QuickBooks;

namespace Sequence.Connectors.Benchmarks;

/// <summary>Reads a page as the connector's readers do.</summary>
internal static class Pages
{
    public static List<Change<TRecord>> Read<TWire, TRecord>(ReadOnlyMemory<byte> body, QuickBooksEntity<TWire, TRecord> entity)
        where TWire : struct
        where TRecord : class, IRecord
    {
        var links = new QuickBooksLinks(QuickBooksLinks.DefaultTemplate, ConnectorEnvironment.Production, "4620816365187654321");
        var scope = new QuickBooksReadScope(links, new(ConnectionSettings.Empty), company: null);
        return QuickBooksPage.Read(
            body,
            entity.Name,
            entity.Shape,
            Change<TRecord> (in wire, payload) => new Change<TRecord>.Current(entity.Map(wire, payload, scope))
        );
    }
}
