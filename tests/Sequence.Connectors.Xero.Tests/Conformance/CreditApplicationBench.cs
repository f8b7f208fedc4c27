using System.Text.Json.Nodes;
using Sequence.Connectors.Conformance;

namespace Sequence.Connectors.Xero.Tests;

internal sealed class CreditApplicationBench(XeroHarness harness) : IVerbBench<CreditApplication>
{
    public ConnectorHarness Harness => harness;

    public SourceDetails Details => SourceDetails.Link;

    private XeroWorld World => harness.World;

    public async Task<WriteIntent<CreditApplication>> PrepareAsync(
        ConnectorSession session,
        WriteVerb verb,
        string localId,
        CancellationToken cancellationToken
    )
    {
        var (invoice, note) = (await MakeAsync(Published.Invoice($"i-{localId}")), await MakeAsync(Published.CreditMemo($"c-{localId}")));
        var apply = World.Application(localId, note, invoice, 25m);
        if (verb == WriteVerb.Apply)
        {
            return apply;
        }

        var applied = await World.WriteAsync(apply);
        return apply with { Key = $"un-{localId}", Verb = WriteVerb.Unapply, Target = applied.Target() };
    }

    public Task<int> CountEffectsAsync(WriteIntent<CreditApplication> intent, CancellationToken cancellationToken)
    {
        var note = World.Organisation.CreditNotes.Find(intent.References.Find<CreditMemo>(intent.Record.CreditMemoId)!)!;
        var allocations = (note["Allocations"] as JsonArray)?.Count ?? 0;
        return Task.FromResult(intent.Verb == WriteVerb.Apply ? allocations : 1 - allocations);
    }

    private async Task<string> MakeAsync<TRecord>(TRecord record)
        where TRecord : class, IRecord => (await World.WriteAsync(World.Intent(record))).Target().ExternalId;
}
