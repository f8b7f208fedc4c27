using System.Runtime.InteropServices;
using System.Text.Json;

namespace Sequence.Connectors.QuickBooks;

/// <summary>What a batch answered of one operation: the object as it now stands, or a fault.</summary>
internal sealed record QuickBooksBatchAnswer(RawPayload? Payload, QuickBooksFault? Fault)
{
    public static QuickBooksBatchAnswer? From(JsonElement item, string entity)
    {
        if (item.TryGetProperty(entity, out var made) && made.ValueKind == JsonValueKind.Object)
        {
            return new(new RawPayload(JsonMarshal.GetRawUtf8Value(made).ToArray()), Fault: null);
        }

        return QuickBooksFault.Find(item) is { } fault ? new(Payload: null, fault) : null;
    }
}
