namespace Sequence.Connectors.CrashHost;

/// <summary>Books what the ledger tells of an invoice's payments, and writes down outside of any transaction that it was told.</summary>
internal sealed class PaymentReaction(HostContext context, CrashSetup setup, CrashPoints points) : IReaction<InvoicePaymentChanged>
{
    public async Task ReactAsync(InvoicePaymentChanged change, CancellationToken cancellationToken)
    {
        await File.AppendAllTextAsync(setup.Told, $"{change.EffectId} {change.LocalId}\n", cancellationToken);
        points.Pass("reaction.started");
        var document = await context.Documents.SingleAsync(one => one.Id == change.LocalId, cancellationToken);
        document.Balance += (change.Balance ?? document.Total) - (change.BalanceBefore ?? document.Total);
        context.Effects.Add(new() { EffectId = change.EffectId, LocalId = change.LocalId });
        await context.SaveChangesAsync(cancellationToken);
        points.Pass("reaction.written");
    }
}
