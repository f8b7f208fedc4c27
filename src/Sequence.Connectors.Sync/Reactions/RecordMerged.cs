namespace Sequence.Connectors.Sync;

/// <summary>A linked record was merged into another in the system; the link now names the one that goes on.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public sealed record RecordMerged<TRecord> : RemoteChange
    where TRecord : class, IRecord
{
    internal RecordMerged(RemoteChangeFacts facts)
        : base(facts)
    {
    }

    /// <summary>The system's id of the record that goes on.</summary>
    public string Into => Facts.MergedInto!;

    internal override Task TellAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        TellAsync(this, services, cancellationToken);
}
