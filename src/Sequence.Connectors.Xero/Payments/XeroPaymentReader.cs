using System.Runtime.CompilerServices;

namespace Sequence.Connectors.Xero;

/// <summary>
/// Reads payments. Lists hold what each invoice was paid; a payment of several invoices, and a refund, are found by their ids.
/// </summary>
internal sealed class XeroPaymentReader(XeroConnection connection) : IRecordReader<Payment>
{
    private readonly XeroReader<XeroPayment, Payment> _payments = new(connection, XeroEntities.Payment);

    public IAsyncEnumerable<ChangePage<Payment>> ReadAsync(ReadOptions options, CancellationToken cancellationToken) =>
        _payments.ReadAsync(options, cancellationToken);

    public async IAsyncEnumerable<Change<Payment>> FindAsync(
        IReadOnlyCollection<string> externalIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batches = externalIds.Where(XeroPaymentId.IsBatch).Distinct(StringComparer.Ordinal).ToList();
        await foreach (var change in _payments.FindAsync([.. externalIds.Except(batches)], cancellationToken).ConfigureAwait(false))
        {
            yield return change;
        }

        foreach (var id in batches)
        {
            yield return await FindBatchAsync(id, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Change<Payment>> FindBatchAsync(string id, CancellationToken cancellationToken)
    {
        var scope = await connection.ReadScopeAsync(cancellationToken).ConfigureAwait(false);
        var answer = XeroValues.IsGuid(XeroPaymentId.KeyOf(id))
            ? await connection.Api.FindAsync(XeroPaymentId.PathOf(id), cancellationToken).ConfigureAwait(false)
            : null;
        var found = answer is null ? default : XeroPage.Read(answer.Body, "BatchPayments", XeroBatchPayment.Shape).FirstOrDefault();
        return found.Wire is { BatchPaymentID: not null } batch
            ? new Change<Payment>.Current(XeroPaymentMapper.ToPayment(batch, found.Payload, scope))
            : new Change<Payment>.NotFound(id);
    }
}
