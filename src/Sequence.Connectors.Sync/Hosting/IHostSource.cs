namespace Sequence.Connectors.Sync;

/// <summary>
/// The host's records of a type, as they stand, with the host's ids and no <see cref="IRecord.Source"/>. Taken from a scope of
/// its own. You must never bring another owner's record, and must bring each record once. Drafts and voided documents may be
/// among them; the engine leaves out what must not leave the host. The conformance suite <c>HostSourceConformance</c> says the
/// rest.
/// </summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public interface IHostSource<TRecord>
    where TRecord : class, IRecord
{
    /// <summary>Records by the host's ids, in any order. What the owner does not have is left out.</summary>
    IAsyncEnumerable<TRecord> FindAsync(RecordOwner owner, IReadOnlyCollection<string> localIds, CancellationToken cancellationToken);

    /// <summary>
    /// All records of one customer, by the host's id of the customer, the oldest first; of customers, the customer itself.
    /// </summary>
    IAsyncEnumerable<TRecord> ReadOfCustomerAsync(RecordOwner owner, string customerId, CancellationToken cancellationToken);
}
