using Sequence.Connectors.Sync;

namespace Sequence.Connectors.Testing.Tests;

/// <summary>What the host does when an invoice was paid in the ledger.</summary>
internal sealed class TakePayment(Books books) : IReaction<InvoicePaymentChanged>
{
    public Task ReactAsync(InvoicePaymentChanged change, CancellationToken cancellationToken)
    {
        if (books.Effects.TryAdd(change.EffectId, change.LocalId))
        {
            var bill = books.Bills[change.LocalId];
            books.Bills[change.LocalId] = bill with { Status = $"{change.After}", Paid = bill.Amount - change.Balance!.Value };
        }

        return Task.CompletedTask;
    }
}
