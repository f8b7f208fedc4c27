using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Sequence.Connectors.Drafts;

/// <summary>
/// Customers as companies, 100 a batch. HubSpot holds no unique property on companies, so the host's own
/// (<c>billing_customer_id</c>, made at set-up) is the key: matching by domain or name would take over companies that are not the
/// host's. The answer is 207 when rows failed: results in any order, and errors that name the trace id that each input bore.
/// </summary>
internal sealed class CompanyWriter(ConnectionContext connection, FakeTransport http) : IRecordWriter<Customer>
{
    public const string Key = "billing_customer_id";
    private const string Upsert = "/crm/objects/2026-03/companies/batch/upsert";
    private const string Read = "/crm/objects/2026-03/companies/batch/read";

    // A read by a unique property does not go through the search index; a request that timed out may still be running.
    private static readonly Duration SettleTime = Duration.FromSeconds(30);

    public async IAsyncEnumerable<WriteOutcome> WriteAsync(
        IReadOnlyList<WriteIntent<Customer>> intents, WriteContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var open = context.SettleOnly ? intents.ToArray() : [];
        foreach (var batch in open.Chunk(100))
        {
            foreach (var outcome in await FindOutAsync(batch, context.Unsettled))
            {
                yield return outcome;
            }
        }

        // Outside of SettleOnly an open attempt is simply sent again: an upsert by the host's own key is the system's idempotency.
        foreach (var batch in intents.Except(open).Chunk(100))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var body = Body(batch);
            var attempt = Drafting.Attempt(batch, body, connection.Clock);
            await context.Journal(attempt, cancellationToken);
            foreach (var outcome in await SendAsync(batch, body, attempt))
            {
                yield return outcome;
            }
        }
    }

    public Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<Customer>> intents, CancellationToken cancellationToken) =>
        Task.FromResult(
            new WritePlan
            {
                Requests = intents
                    .Chunk(100)
                    .Select(batch => new PlannedRequest
                    {
                        Method = "POST",
                        Path = Upsert,
                        Body = Body(batch),
                        Members = batch.Select(intent => intent.Key).ToValueList(),
                    })
                    .ToValueList(),
            }
        );

    private async Task<IReadOnlyList<WriteOutcome>> SendAsync(WriteIntent<Customer>[] batch, string body, WriteAttempt attempt)
    {
        try
        {
            var answer = await http.SendAsync("POST", Upsert, body);
            using var document = JsonDocument.Parse(answer.Body);
            var results = ByKey(document.RootElement);
            var errors = Errors(document.RootElement);
            return [.. batch.Select(intent => Outcome(intent, results, errors, attempt))];
        }
        catch (TimeoutException)
        {
            return [.. batch.Select(intent => Drafting.Lost(intent.Key, attempt, SettleTime))];
        }
    }

    private static WriteOutcome Outcome(
        WriteIntent<Customer> intent, Dictionary<string, JsonElement> results, ILookup<string, Problem> errors, WriteAttempt attempt)
    {
        if (errors[intent.Key].ToValueList() is { Count: > 0 } problems)
        {
            return new WriteOutcome.Rejected { IntentKey = intent.Key, Problems = problems };
        }

        if (!results.TryGetValue(intent.Record.Id, out var row))
        {
            // Neither a result nor an error: saying "created" or "refused" would both be guesses.
            return Drafting.Lost(intent.Key, attempt) with { Reason = "HubSpot answered the batch without a word on this company." };
        }

        var id = row.GetProperty("id").GetString()!;
        return row.GetProperty("new").GetBoolean()
            ? new WriteOutcome.Created { IntentKey = intent.Key, ExternalId = id }
            : new WriteOutcome.Updated { IntentKey = intent.Key, ExternalId = id };
    }

    private async Task<IReadOnlyList<WriteOutcome>> FindOutAsync(WriteIntent<Customer>[] batch, ValueList<WriteAttempt> unsettled)
    {
        var answer = await http.SendAsync(
            "POST",
            Read,
            Drafting.Json(json =>
            {
                json.WriteStartObject();
                json.WriteString("idProperty", Key);
                json.WriteStartArray("inputs");
                foreach (var intent in batch)
                {
                    json.WriteStartObject();
                    json.WriteString("id", intent.Record.Id);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            })
        );
        using var document = JsonDocument.Parse(answer.Body);
        var found = ByKey(document.RootElement);
        return
        [
            .. batch.Select(intent =>
                (found.TryGetValue(intent.Record.Id, out var row), intent.Target) switch
                {
                    (true, null) => new WriteOutcome.Created
                    {
                        IntentKey = intent.Key,
                        ExternalId = row.GetProperty("id").GetString()!,
                    },
                    (false, null) => (WriteOutcome)Drafting.Absent(intent.Key),
                    _ => Drafting.Lost(intent.Key, unsettled.Single(attempt => attempt.Members.Contains(intent.Key))),
                }
            ),
        ];
    }

    private static Dictionary<string, JsonElement> ByKey(JsonElement answer) =>
        answer
            .GetProperty("results")
            .EnumerateArray()
            .ToDictionary(row => row.GetProperty("properties").GetProperty(Key).GetString()!);

    private static ILookup<string, Problem> Errors(JsonElement answer) =>
        (answer.TryGetProperty("errors", out var errors) ? errors.EnumerateArray().ToArray() : [])
            .SelectMany(error =>
                error
                    .GetProperty("context")
                    .GetProperty("objectWriteTraceId")
                    .EnumerateArray()
                    .Select(trace => (Trace: trace.GetString()!, Error: error))
            )
            .ToLookup(
                one => one.Trace,
                one => new Problem
                {
                    Code = $"hubspot.{one.Error.GetProperty("category").GetString()!.ToLowerInvariant()}",
                    Path = "",
                    Message = one.Error.GetProperty("message").GetString()!,
                }
            );

    private static string Body(IEnumerable<WriteIntent<Customer>> batch) =>
        Drafting.Json(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("inputs");
            foreach (var intent in batch)
            {
                json.WriteStartObject();
                json.WriteString("id", intent.Record.Id);
                json.WriteString("idProperty", Key);
                json.WriteString("objectWriteTraceId", intent.Key);
                json.WriteStartObject("properties");
                if (intent.Owns(nameof(Customer.Name)))
                {
                    json.WriteString("name", intent.Record.Name);
                }

                if (intent.Owns(nameof(Customer.Website)))
                {
                    json.WriteString("domain", intent.Record.Website ?? "");
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
}
