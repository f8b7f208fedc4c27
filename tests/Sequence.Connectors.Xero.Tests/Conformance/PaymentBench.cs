using System.Text.Json.Nodes;
using Sequence.Connectors.Conformance;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>Payments of invoices, one each.</summary>
internal class PaymentBench(XeroHarness harness)
    : XeroBench<Payment>(harness, "Payment"),
        IReferenceBench<Payment>,
        IVerbBench<Payment>
{
    private int _invoices;

    public virtual Task<References> PrepareAsync(ConnectorSession session, CancellationToken cancellationToken) =>
        Task.FromResult(References.To<Invoice>("large-1", LargeInvoice()).And<Invoice>("large-2", LargeInvoice()));

    public virtual Payment NewRecord(string localId) => Published.Payment(localId, ("large-1", 10m)) with { Reference = $"P-{localId}" };

    public Payment Edited(Payment record) => record with { Date = new(2026, 3, 4) };

    public Payment Refused(Payment record) => record with { Date = null };

    public Payment Lossy(Payment record) => record with { MethodText = "Card" };

    public Payment WithUnlinkedReference(Payment record) =>
        record with { Allocations = [record.Allocations[0] with { InvoiceId = "nobody" }, .. record.Allocations.Skip(1)] };

    public async Task<WriteIntent<Payment>> PrepareAsync(
        ConnectorSession session, WriteVerb verb, string localId, CancellationToken cancellationToken)
    {
        var references = await PrepareAsync(session, cancellationToken);
        var made = await World.WriteAsync(World.Intent(NewRecord(localId)) with { References = references });
        return World.Intent(NewRecord(localId), made.Target(), verb: verb) with { References = references };
    }

    public Task<int> CountEffectsAsync(WriteIntent<Payment> intent, CancellationToken cancellationToken)
    {
        var payments = World.Organisation.Payments.Concat(World.Organisation.Documents("BatchPayment"));
        var found = payments.Single(each =>
            intent.Target!.ExternalId.EndsWith((string)(each["Payments"] is null ? each["PaymentID"] : each["BatchPaymentID"])!,
                StringComparison.Ordinal));
        return Task.FromResult((string?)found["Status"] == "DELETED" ? 1 : 0);
    }

    protected string LargeInvoice()
    {
        var invoice = Document("ACCREC", "InvoiceNumber", 5000 + ++_invoices, "AUTHORISED");
        invoice["LineItems"]![0]!["UnitAmount"] = 1_000_000m;
        return World.Organisation.Save("Invoice", invoice);
    }

    protected override JsonObject NewObject(int number) =>
        new()
        {
            ["Invoice"] = new JsonObject
            {
                ["InvoiceID"] = World.Organisation.Save(
                    "Invoice",
                    Document("ACCREC", "InvoiceNumber", 5000 + ++_invoices, "AUTHORISED")
                ),
            },
            ["Account"] = new JsonObject { ["Code"] = "090" },
            ["Date"] = "2026-03-09",
            ["Amount"] = 10m,
        };

    // A payment is never edited, only taken back.
    protected override JsonObject Change(int number) => new() { ["Status"] = "DELETED" };
}

/// <summary>Payments of two invoices each, which are batches in Xero.</summary>
internal sealed class BatchPaymentBench(XeroHarness harness) : PaymentBench(harness), IWriteBench<Payment>
{
    SourceDetails IRecordBench.Details => SourceDetails.ModifiedAt;

    public override Payment NewRecord(string localId) => Published.Payment(localId, ("large-1", 10m), ("large-2", 5m));

    Task<int> IWriteBench<Payment>.CountAsync(CancellationToken cancellationToken) =>
        Task.FromResult(World.Organisation.Documents("BatchPayment").Count);

    Task IWriteBench<Payment>.ChangeAsync(string externalId, CancellationToken cancellationToken)
    {
        World.Organisation.Save("BatchPayment", new() { ["BatchPaymentID"] = externalId.Split('/')[1], ["Status"] = "DELETED" });
        return Task.CompletedTask;
    }
}
