namespace Sequence.Connectors;

/// <summary>
/// The fields of an account that field maps may name (<see cref="FieldMap.SystemField"/>), so that a page can offer them. Declared with
/// <see cref="ConnectorSurface.MapsFields"/>.
/// </summary>
public interface IMappableFields
{
    /// <summary>Asks the system what there is now, past every cache. You must never change anything.</summary>
    /// <exception cref="ConnectorException">The account cannot be reached.</exception>
    Task<IReadOnlyList<MappableField>> ReadAsync(CancellationToken cancellationToken);
}
