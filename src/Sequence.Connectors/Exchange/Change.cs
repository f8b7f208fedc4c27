namespace Sequence.Connectors;

/// <summary>What a reader says of one record: how it stands, that it is gone, or that it became another.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public abstract record Change<TRecord>
    where TRecord : class, IRecord
{
    private protected Change(string externalId) => ExternalId = externalId;

    /// <summary>The system's id of the record.</summary>
    public string ExternalId { get; }

    /// <summary>The record as it stands.</summary>
    public sealed record Current(TRecord Record) : Change<TRecord>(Record.Id);

    /// <summary>The system says that the record was deleted.</summary>
    public sealed record Deleted : Change<TRecord>
    {
        /// <summary>Says that a record was deleted.</summary>
        public Deleted(string externalId, Instant? at = null)
            : base(externalId) => At = at;

        /// <summary>When, by the system's clock; null when it does not say.</summary>
        public Instant? At { get; }
    }

    /// <summary>The record was merged into another, which goes on.</summary>
    public sealed record Merged : Change<TRecord>
    {
        /// <summary>Says that a record was merged.</summary>
        public Merged(string externalId, string into)
            : base(externalId) => Into = into;

        /// <summary>The system's id of the record that goes on.</summary>
        public string Into { get; }
    }

    /// <summary>
    /// A lookup by id found nothing: the record never was, is gone, or is hidden from this connection. Only
    /// <see cref="IRecordReader{TRecord}.FindAsync"/> says it, and it is never read as a deletion.
    /// </summary>
    public sealed record NotFound : Change<TRecord>
    {
        /// <summary>Says that a lookup found nothing.</summary>
        public NotFound(string externalId)
            : base(externalId)
        {
        }
    }
}
