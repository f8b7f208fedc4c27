using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators.Tests;

/// <summary>One answer of the simulator, read whole.</summary>
internal sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, string Text)
{
    public int Code => (int)Status;

    public bool IsJson => ContentHeaders.ContentType?.MediaType == "application/json";

    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    /// <summary>The code of the first error, whichever casing the fault has; null when the answer is no fault.</summary>
    public string? FaultCode => Fault.CodesIn(Json).FirstOrDefault();

    /// <summary>The entity in the envelope, of an answer that must have succeeded.</summary>
    public JsonObject Entity(string name)
    {
        Assert.True(Status == HttpStatusCode.OK, $"{name}: {Code} {Text}");
        return Json[name]!.AsObject();
    }

    /// <summary>The rows of a query, of an answer that must have succeeded; empty when the member is missing.</summary>
    public IReadOnlyList<JsonObject> Rows(string name)
    {
        Assert.True(Status == HttpStatusCode.OK, $"{name}: {Code} {Text}");
        return [.. (Json["QueryResponse"]![name]?.AsArray() ?? []).Select(row => row!.AsObject())];
    }
}
