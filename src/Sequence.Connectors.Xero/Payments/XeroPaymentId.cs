namespace Sequence.Connectors.Xero;

/// <summary>
/// The ids of payments: Xero's own for a payment of one document, and <c>batch/{id}</c> for one of several invoices, which is a batch
/// payment in Xero.
/// </summary>
internal static class XeroPaymentId
{
    private const string Batch = "batch/";

    public static string OfBatch(string? id) => Batch + id;

    public static bool IsBatch(string externalId) => externalId.StartsWith(Batch, StringComparison.Ordinal);

    /// <summary>Xero's own id.</summary>
    public static string KeyOf(string externalId) => IsBatch(externalId) ? externalId[Batch.Length..] : externalId;

    /// <summary>The queries that show the batches of these ids; their list has no pages.</summary>
    public static IEnumerable<string> QueriesOfBatches(IEnumerable<string> externalIds) =>
        XeroQueries.ByFilter("BatchPayments", "BatchPaymentID", externalIds.Select(KeyOf), rest: "");
}
