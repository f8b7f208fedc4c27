namespace Sequence.Connectors.Sync.Tests;

/// <summary>Remembers the payments that the host was told of; fails when it is asked to.</summary>
internal sealed class PaidInvoices
{
    public List<InvoicePaymentChanged> Changes { get; } = [];

    public bool Fails { get; set; }

    public sealed class Reaction(PaidInvoices told) : IReaction<InvoicePaymentChanged>
    {
        public Task ReactAsync(InvoicePaymentChanged change, CancellationToken cancellationToken)
        {
            if (told.Fails)
            {
                throw new InvalidOperationException("The host's books are closed.");
            }

            told.Changes.Add(change);
            return Task.CompletedTask;
        }
    }
}
