using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>What a host keeps of its documents, as its reactions are told.</summary>
internal sealed class HostBooks
{
    /// <summary>How the host believes that its invoices are paid, by its ids.</summary>
    public ConcurrentDictionary<string, (PaymentStatus Status, decimal? Balance)> Paid { get; } = new(StringComparer.Ordinal);

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
            .React<InvoiceSent, ChangeReaction>();
    }

    public sealed class PaymentReaction(HostBooks books) : IReaction<InvoicePaymentChanged>
    {
        public Task ReactAsync(InvoicePaymentChanged change, CancellationToken cancellationToken)
        {
            books.Effects.AddOrUpdate(change.EffectId, 1, (_, times) => times + 1);
            books.Paid[change.LocalId] = (change.After, change.Balance);
            return Task.CompletedTask;
        }
    }

    public sealed class ChangeReaction(HostBooks books)
        : IReaction<RecordChanged<Invoice>>,
            IReaction<InvoiceVoided>,
            IReaction<InvoiceSent>
    {
        public Task ReactAsync(RecordChanged<Invoice> change, CancellationToken cancellationToken) => Note("changed", change);

        public Task ReactAsync(InvoiceVoided change, CancellationToken cancellationToken) => Note("voided", change);

        public Task ReactAsync(InvoiceSent change, CancellationToken cancellationToken) => Note("sent", change);

        private Task Note(string what, RemoteChange change)
        {
            books.Others.Enqueue($"{change.LocalId} {what}");
            return Task.CompletedTask;
        }
    }
}
