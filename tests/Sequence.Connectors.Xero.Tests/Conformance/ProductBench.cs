using System.Text.Json.Nodes;
using Sequence.Connectors.Conformance;

namespace Sequence.Connectors.Xero.Tests;

internal sealed class ProductBench(XeroHarness harness)
    : XeroBench<Product>(harness, "Item", SourceDetails.ModifiedAt),
        IReferenceBench<Product>,
        IVerbBench<Product>
{
    public Task<References> PrepareAsync(ConnectorSession session, CancellationToken cancellationToken) =>
        Task.FromResult(References.To<LedgerAccount>("sales", World.AccountId("210")));

    public Product NewRecord(string localId) =>
        new()
        {
            Id = localId,
            Sku = $"P-{localId}",
            Name = $"Product {localId}",
            UnitPrice = 12m,
            LedgerAccountId = "sales",
        };

    public Product Edited(Product record) => record with { Description = "Edited" };

    public Product Refused(Product record) => record with { Sku = new string('9', 31) };

    public Product Lossy(Product record) => record with { Name = new string('n', 51) };

    public Product WithUnlinkedReference(Product record) => record with { LedgerAccountId = "nobody" };

    public Task<WriteIntent<Product>> PrepareAsync(
        ConnectorSession session,
        WriteVerb verb,
        string localId,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            World.Intent(
                NewRecord(localId),
                new() { ExternalId = World.Organisation.Save("Item", new() { ["Code"] = $"DEL-{localId.GetHashCode(StringComparison.Ordinal)}" }) },
                verb: verb
            )
        );

    public Task<int> CountEffectsAsync(WriteIntent<Product> intent, CancellationToken cancellationToken) =>
        Task.FromResult(World.Organisation.Documents("Item").Find(intent.Target!.ExternalId) is null ? 1 : 0);

    protected override JsonObject NewObject(int number) => new() { ["Code"] = $"SEED-{number}", ["Name"] = $"Seed {number}" };

    protected override JsonObject Change(int number) => new() { ["Description"] = $"Change {number}" };

    protected override void Delete(string externalId) => World.Organisation.Remove("Item", externalId);
}
