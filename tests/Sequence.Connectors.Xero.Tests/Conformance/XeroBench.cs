using System.Text.Json.Nodes;
using Sequence.Connectors.Conformance;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>What people do at an organisation with one kind of object.</summary>
internal abstract class XeroBench<TRecord>(
    XeroHarness harness,
    string entity,
    SourceDetails details = SourceDetails.Link | SourceDetails.ModifiedAt
) : IArchiveBench<TRecord>, IDeleteBench<TRecord>
    where TRecord : class, IRecord
{
    private int _made;

    public ConnectorHarness Harness => harness;

    public SourceDetails Details => details;

    public virtual string UnknownId => "00000000-0000-4000-8000-000000987654";

    protected virtual string IdMember => $"{entity}ID";

    protected XeroWorld World => harness.World;

    public Task<IReadOnlyList<string>> SeedAsync(int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(
            [.. Enumerable.Range(0, count).Select(_ => World.Organisation.Save(entity, NewObject(++_made)))]
        );

    public Task ChangeAsync(string externalId, CancellationToken cancellationToken) =>
        Done(() => World.Organisation.Save(entity, With(externalId, Change(++_made))));

    public Task ArchiveAsync(string externalId, CancellationToken cancellationToken) => Done(() => Archive(externalId));

    public Task DeleteAsync(string externalId, CancellationToken cancellationToken) => Done(() => Delete(externalId));

    public Task<int> CountAsync(CancellationToken cancellationToken) => Task.FromResult(World.Organisation.Documents(entity).Count);

    protected abstract JsonObject NewObject(int number);

    protected abstract JsonObject Change(int number);

    protected virtual void Archive(string externalId) => throw new NotSupportedException();

    protected virtual void Delete(string externalId) => throw new NotSupportedException();

    protected JsonObject With(string id, JsonObject changes)
    {
        changes[IdMember] = id;
        return changes;
    }

    protected JsonObject Document(string type, string numberMember, int number, string status) =>
        new()
        {
            ["Type"] = type,
            [numberMember] = $"SEED-{number}",
            ["Contact"] = new JsonObject { ["ContactID"] = World.ContactId },
            ["Date"] = "2026-03-02",
            ["DueDate"] = "2026-04-01",
            ["Status"] = status,
            ["LineItems"] = new JsonArray(
                new JsonObject
                {
                    ["Description"] = "Seats",
                    ["Quantity"] = 3,
                    ["UnitAmount"] = 10m,
                    ["AccountCode"] = "200",
                }
            ),
        };

    private static Task Done(Action act)
    {
        act();
        return Task.CompletedTask;
    }
}
