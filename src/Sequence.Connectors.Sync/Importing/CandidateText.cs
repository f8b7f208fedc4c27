using System.Text.Json;

namespace Sequence.Connectors.Sync;

/// <summary>A candidate's record as compact JSON: with its source, without the raw payload.</summary>
internal static class CandidateText
{
    public static string Of(Customer customer) => JsonSerializer.Serialize(
        customer.Source is { } source ? customer with { Source = source with { Payload = default } } : customer, RecordText.Json.Customer);

    public static Customer Parse(string payload) =>
        JsonSerializer.Deserialize(payload, RecordText.Json.Customer) ?? throw new JsonException("A stored candidate is empty.");
}
