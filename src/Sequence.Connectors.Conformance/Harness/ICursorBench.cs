namespace Sequence.Connectors.Conformance;

/// <summary>A system that forgets its cursors after some time.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public interface ICursorBench<TRecord> : IReadBench<TRecord>
    where TRecord : class, IRecord
{
    /// <summary>Makes the system forget the cursors that were given so far, such as by letting their time run out.</summary>
    Task ExpireCursorsAsync(CancellationToken cancellationToken);
}
