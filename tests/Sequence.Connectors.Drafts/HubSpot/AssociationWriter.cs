using System.Runtime.CompilerServices;

namespace Sequence.Connectors.Drafts;

/// <summary>Associates records, one request each. Associating twice changes nothing, so an open attempt is sent again.</summary>
internal sealed class AssociationWriter(ConnectionContext connection, FakeTransport http) : IRecordWriter<Association>
{
    public async IAsyncEnumerable<WriteOutcome> WriteAsync(
        IReadOnlyList<WriteIntent<Association>> intents, WriteContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var intent in intents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (context.SettleOnly)
            {
                yield return Drafting.Lost(intent.Key, context.Unsettled.Single(attempt => attempt.Members.Contains(intent.Key)));
            }
            else if (Path(intent) is not { } path)
            {
                yield return Drafting.Reject(intent.Key, "reference.unlinked", "", "One of the two records is not in HubSpot yet.");
            }
            else
            {
                var attempt = Drafting.Attempt([intent], path, connection.Clock);
                await context.Journal(attempt, cancellationToken);
                yield return await SendAsync(intent, path, attempt);
            }
        }
    }

    public Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<Association>> intents, CancellationToken cancellationToken) =>
        Task.FromResult(
            new WritePlan
            {
                Requests = intents
                    .Where(intent => Path(intent) is not null)
                    .Select(intent => new PlannedRequest
                    {
                        Method = "PUT",
                        Path = Path(intent)!,
                        Members = [intent.Key],
                    })
                    .ToValueList(),
            }
        );

    private async Task<WriteOutcome> SendAsync(WriteIntent<Association> intent, string path, WriteAttempt attempt)
    {
        try
        {
            var answer = await http.SendAsync("PUT", path);
            return answer.Status < 300
                ? new WriteOutcome.Created { IntentKey = intent.Key, ExternalId = path }
                : Drafting.Reject(intent.Key, "hubspot.association", "", answer.Body);
        }
        catch (TimeoutException)
        {
            return Drafting.Lost(intent.Key, attempt);
        }
    }

    private static string? Path(WriteIntent<Association> intent) =>
        intent.References.Find(intent.Record.FromType, intent.Record.FromId) is { } from
        && intent.References.Find(intent.Record.ToType, intent.Record.ToId) is { } to
            ? $"/crm/objects/2026-03/{Noun(intent.Record.FromType)}/{from}/associations/default/{Noun(intent.Record.ToType)}/{to}"
            : null;

    private static string Noun(RecordType type) => type == RecordType.Of<Customer>() ? "companies" : "invoices";
}
