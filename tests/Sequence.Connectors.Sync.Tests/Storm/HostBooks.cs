using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>What a host keeps of its documents, as its reactions are told.</summary>
internal sealed class HostBooks
{
    /// <summary>How the host believes that its invoices are paid, by its ids.</summary>
    public ConcurrentDictionary<string, (PaymentStatus Status, decimal? Balance)> Paid { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// What is open of each invoice as the host reckons it: its own payments come off when they are made, and others' when it is
    /// told of them. Only of invoices that a test put in.
    /// </summary>
    public ConcurrentDictionary<string, decimal> Open { get; } = new(StringComparer.Ordinal);

    /// <summary>The effect ids that the host was told, with how often.</summary>
    public ConcurrentDictionary<string, int> Effects { get; } = new(StringComparer.Ordinal);

    /// <summary>What was told that is not about payments.</summary>
    public ConcurrentQueue<string> Others { get; } = [];

    /// <summary>Has the host react.</summary>
    public void AddTo(SyncBuilder sync)
    {
        sync.Services.AddSingleton(this);
        sync.React<InvoicePaymentChanged, PaymentReaction>()
            .React<RecordChanged<Invoice>, ChangeReaction>()
            .React<InvoiceVoided, ChangeReaction>()
            .React<InvoiceSent, ChangeReaction>()
            .React<CreditMemoUseChanged, ChangeReaction>()
            .React<RecordChanged<CreditMemo>, ChangeReaction>()
            .React<RecordChanged<Payment>, ChangeReaction>();
    }

    public sealed class PaymentReaction(HostBooks books) : IReaction<InvoicePaymentChanged>
    {
        public Task ReactAsync(InvoicePaymentChanged change, CancellationToken cancellationToken)
        {
            books.Effects.AddOrUpdate(change.EffectId, 1, (_, times) => times + 1);
            books.Paid[change.LocalId] = (change.After, change.Balance);
            if (books.Open.TryGetValue(change.LocalId, out var open))
            {
                books.Open[change.LocalId] = open + change.Balance!.Value - change.BalanceBefore!.Value;
            }

            return Task.CompletedTask;
        }
    }

    public sealed class ChangeReaction(HostBooks books)
        : IReaction<RecordChanged<Invoice>>,
            IReaction<InvoiceVoided>,
            IReaction<InvoiceSent>,
            IReaction<CreditMemoUseChanged>,
            IReaction<RecordChanged<CreditMemo>>,
            IReaction<RecordChanged<Payment>>
    {
        public Task ReactAsync(RecordChanged<Invoice> change, CancellationToken cancellationToken) => Note("changed", change);

        public Task ReactAsync(InvoiceVoided change, CancellationToken cancellationToken) => Note("voided", change);

        public Task ReactAsync(InvoiceSent change, CancellationToken cancellationToken) => Note("sent", change);

        public Task ReactAsync(CreditMemoUseChanged change, CancellationToken cancellationToken) => Note("used", change);

        public Task ReactAsync(RecordChanged<CreditMemo> change, CancellationToken cancellationToken) => Note("changed", change);

        public Task ReactAsync(RecordChanged<Payment> change, CancellationToken cancellationToken) => Note("changed", change);

        private Task Note(string what, RemoteChange change)
        {
            books.Others.Enqueue($"{change.LocalId} {what}");
            return Task.CompletedTask;
        }
    }
}
