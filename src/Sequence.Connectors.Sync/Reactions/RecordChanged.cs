namespace Sequence.Connectors.Sync;

/// <summary>The content of a linked record was changed in the system.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public sealed record RecordChanged<TRecord> : RemoteChange
    where TRecord : class, IRecord
{
    internal RecordChanged(RemoteChangeFacts facts)
        : base(facts)
    {
    }

    /// <summary>The record as the system holds it, with the system's ids.</summary>
    public required TRecord Current { get; init; }

    internal override Task TellAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        TellAsync(this, services, cancellationToken);
}
