namespace Sequence.Connectors;

/// <summary>The connectors that were registered, each with what it declared.</summary>
internal sealed class ConnectorRegistry
{
    private readonly Dictionary<string, (IConnector Connector, ConnectorSurface Surface)> _connectors = new(StringComparer.Ordinal);

    public ConnectorRegistry(IEnumerable<IConnector> connectors)
    {
        foreach (var connector in connectors)
        {
            var surface = new ConnectorSurface();
            connector.Describe(surface);
            if (!_connectors.TryAdd(connector.Info.Id, (connector, surface)))
            {
                throw new ConnectorException(
                    ConnectorErrorKind.Configuration, $"Two connectors have the id '{connector.Info.Id}'; register each system once.");
            }
        }
    }

    public IEnumerable<(ConnectorInfo Info, ConnectorSurface Surface)> All =>
        _connectors.Values.Select(one => (one.Connector.Info, one.Surface)).OrderBy(one => one.Info.Id, StringComparer.Ordinal);

    public (ConnectorInfo Info, ConnectorSurface Surface) Get(string id) =>
        _connectors.TryGetValue(id, out var found)
            ? (found.Connector.Info, found.Surface)
            : throw new ConnectorException(
                ConnectorErrorKind.Configuration,
                $"No connector has the id '{id}'. Registered: {(_connectors.Count == 0 ? "none" : string.Join(", ", _connectors.Keys.Order()))}. "
                    + "Add its package and call its Add method inside AddSequenceConnectors(), such as AddQuickBooks()."
            );
}
