namespace Sequence.Connectors.Sync.Tests;

/// <summary>Everything that the engine told the host, in order.</summary>
internal sealed class ToldChanges
{
    private readonly List<RemoteChange> _all = [];
    private readonly List<string> _tried = [];

    /// <summary>How often the next changes fail before they are taken.</summary>
    public int Failures { get; set; }

    /// <summary>How they fail.</summary>
    public Func<Exception> Failure { get; set; } = () => new InvalidOperationException("The host's database is away.");

    public IReadOnlyList<RemoteChange> All
    {
        get { lock (_all) { return [.. _all]; } }
    }

    /// <summary>The effect ids of all tries, those that failed among them.</summary>
    public IReadOnlyList<string> Tried
    {
        get { lock (_all) { return [.. _tried]; } }
    }

    public IReadOnlyList<TChange> Of<TChange>()
        where TChange : RemoteChange => [.. All.OfType<TChange>()];

    public static void ListenTo(SyncBuilder sync) => sync
        .React<InvoicePaymentChanged, Reaction<InvoicePaymentChanged>>()
        .React<InvoiceSent, Reaction<InvoiceSent>>()
        .React<InvoiceVoided, Reaction<InvoiceVoided>>()
        .React<CreditMemoUseChanged, Reaction<CreditMemoUseChanged>>()
        .React<RecordChanged<Invoice>, Reaction<RecordChanged<Invoice>>>()
        .React<RecordChanged<CreditMemo>, Reaction<RecordChanged<CreditMemo>>>()
        .React<RecordChanged<Customer>, Reaction<RecordChanged<Customer>>>()
        .React<RecordDeleted<Invoice>, Reaction<RecordDeleted<Invoice>>>()
        .React<RecordMerged<Customer>, Reaction<RecordMerged<Customer>>>();

    private void Take(RemoteChange change)
    {
        lock (_all)
        {
            _tried.Add(change.EffectId);
            if (Failures-- > 0)
            {
                throw Failure();
            }

            _all.Add(change);
        }
    }

    public sealed class Reaction<TChange>(ToldChanges told) : IReaction<TChange>
        where TChange : RemoteChange
    {
        public Task ReactAsync(TChange change, CancellationToken cancellationToken)
        {
            told.Take(change);
            return Task.CompletedTask;
        }
    }
}
