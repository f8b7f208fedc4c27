using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Sequence.Connectors.Drafts;

/// <summary>
/// Customers, 30 a batch, answered in any order and matched by <c>bId</c>. A customer has one currency for ever, so a host's
/// customer that is billed in two becomes two, each a variant with a name of its own. An equal request under an equal
/// <c>requestid</c> is replayed; a batch that was grouped anew is another request, so its members are looked for instead.
/// </summary>
internal sealed class QuickBooksCustomerWriter(ConnectionContext connection, FakeTransport http) : IRecordWriter<Customer>
{
    public async IAsyncEnumerable<WriteOutcome> WriteAsync(
        IReadOnlyList<WriteIntent<Customer>> intents, WriteContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pending = intents.ToList();
        foreach (var attempt in context.Unsettled)
        {
            foreach (
                var outcome in await SettleAsync(
                    attempt,
                    pending.Where(intent => attempt.Members.Contains(intent.Key)).ToArray(),
                    context,
                    cancellationToken
                )
            )
            {
                if (context.SettleOnly || outcome is not WriteOutcome.NotAttempted)
                {
                    pending.RemoveAll(intent => intent.Key == outcome.IntentKey);
                    yield return outcome;
                }
            }
        }

        foreach (var batch in pending.Chunk(30))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var body = Body(batch, await VersionsAsync(batch));
            var attempt = Drafting.Attempt(batch, body, connection.Clock);
            await context.Journal(attempt, cancellationToken);
            foreach (var outcome in await SendAsync(batch, body, attempt))
            {
                yield return outcome;
            }
        }
    }

    public async Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<Customer>> intents, CancellationToken cancellationToken)
    {
        var requests = new List<PlannedRequest>();
        foreach (var batch in intents.Chunk(30))
        {
            requests.Add(
                new PlannedRequest
                {
                    Method = "POST",
                    Path = "/batch",
                    Body = Body(batch, await VersionsAsync(batch)),
                    Members = batch.Select(intent => intent.Key).ToValueList(),
                }
            );
        }

        return new WritePlan { Requests = requests.ToValueList() };
    }

    private async Task<IReadOnlyList<WriteOutcome>> SettleAsync(
        WriteAttempt attempt, WriteIntent<Customer>[] members, WriteContext context, CancellationToken cancellationToken)
    {
        if (!context.SettleOnly && members.Select(intent => intent.Key).SequenceEqual(attempt.Members))
        {
            // An update that came through moved the version, so its body is no longer equal and it is looked for instead.
            var body = Body(members, await VersionsAsync(members));
            if (Drafting.Hash(body) == attempt.Fingerprint)
            {
                var repeated = attempt with { RepeatedAt = connection.Clock.Now() };
                await context.Journal(repeated, cancellationToken);
                return await SendAsync(members, body, repeated);
            }
        }

        var outcomes = new List<WriteOutcome>();
        foreach (var intent in members)
        {
            outcomes.Add(await ProbeAsync(intent, attempt));
        }

        return outcomes;
    }

    private async Task<WriteOutcome> ProbeAsync(WriteIntent<Customer> intent, WriteAttempt attempt)
    {
        // Hidden customers hold their names too.
        var where = intent.Target is { } target
            ? $"Id = '{target.ExternalId}'"
            : $"DisplayName = '{DisplayName(intent).Replace("'", "\\'", StringComparison.Ordinal)}'";
        var answer = await http.SendAsync(
            "GET",
            $"/query?query={Uri.EscapeDataString($"select * from Customer where {where} and Active in (true, false)")}"
        );
        using var document = JsonDocument.Parse(answer.Body);
        if (!document.RootElement.GetProperty("QueryResponse").TryGetProperty("Customer", out var found))
        {
            return intent.Target is null ? Drafting.Absent(intent.Key) : Drafting.Lost(intent.Key, attempt);
        }

        var (id, version) = (found[0].GetProperty("Id").GetString()!, found[0].GetProperty("SyncToken").GetString());
        if (intent.Target is not null)
        {
            return found[0].GetProperty("DisplayName").GetString() == DisplayName(intent)
                ? new WriteOutcome.Updated { IntentKey = intent.Key, ExternalId = id, Version = version }
                : Drafting.Absent(intent.Key);
        }

        return found[0].TryGetProperty("Notes", out var notes) && notes.GetString() == Mark(intent)
            ? new WriteOutcome.Created { IntentKey = intent.Key, ExternalId = id, Version = version }
            : Drafting.Reject(intent.Key, "name.taken", "Name", $"Another customer in QuickBooks bears the name '{DisplayName(intent)}'.");
    }

    private async Task<IReadOnlyList<WriteOutcome>> SendAsync(WriteIntent<Customer>[] batch, string body, WriteAttempt attempt)
    {
        try
        {
            var answer = await http.SendAsync("POST", $"/batch?requestid={attempt.Key}", body);
            using var document = JsonDocument.Parse(answer.Body);
            var items = document
                .RootElement.GetProperty("BatchItemResponse")
                .EnumerateArray()
                .ToDictionary(item => item.GetProperty("bId").GetString()!);
            return
            [
                .. batch.Select(
                    (intent, index) =>
                        items.TryGetValue($"{index}", out var item) ? Outcome(intent, item) : Drafting.Lost(intent.Key, attempt)
                ),
            ];
        }
        catch (TimeoutException)
        {
            return [.. batch.Select(intent => Drafting.Lost(intent.Key, attempt))];
        }
    }

    private static WriteOutcome Outcome(WriteIntent<Customer> intent, JsonElement item)
    {
        if (item.TryGetProperty("Fault", out var fault))
        {
            var error = fault.GetProperty("Error")[0];
            return (error.GetProperty("code").GetString(), intent.Target?.Version) switch
            {
                ("5010", null) => new WriteOutcome.NotAttempted
                {
                    IntentKey = intent.Key,
                    Kind = ConnectorErrorKind.Conflict,
                    Reason = "Someone changed the customer between our read and our write.",
                },
                ("5010", _) => Drafting.Reject(
                    intent.Key,
                    "version.stale",
                    "",
                    "The customer was changed in QuickBooks since the version that the write insists on."
                ),
                var (code, _) => Drafting.Reject(intent.Key, $"quickbooks.{code}", "", error.GetProperty("Detail").GetString()!),
            };
        }

        var customer = item.GetProperty("Customer");
        var (id, version) = (customer.GetProperty("Id").GetString()!, customer.GetProperty("SyncToken").GetString());
        return intent.Target is null
            ? new WriteOutcome.Created { IntentKey = intent.Key, ExternalId = id, Version = version }
            : new WriteOutcome.Updated { IntentKey = intent.Key, ExternalId = id, Version = version };
    }

    // Every payment moves a version, so one that nobody insists on is read just before the write.
    private async Task<Dictionary<string, string>> VersionsAsync(WriteIntent<Customer>[] batch)
    {
        var unknown = batch
            .Where(intent => intent.Target is { Version: null })
            .Select(intent => $"'{intent.Target!.ExternalId}'")
            .ToArray();
        if (unknown.Length == 0)
        {
            return [];
        }

        var answer = await http.SendAsync(
            "GET",
            $"/query?query={Uri.EscapeDataString($"select Id, SyncToken from Customer where Id in ({string.Join(',', unknown)})")}"
        );
        using var document = JsonDocument.Parse(answer.Body);
        return document.RootElement.GetProperty("QueryResponse").GetProperty("Customer").EnumerateArray()
            .ToDictionary(row => row.GetProperty("Id").GetString()!, row => row.GetProperty("SyncToken").GetString()!);
    }

    private static string DisplayName(WriteIntent<Customer> intent) =>
        intent.Variant is { } currency ? $"{intent.Record.Name} ({currency})" : intent.Record.Name!;

    private static string Mark(WriteIntent<Customer> intent) => $"{intent.Record.Id}/{intent.Variant}";

    private static string Body(WriteIntent<Customer>[] batch, Dictionary<string, string> versions) => Drafting.Json(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("BatchItemRequest");
        for (var i = 0; i < batch.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString("bId", $"{i}");
            json.WriteString("operation", batch[i].Target is null ? "create" : "update");
            json.WriteStartObject("Customer");
            if (batch[i].Target is { } target)
            {
                json.WriteString("Id", target.ExternalId);
                json.WriteString("SyncToken", target.Version ?? versions[target.ExternalId]);
                json.WriteBoolean("sparse", true);
            }

            json.WriteString("DisplayName", DisplayName(batch[i]));
            json.WriteString("Notes", Mark(batch[i]));
            if (batch[i] is { Target: null, Record.Currency: { } currency })
            {
                json.WriteStartObject("CurrencyRef");
                json.WriteString("value", currency.Value);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
