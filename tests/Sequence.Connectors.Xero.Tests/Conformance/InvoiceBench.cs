using System.Text.Json.Nodes;
using Sequence.Connectors.Conformance;

namespace Sequence.Connectors.Xero.Tests;

internal sealed class InvoiceBench(XeroHarness harness)
    : XeroBench<Invoice>(harness, "Invoice"),
        IReferenceBench<Invoice>,
        IVerbBench<Invoice>
{
    public Task<References> PrepareAsync(ConnectorSession session, CancellationToken cancellationToken) =>
        Task.FromResult(References.To<Customer>(Published.CustomerId, World.ContactId));

    public Invoice NewRecord(string localId) => Published.Invoice(localId, 30m) with { Number = $"N-{localId}" };

    public Invoice Edited(Invoice record) => record with { PurchaseOrderNumber = "PO-1" };

    public Invoice Refused(Invoice record) => record with { Number = new string('9', 256) };

    public Invoice Lossy(Invoice record) => record with { Memo = "Thank you" };

    public Invoice WithUnlinkedReference(Invoice record) => record with { CustomerId = "nobody" };

    public Task<WriteIntent<Invoice>> PrepareAsync(
        ConnectorSession session,
        WriteVerb verb,
        string localId,
        CancellationToken cancellationToken
    )
    {
        var id = World.Organisation.Save(
            "Invoice",
            Document(
                "ACCREC",
                "InvoiceNumber",
                localId.GetHashCode(StringComparison.Ordinal),
                verb == WriteVerb.Delete ? "DRAFT" : "AUTHORISED"
            )
        );
        return Task.FromResult(
            World.Intent(
                NewRecord(localId) with
                {
                    IssueDate = new(2026, 3, 9),
                    DueDate = new(2026, 4, 8),
                },
                new() { ExternalId = id },
                verb: verb
            )
        );
    }

    public Task<int> CountEffectsAsync(WriteIntent<Invoice> intent, CancellationToken cancellationToken)
    {
        var invoice = World.Organisation.Invoices.Find(intent.Target!.ExternalId)!;
        return Task.FromResult(intent.Verb switch
        {
            WriteVerb.Void => One((string?)invoice["Status"] == "VOIDED"),
            WriteVerb.Delete => One((string?)invoice["Status"] == "DELETED"),
            WriteVerb.MarkSent => One((bool?)invoice["SentToContact"] == true),
            WriteVerb.MoveDate => One(((string?)invoice["DateString"])!.StartsWith("2026-03-09", StringComparison.Ordinal)),
            _ => World.Organisation.SentMail.Count(mail => mail.Id == intent.Target.ExternalId),
        });
    }

    protected override JsonObject NewObject(int number) => Document("ACCREC", "InvoiceNumber", number, "DRAFT");

    protected override JsonObject Change(int number) => new() { ["Reference"] = $"Change {number}" };

    protected override void Delete(string externalId) => World.Organisation.DeleteInvoice(externalId);

    private static int One(bool holds) => holds ? 1 : 0;
}
