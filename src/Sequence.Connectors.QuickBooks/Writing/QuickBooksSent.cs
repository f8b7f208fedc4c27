using System.Text.Json;

namespace Sequence.Connectors.QuickBooks;

/// <summary>Tells whether an object stands as a body wished it to: by that an update whose answer was lost is known again. Pure.</summary>
internal static class QuickBooksSent
{
    /// <summary>Whether every member of a body stands in the object with its value; what QuickBooks adds does not count.</summary>
    public static bool StandsIn(RawPayload current, ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty || current.IsEmpty)
        {
            return false;
        }

        using var sent = JsonDocument.Parse(body);
        using var stands = current.Parse();
        var isTransaction = stands.RootElement.TryGetProperty("TxnDate", out _);
        return sent
            .RootElement.EnumerateObject()
            .All(member => IsEnvelope(member.Name, isTransaction) || StandsAs(member, stands.RootElement));
    }

    // An address that an update gave to a transaction comes back as lines of text:
    // https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/invoice
    private static bool IsEnvelope(string member, bool isTransaction) =>
        member is "Id" or "SyncToken" or "sparse" || (isTransaction && member is "BillAddr" or "ShipAddr");

    private static bool StandsAs(JsonProperty sent, JsonElement current) =>
        current.TryGetProperty(sent.Name, out var value) ? Equal(sent.Name, sent.Value, value) : IsEmpty(sent.Value);

    private static bool Equal(string name, JsonElement sent, JsonElement stands) => sent.ValueKind switch
    {
        JsonValueKind.Object => stands.ValueKind == JsonValueKind.Object && sent.EnumerateObject().All(member => StandsAs(member, stands)),
        JsonValueKind.Array => stands.ValueKind == JsonValueKind.Array && (name == "Line" ? SameLines(sent, stands) : EachIn(sent, stands)),
        JsonValueKind.Number => stands.ValueKind == JsonValueKind.Number && sent.GetDecimal() == stands.GetDecimal(),
        JsonValueKind.String => stands.ValueKind == JsonValueKind.String && sent.GetString() == stands.GetString(),
        _ => sent.ValueKind == stands.ValueKind,
    };

    // QuickBooks adds a subtotal of its own.
    private static bool SameLines(JsonElement sent, JsonElement stands)
    {
        var lines = stands.EnumerateArray()
            .Where(line => !(line.TryGetProperty("DetailType", out var type) && type.ValueEquals("SubTotalLineDetail"))).ToList();
        return sent.GetArrayLength() == lines.Count && sent.EnumerateArray().Zip(lines).All(pair => Equal("", pair.First, pair.Second));
    }

    private static bool EachIn(JsonElement sent, JsonElement stands) =>
        sent.EnumerateArray().All(item => stands.EnumerateArray().Any(standing => Equal("", item, standing)));

    private static bool IsEmpty(JsonElement sent) => sent.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => sent.ValueEquals(""),
        JsonValueKind.Object => sent.EnumerateObject().All(member => IsEmpty(member.Value)),
        JsonValueKind.Array => sent.GetArrayLength() == 0,
        _ => false,
    };
}
