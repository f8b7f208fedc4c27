using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>One element of a write: what was sent, what was there, what became of it, and why not.</summary>
internal sealed class XeroWrite
{
    public required XeroBooks Books { get; init; }

    public required XeroKind Kind { get; init; }

    public required JsonObject Sent { get; init; }

    /// <summary>PUT: what exists is an error; otherwise POST: what exists is changed.</summary>
    public required bool CreatesOnly { get; init; }

    /// <summary>Decimal places of unit prices: 2, or 4 when the request asks for it.</summary>
    public required int UnitDecimals { get; init; }

    /// <summary>The id in the address; null when there is none.</summary>
    public string? PathId { get; init; }

    public JsonObject? Before { get; set; }

    public JsonObject Document { get; set; } = [];

    public List<string> Errors { get; } = [];

    /// <summary>What the answer shows instead of what is kept; null when they agree.</summary>
    public Action<JsonObject>? Disguise { get; set; }

    public bool IsNew => Before is null;

    public bool Sends(string member) => Sent.ContainsKey(member);

    public void Refuse(string message) => Errors.Add(message);

    /// <summary>A number that was sent; null when none was.</summary>
    public static decimal? Number(JsonObject sent, string member) => sent[member] switch
    {
        null => null,
        JsonValue value when JsonMembers.Number(value) is { } number => number,
        _ => throw XeroFault.Malformed($"The value of {member} is not a number."),
    };

    /// <summary>A day that was sent, ISO; null when none was.</summary>
    public string? Day(string member)
    {
        if (Sent.Text(member) is not { Length: > 0 } text)
        {
            return null;
        }

        if (XeroDates.HasZone(text))
        {
            Books.Usage.Violate(
                "date-with-zone", Books.TenantId, $"{member} came as {text}: the day moves with the zone of whoever reads it");
        }

        return XeroDates.TryDay(text)?.Iso() ?? throw XeroFault.Malformed($"The value of {member} is not a date: {text}");
    }

    /// <summary>Copies members that were sent, and clears those that were sent empty.</summary>
    public void Copy(params ReadOnlySpan<string> members)
    {
        foreach (var member in members)
        {
            if (Sent.TryGetPropertyValue(member, out var value) && value is not null)
            {
                Document[member] = value.DeepClone();
            }
        }
    }
}
