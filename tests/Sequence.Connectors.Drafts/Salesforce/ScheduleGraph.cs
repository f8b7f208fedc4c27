using System.Text.Json;

namespace Sequence.Connectors.Drafts;

/// <summary>
/// A schedule as one composite graph, which Salesforce carries out whole or not at all: each node upserts by the host's id, so
/// sending it twice makes nothing twice. A part that the host dropped is deleted in the same graph.
/// https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_graph.htm
/// </summary>
internal sealed class ScheduleGraph
{
    private const string Objects = "/services/data/v67.0/sobjects";

    private readonly List<Node> _nodes = [];

    private ScheduleGraph(WriteIntent<BillingSchedule> intent) => Intent = intent;

    public WriteIntent<BillingSchedule> Intent { get; }

    public IReadOnlyList<Node> Nodes => _nodes;

    public static ScheduleGraph Of(WriteIntent<BillingSchedule> intent, string accountId)
    {
        var schedule = intent.Record;
        var graph = new ScheduleGraph(intent);
        graph.Upsert("Schedule", schedule.Id, "", json =>
        {
            json.WriteString("Account__c", accountId);
            json.WriteString("Name", schedule.Name);
        });
        for (var i = 0; i < schedule.Phases.Count; i++)
        {
            graph.Add(schedule.Phases[i], schedule.Id, $"Phases[{i}]");
        }

        foreach (
            var gone in (intent.Target?.Parts ?? []).Where(part =>
                !graph._nodes.Any(node => node.Kind == part.Kind && node.LocalId == part.LocalId)
            )
        )
        {
            graph._nodes.Add(new Node("DELETE", $"{Objects}/{gone.Kind}__c/{gone.ExternalId}", gone.Kind!, gone.LocalId, "", null));
        }

        return graph;
    }

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("graphId", Intent.Key);
        json.WriteStartArray("compositeRequest");
        for (var i = 0; i < _nodes.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("method", _nodes[i].Method);
            json.WriteString("url", _nodes[i].Url);
            json.WriteString("referenceId", $"n{i}");
            if (_nodes[i].Body is { } body)
            {
                json.WriteStartObject("body");
                body(json);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Add(SchedulePhase phase, string scheduleId, string path)
    {
        Upsert("Phase", phase.Id, path, json =>
        {
            Parent(json, "Schedule__r", scheduleId);
            json.WriteString("Start__c", $"{phase.Start:uuuu-MM-dd}");
        });
        for (var i = 0; i < phase.Prices.Count; i++)
        {
            var price = phase.Prices[i];
            Upsert("Price", price.Id, $"{path}.Prices[{i}]", json => Amount(json, phase.Id, "Amount__c", price.Amount));
        }

        if (phase.Minimum is { } minimum)
        {
            Upsert("Minimum", minimum.Id, $"{path}.Minimum", json => Amount(json, phase.Id, "Amount__c", minimum.Amount));
        }

        if (phase.Discount is { } discount)
        {
            Upsert("Discount", discount.Id, $"{path}.Discount", json => Amount(json, phase.Id, "Percent__c", discount.Share.Points));
        }
    }

    // The external id stands in the address and must not stand in the body.
    private void Upsert(string kind, string id, string path, Action<Utf8JsonWriter> body) =>
        _nodes.Add(new Node("PATCH", $"{Objects}/{kind}__c/Billing_Id__c/{Uri.EscapeDataString(id)}", kind, id, path, body));

    private static void Amount(Utf8JsonWriter json, string phaseId, string field, decimal amount)
    {
        Parent(json, "Phase__r", phaseId);
        json.WriteNumber(field, amount);
    }

    private static void Parent(Utf8JsonWriter json, string relation, string id)
    {
        json.WriteStartObject(relation);
        json.WriteString("Billing_Id__c", id);
        json.WriteEndObject();
    }

    internal sealed record Node(string Method, string Url, string Kind, string LocalId, string Path, Action<Utf8JsonWriter>? Body);
}
