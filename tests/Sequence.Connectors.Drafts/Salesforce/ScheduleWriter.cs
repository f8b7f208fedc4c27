using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Sequence.Connectors.Drafts;

/// <summary>Writes schedules: one intent is one graph, many graphs share a request.</summary>
internal sealed class ScheduleWriter(ConnectionContext connection, FakeTransport http) : IRecordWriter<BillingSchedule>
{
    private const int NodesPerRequest = 500;
    private const int GraphsPerRequest = 75;
    private const string Path = "/services/data/v67.0/composite/graph";

    public async IAsyncEnumerable<WriteOutcome> WriteAsync(
        IReadOnlyList<WriteIntent<BillingSchedule>> intents,
        WriteContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (graphs, refused) = Graphs(intents);
        foreach (var outcome in refused)
        {
            yield return outcome;
        }

        if (context.SettleOnly)
        {
            foreach (var graph in graphs)
            {
                yield return await FindOutAsync(graph, context.Unsettled.Single(attempt => attempt.Members.Contains(graph.Intent.Key)));
            }

            yield break;
        }

        foreach (var batch in Batches(graphs))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var body = Body(batch);

            // An open attempt needs no probe here: upserts by the host's id may be sent again, and a graph leaves no half behind.
            var attempt = Drafting.Attempt(batch.Select(graph => graph.Intent), body, connection.Clock);
            await context.Journal(attempt, cancellationToken);
            foreach (var outcome in await SendAsync(batch, body, attempt))
            {
                yield return outcome;
            }
        }
    }

    public Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<BillingSchedule>> intents, CancellationToken cancellationToken)
    {
        var (graphs, refused) = Graphs(intents);
        return Task.FromResult(new WritePlan
        {
            Requests = Batches(graphs).Select(batch => new PlannedRequest
            {
                Method = "POST", Path = Path, Body = Body(batch), Members = batch.Select(graph => graph.Intent.Key).ToValueList(),
            }).ToValueList(),
            Outcomes = refused.ToValueList(),
        });
    }

    // Reading by an external id is consistent, so a schedule that is not there was not made. Whether an update came through only
    // repeating it can tell.
    private async Task<WriteOutcome> FindOutAsync(ScheduleGraph graph, WriteAttempt attempt)
    {
        var answer = await http.SendAsync("GET", graph.Nodes[0].Url);
        var key = graph.Intent.Key;
        return (answer.Status, graph.Intent.Target) switch
        {
            (404, null) => Drafting.Absent(key),
            (200, null) => new WriteOutcome.Created
            {
                IntentKey = key,
                ExternalId = JsonDocument.Parse(answer.Body).RootElement.GetProperty("Id").GetString()!,
            },
            _ => Drafting.Lost(key, attempt),
        };
    }

    private async Task<IReadOnlyList<WriteOutcome>> SendAsync(List<ScheduleGraph> batch, string body, WriteAttempt attempt)
    {
        try
        {
            var answer = await http.SendAsync("POST", Path, body);
            using var document = JsonDocument.Parse(answer.Body);
            var answers = document
                .RootElement.GetProperty("graphs")
                .EnumerateArray()
                .ToDictionary(graph => graph.GetProperty("graphId").GetString()!);
            return [.. batch.Select(graph => Outcome(graph, answers[graph.Intent.Key]))];
        }
        catch (TimeoutException)
        {
            return [.. batch.Select(graph => Drafting.Lost(graph.Intent.Key, attempt))];
        }
    }

    private static WriteOutcome Outcome(ScheduleGraph graph, JsonElement answer)
    {
        var key = graph.Intent.Key;
        var nodes = answer
            .GetProperty("graphResponse")
            .GetProperty("compositeResponse")
            .EnumerateArray()
            .Select(node =>
                (
                    Sent: graph.Nodes[int.Parse(node.GetProperty("referenceId").GetString()![1..], null)],
                    Body: node.GetProperty("body")
                )
            )
            .ToArray();
        if (!answer.GetProperty("isSuccessful").GetBoolean())
        {
            var problems = nodes.SelectMany(node => Problems(node.Sent, node.Body)).ToValueList();
            return problems.Count > 0
                ? new WriteOutcome.Rejected { IntentKey = key, Problems = problems }
                : new WriteOutcome.NotAttempted
                {
                    IntentKey = key,
                    Kind = null,
                    Reason = "Salesforce stopped after 14 failed graphs of the same request.",
                };
        }

        var parts = nodes
            .Skip(1)
            .Where(node => node.Sent.Body is not null)
            .Select(node => new RecordPart(node.Sent.LocalId, node.Body.GetProperty("id").GetString()!) { Kind = node.Sent.Kind })
            .ToValueList();
        var id = nodes[0].Body.GetProperty("id").GetString()!;
        return nodes[0].Body.GetProperty("created").GetBoolean()
            ? new WriteOutcome.Created { IntentKey = key, ExternalId = id, Parts = parts }
            : new WriteOutcome.Updated { IntentKey = key, ExternalId = id, Parts = parts };
    }

    // A node that failed answers with an array; its innocent neighbours say PROCESSING_HALTED, which is no reason.
    private static IEnumerable<Problem> Problems(ScheduleGraph.Node node, JsonElement body) =>
        body.ValueKind != JsonValueKind.Array
            ? []
            : body.EnumerateArray()
                .Where(error => error.GetProperty("errorCode").GetString() != "PROCESSING_HALTED")
                .Select(error => new Problem
                {
                    Code = $"salesforce.{error.GetProperty("errorCode").GetString()!.ToLowerInvariant()}",
                    Path = node.Path,
                    Message = error.GetProperty("message").GetString()!,
                });

    private static (List<ScheduleGraph> Graphs, List<WriteOutcome> Refused) Graphs(IReadOnlyList<WriteIntent<BillingSchedule>> intents)
    {
        var graphs = new List<ScheduleGraph>();
        var refused = new List<WriteOutcome>();
        foreach (var intent in intents)
        {
            if (intent.References.Find<Customer>(intent.Record.CustomerId) is not { } accountId)
            {
                refused.Add(
                    Drafting.Reject(
                        intent.Key,
                        "reference.unlinked",
                        "CustomerId",
                        $"The customer '{intent.Record.CustomerId}' is not linked to an account."
                    )
                );
            }
            else if (ScheduleGraph.Of(intent, accountId) is { Nodes.Count: > NodesPerRequest } large)
            {
                refused.Add(
                    Drafting.Reject(
                        intent.Key,
                        "record.too_large",
                        "Phases",
                        $"The schedule has {large.Nodes.Count} parts; Salesforce writes at most 500 at once."
                    )
                );
            }
            else
            {
                graphs.Add(ScheduleGraph.Of(intent, accountId));
            }
        }

        return (graphs, refused);
    }

    private static IEnumerable<List<ScheduleGraph>> Batches(IEnumerable<ScheduleGraph> graphs)
    {
        var batch = new List<ScheduleGraph>();
        foreach (var graph in graphs)
        {
            if (batch.Count == GraphsPerRequest || batch.Sum(one => one.Nodes.Count) + graph.Nodes.Count > NodesPerRequest)
            {
                yield return batch;
                batch = [];
            }

            batch.Add(graph);
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private static string Body(List<ScheduleGraph> batch) => Drafting.Json(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("graphs");
        batch.ForEach(graph => graph.WriteTo(json));
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
