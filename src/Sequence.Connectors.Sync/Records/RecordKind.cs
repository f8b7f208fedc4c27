namespace Sequence.Connectors.Sync;

/// <summary>What the engine must know of a type of record to journal, order, write and compare it.</summary>
internal abstract class RecordKind(RecordType type, int rank)
{
    public RecordType Type { get; } = type;

    /// <summary>Records of a lower rank are written first: what is referred to stands before what refers to it.</summary>
    public int Rank { get; } = rank;

    /// <summary>Whether changes of such records are read for at intervals.</summary>
    public bool IsSwept { get; init; }

    /// <summary>The records that must be linked before this one can be written, by the host's ids.</summary>
    public abstract IEnumerable<LocalRecord> RequiredBy(IRecord record);

    /// <summary>The records that a connector may want the system's id of, and can do without.</summary>
    public abstract IEnumerable<LocalRecord> MentionedBy(IRecord record);

    /// <summary>
    /// Whether records of this type change others, such as a payment its invoices, so that they are looked at though nothing is
    /// linked to them.
    /// </summary>
    public virtual bool TellsOfOthers => false;

    /// <summary>The records that a record of this type, as it was read, has changed; by the system's ids.</summary>
    public virtual IEnumerable<(RecordType Type, string ExternalId)> TouchedBy(IRecord record) => [];

    /// <summary>How much a record of this type takes off the balance of others, by the ids of the side that it comes from.</summary>
    public virtual IEnumerable<(LocalRecord Record, decimal Amount)> UsesOf(IRecord record) => [];

    /// <summary>The customer that the record belongs to; null when it belongs to none.</summary>
    public abstract string? CustomerOf(IRecord record);

    /// <summary>Whether records of this type belong to customers.</summary>
    public abstract bool HasCustomer { get; }

    /// <summary>The currency that decides which of several records is meant; null when none does.</summary>
    public abstract CurrencyCode? CurrencyOf(IRecord record);

    public abstract IRecord Parse(string payload);

    public abstract string Serialize(IRecord record);

    /// <summary>How a record that was read stands, for comparing with the next look.</summary>
    public abstract SeenState Look(IRecord record);

    /// <summary>The properties in which the contents of two records of the same side differ, with both values.</summary>
    public abstract IEnumerable<(string Property, string? Before, string? After)> Differences(IRecord before, IRecord after);

    public abstract bool CanWrite(ConnectorSurface surface, WriteVerb verb);

    public abstract bool CanRead(ConnectorSurface surface);

    public abstract bool IsOnePerCurrency(ConnectorSurface surface);

    /// <summary>Which of several records in a system a record is; empty where the system holds one for all currencies.</summary>
    public string VariantOf(ConnectorSurface surface, IRecord record) =>
        IsOnePerCurrency(surface) && CurrencyOf(record) is { } currency ? currency.ToString() : "";

    public abstract IAsyncEnumerable<WriteOutcome> WriteAsync(
        ConnectorSession session, IReadOnlyList<OutgoingIntent> intents, WriteContext context, CancellationToken cancellationToken);

    public abstract Task<WritePlan> PlanAsync(
        ConnectorSession session,
        IReadOnlyList<OutgoingIntent> intents,
        CancellationToken cancellationToken
    );

    public abstract IAsyncEnumerable<RemoteLook> FindAsync(
        ConnectorSession session, IReadOnlyCollection<string> externalIds, CancellationToken cancellationToken);

    public abstract IAsyncEnumerable<RemotePage> ReadAsync(
        ConnectorSession session,
        ReadOptions options,
        CancellationToken cancellationToken
    );

    /// <summary>The host's source of such records in a scope; null when the host gave none.</summary>
    public abstract HostSource? SourceIn(IServiceProvider scope);

    /// <summary>What a page of a change feed shows of this type.</summary>
    public abstract IReadOnlyList<RemoteLook> LooksIn(FeedPage page);

    /// <summary>The typed changes that a decision stands for; a host's reactions take them.</summary>
    public abstract RemoteChange Describe(RemoteChangeKind kind, RemoteChangeFacts facts);
}
