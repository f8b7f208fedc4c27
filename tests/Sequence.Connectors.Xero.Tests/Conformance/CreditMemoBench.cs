using System.Text.Json.Nodes;
using Sequence.Connectors.Conformance;

namespace Sequence.Connectors.Xero.Tests;

internal sealed class CreditMemoBench(XeroHarness harness)
    : XeroBench<CreditMemo>(harness, "CreditNote"),
        IReferenceBench<CreditMemo>,
        IVerbBench<CreditMemo>
{
    public Task<References> PrepareAsync(ConnectorSession session, CancellationToken cancellationToken) =>
        Task.FromResult(References.To<Customer>(Published.CustomerId, World.ContactId));

    public CreditMemo NewRecord(string localId) => Published.CreditMemo(localId, 30m) with { Number = $"C-{localId}" };

    public CreditMemo Edited(CreditMemo record) => record with { Memo = "Sorry" };

    public CreditMemo Refused(CreditMemo record) => record with { Number = new string('9', 256) };

    public CreditMemo Lossy(CreditMemo record) => record with { Memo = new string('m', 256) };

    public CreditMemo WithUnlinkedReference(CreditMemo record) => record with { CustomerId = "nobody" };

    public Task<WriteIntent<CreditMemo>> PrepareAsync(
        ConnectorSession session,
        WriteVerb verb,
        string localId,
        CancellationToken cancellationToken
    )
    {
        var id = World.Organisation.Save(
            "CreditNote",
            Document(
                "ACCRECCREDIT",
                "CreditNoteNumber",
                localId.GetHashCode(StringComparison.Ordinal),
                verb == WriteVerb.Delete ? "DRAFT" : "AUTHORISED"
            )
        );
        return Task.FromResult(
            World.Intent(NewRecord(localId) with { IssueDate = new(2026, 3, 9) }, new() { ExternalId = id }, verb: verb)
        );
    }

    public Task<int> CountEffectsAsync(WriteIntent<CreditMemo> intent, CancellationToken cancellationToken)
    {
        var note = World.Organisation.CreditNotes.Find(intent.Target!.ExternalId)!;
        return Task.FromResult(intent.Verb switch
        {
            WriteVerb.Void => (string?)note["Status"] == "VOIDED",
            WriteVerb.Delete => (string?)note["Status"] == "DELETED",
            _ => ((string?)note["DateString"])!.StartsWith("2026-03-09", StringComparison.Ordinal),
        } ? 1 : 0);
    }

    protected override JsonObject NewObject(int number) => Document("ACCRECCREDIT", "CreditNoteNumber", number, "DRAFT");

    protected override JsonObject Change(int number) => new() { ["Reference"] = $"Change {number}" };

    protected override void Delete(string externalId) =>
        World.Organisation.Save("CreditNote", With(externalId, new() { ["Status"] = "DELETED" }));
}
