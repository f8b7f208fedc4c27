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
        var batches = externalIds.Where(XeroPaymentId.IsBatch).ToHashSet(StringComparer.OrdinalIgnoreCase);
        await foreach (var change in _payments.FindAsync([.. externalIds.Except(batches)], cancellationToken).ConfigureAwait(false))
        {
            yield return change;
        }

        foreach (var query in XeroPaymentId.QueriesOfBatches(batches))
        {
            var scope = await connection.ReadScopeAsync(cancellationToken).ConfigureAwait(false);
            var answer = await connection.Api.GetAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var (wire, payload) in XeroPage.Read(answer.Body, "BatchPayments", XeroBatchPayment.Shape))
            {
                if (wire is { } batch && batches.Remove(XeroPaymentId.OfBatch(batch.BatchPaymentID)))
                {
                    yield return new Change<Payment>.Current(XeroPaymentMapper.ToPayment(batch, payload, scope));
                }
            }
        }

        foreach (var id in batches)
        {
            yield return new Change<Payment>.NotFound(id);
        }
    }
}
