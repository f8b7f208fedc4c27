namespace Sequence.Connectors.Sync;

/// <summary>A linked record was deleted in the system. The link is kept, so that no second record is made for the host's.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public sealed record RecordDeleted<TRecord> : RemoteChange
    where TRecord : class, IRecord
{
    internal RecordDeleted(RemoteChangeFacts facts)
        : base(facts)
    {
    }

    internal override Task TellAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        TellAsync(this, services, cancellationToken);
}
