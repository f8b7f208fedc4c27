using System.Text.Json.Nodes;
using Sequence.Connectors.Conformance;

namespace Sequence.Connectors.QuickBooks.Tests;

internal sealed class PaymentBench(QuickBooksHarness harness)
    : QuickBooksBench<Payment>(harness, "Payment"),
        IReferenceBench<Payment>,
        IVerbBench<Payment>
{
    public Task<References> PrepareAsync(ConnectorSession session, CancellationToken cancellationToken) =>
        Task.FromResult(References.To<Customer>("cus-1", World.CustomerId));

    public Payment NewRecord(string localId) => new()
    {
        Id = localId,
        CustomerId = "cus-1",
        Amount = 10m,
        Currency = CurrencyCode.Parse("USD"),
        Date = new(2026, 3, 2),
        Reference = $"P-{localId}",
    };

    public Payment Edited(Payment record) => record with { Amount = 12m };

    public Payment Refused(Payment record) => record with { Reference = new string('9', 22) };

    public Payment Lossy(Payment record) => record with { Memo = new string('m', 5000) };

    public Payment WithUnlinkedReference(Payment record) => record with { CustomerId = "nobody" };

    protected override JsonObject NewObject(int number) => new() { ["CustomerRef"] = Reference(World.CustomerId), ["TotalAmt"] = 10m };

    protected override JsonObject Change(int number) => new() { ["PaymentRefNum"] = $"Change {number}" };

    protected override void Delete(string externalId) => World.Company.DeletePayment(externalId);
}
