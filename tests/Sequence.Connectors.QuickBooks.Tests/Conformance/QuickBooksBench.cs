using System.Text.Json.Nodes;
using Sequence.Connectors.Conformance;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>What people do at a company with one kind of object.</summary>
internal abstract class QuickBooksBench<TRecord>(QuickBooksHarness harness, string entity) : IArchiveBench<TRecord>, IDeleteBench<TRecord>
    where TRecord : class, IRecord
{
    private int _made;

    public ConnectorHarness Harness => harness;

    public virtual SourceDetails Details => SourceDetails.All;

    public string UnknownId => "987654";

    protected FaultWorld World => harness.World;

    public Task<IReadOnlyList<string>> SeedAsync(int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. Enumerable.Range(0, count).Select(_ => World.Company.Add(entity, NewObject(++_made)))]);

    public Task ChangeAsync(string externalId, CancellationToken cancellationToken) => EditAsync(externalId, Change(++_made));

    public Task ArchiveAsync(string externalId, CancellationToken cancellationToken) => EditAsync(externalId, new() { ["Active"] = false });

    public Task DeleteAsync(string externalId, CancellationToken cancellationToken)
    {
        Delete(externalId);
        return Task.CompletedTask;
    }

    public Task<int> CountAsync(CancellationToken cancellationToken) => Task.FromResult(World.Company.Documents(entity).Count);

    public async Task<WriteIntent<TRecord>> PrepareAsync(
        ConnectorSession session,
        WriteVerb verb,
        string localId,
        CancellationToken cancellationToken
    )
    {
        var bench = (IWriteBench<TRecord>)this;
        var creation = new WriteIntent<TRecord>
        {
            Key = IntentKey.Of<TRecord>(session.Connection.Id, localId),
            Record = bench.NewRecord(localId),
            References = await bench.PrepareAsync(session, cancellationToken),
        };
        var made = await session.Records<TRecord>().WriteAsync(creation, cancellationToken: cancellationToken);
        return creation with
        {
            Key = IntentKey.Of<TRecord>(session.Connection.Id, localId, verb),
            Verb = verb,
            Record = verb == WriteVerb.MoveDate ? Moved(creation.Record) : creation.Record,
            Target = made.Target(),
        };
    }

    public Task<int> CountEffectsAsync(WriteIntent<TRecord> intent, CancellationToken cancellationToken)
    {
        var id = intent.Target!.ExternalId;
        var stands = World.Company.Documents(entity).Find(id);
        var mails = World.Company.SentMail.Count(mail => mail.Entity == entity && mail.Id == id);
        return Task.FromResult(intent.Verb switch
        {
            WriteVerb.Send => mails,
            WriteVerb.Delete => stands is null ? 1 : 0,
            WriteVerb.Void => ((string?)stands!["PrivateNote"])!.StartsWith("Voided", StringComparison.Ordinal) ? 1 : 0,
            WriteVerb.Archive => stands!["Active"]!.GetValue<bool>() ? 0 : 1,
            WriteVerb.MarkSent => (string?)stands!["EmailStatus"] == "EmailSent" ? 1 + mails : 0,
            WriteVerb.MoveDate => (string?)stands!["TxnDate"] == QuickBooksValues.Text(MovedTo) ? 1 : 0,
            _ => throw new NotSupportedException(intent.Verb.ToString()),
        });
    }

    protected static LocalDate MovedTo { get; } = new(2026, 3, 9);

    protected virtual TRecord Moved(TRecord record) => throw new NotSupportedException();

    protected abstract JsonObject NewObject(int number);

    protected virtual JsonObject Change(int number) => new() { ["Description"] = $"Change {number}" };

    protected virtual void Delete(string externalId) => throw new NotSupportedException();

    protected static JsonObject Reference(string id) => new() { ["value"] = id };

    protected JsonObject Document() => new()
    {
        ["CustomerRef"] = Reference(World.CustomerId),
        ["Line"] = new JsonArray(new JsonObject
        {
            ["Amount"] = 30m,
            ["DetailType"] = "SalesItemLineDetail",
            ["SalesItemLineDetail"] = new JsonObject { ["ItemRef"] = Reference(World.Session.Connection.Settings.Find("items.default")!) },
        }),
    };

    private Task EditAsync(string externalId, JsonObject changes)
    {
        World.Company.Edit(entity, externalId, changes);
        return Task.CompletedTask;
    }
}
