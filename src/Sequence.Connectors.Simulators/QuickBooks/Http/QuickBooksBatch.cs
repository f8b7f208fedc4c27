using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>
/// Runs a batch: every item by itself, a fault in one leaves the others alone, and each takes part in the replay by its own key.
/// </summary>
internal sealed class QuickBooksBatch(CompanyBooks books, ReplayStore replays, QuickBooksLimits limits, SimulatedUsage usage)
{
    private const int MaximumRequestId = 36;
    private const int MaximumItemId = 10;
    private static readonly HashSet<string> Envelope = ["bId", "operation", "optionsData", "Query"];

    public SimulatedResponse Run(SimulatedRequest request, int? appliedItems)
    {
        var body = JsonMembers.ParseObject(request.Body);
        var items = body.Objects("BatchItemRequest").ToList();
        Check(request.Parameter("requestid"), items);
        NoteOrder(items);
        var answers = items.Take(appliedItems ?? items.Count).Select(item => Replayed(request.Parameter("requestid"), item)).ToList();
        return SimulatedResponse.Json(new JsonObject
        {
            ["BatchItemResponse"] = JsonMembers.Array(answers),
            ["time"] = PacificTime.StampWithMilliseconds(books.Now),
        });
    }

    private void Check(string? requestId, List<JsonObject> items)
    {
        if (items.Count == 0)
        {
            throw QuickBooksFaultException.Required("BatchItemRequest");
        }

        if (items.Count > limits.BatchItems)
        {
            usage.Violate("batch-size", books.RealmId, $"{items.Count.Invariant()} items, {limits.BatchItems.Invariant()} allowed");
            throw new QuickBooksFaultException(
                "1040", "Too many items", $"The maximum number of batch items is {limits.BatchItems.Invariant()}.");
        }

        var longest = items.Max(item => item.Text("bId")?.Length ?? throw QuickBooksFaultException.Required("bId"));
        if (items.DistinctBy(item => item.Text("bId")).Count() < items.Count)
        {
            throw QuickBooksFaultException.Business("Every batch item needs a bId of its own.");
        }

        if (requestId is { Length: > 0 } && (requestId.Length > MaximumRequestId || longest > MaximumItemId))
        {
            usage.Violate(
                "request-id", books.RealmId,
                $"a batch's request id may have 36 characters and its bIds 10; these have {requestId.Length.Invariant()} and "
                + $"{longest.Invariant()}");
            throw QuickBooksFaultException.TooLong("requestid", MaximumRequestId);
        }
    }

    /// <summary>QuickBooks keeps no order among the items of a batch, so that none may need another one to come first.</summary>
    private void NoteOrder(List<JsonObject> items)
    {
        var changed = new HashSet<(string, string)>();
        foreach (var (entity, document) in items.Select(Content))
        {
            if (document.Text("Id") is { } id && !changed.Add((entity, id)))
            {
                usage.Violate("batch-order", books.RealmId, $"two items change {entity} {id}; which of them is last is open");
            }
        }

        foreach (var (type, id) in items.SelectMany(item => PaymentRules.Links(Content(item).Document)).Distinct())
        {
            if (changed.Contains((type, id)))
            {
                usage.Violate("batch-order", books.RealmId, $"one item changes {type} {id}, and another one links it");
            }
        }
    }

    private static (string Entity, JsonObject? Document) Content(JsonObject item)
    {
        var (name, value) = item.FirstOrDefault(member => !Envelope.Contains(member.Key));
        return (EntityKinds.Find(name)?.Name ?? "", value as JsonObject);
    }

    private JsonObject Replayed(string? requestId, JsonObject item)
    {
        var key = string.IsNullOrEmpty(requestId) ? null : $"{requestId}/{item.Text("bId")}";
        if (key is not null && replays.Find(key) is { } kept)
        {
            return JsonMembers.ParseObject(System.Text.Encoding.UTF8.GetString(kept.Response.Body));
        }

        var answer = RunItem(item);
        answer["bId"] = item.Text("bId");
        if (key is not null && answer["Fault"] is null && item["Query"] is null)
        {
            replays.Keep(key, item.ToJsonString(), SimulatedResponse.Json(answer));
        }

        return answer;
    }

    private JsonObject RunItem(JsonObject item)
    {
        try
        {
            if (item.Text("Query") is { } query)
            {
                usage.CountReads(1);
                return new JsonObject { ["QueryResponse"] = new QueryEvaluator(books.Store).Run(query) };
            }

            var (name, value) = item.FirstOrDefault(member => !Envelope.Contains(member.Key));
            var rules = EntityKinds.Find(name) ?? throw QuickBooksFaultException.Unsupported($"batch item {name}");
            var options = (item.Text("optionsData") ?? "").Split(',', StringSplitOptions.TrimEntries);
            var operation = item.Text("operation") ?? throw QuickBooksFaultException.Required("operation");
            var document = value as JsonObject ?? throw QuickBooksFaultException.Required(name);
            RefuseMismatch(operation, document);
            return new JsonObject { [rules.Name] = QuickBooksApi.Apply(books, rules.Name, operation, options, document).DeepClone() };
        }
        catch (QuickBooksFaultException fault)
        {
            if (fault.Code == "2010")
            {
                usage.Violate("unknown-member", books.RealmId, fault.Message);
            }

            return new JsonObject { ["Fault"] = QuickBooksFaultBodies.Fault(fault) };
        }
    }

    private static void RefuseMismatch(string operation, JsonObject document)
    {
        if (operation == "update" && document["Id"] is null)
        {
            throw QuickBooksFaultException.Required("Id");
        }

        if (operation == "create" && document["Id"] is not null)
        {
            throw QuickBooksFaultException.Business("An object to create cannot have an Id.");
        }
    }
}
