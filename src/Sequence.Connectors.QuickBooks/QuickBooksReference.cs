using System.Text.Json.Serialization;

namespace Sequence.Connectors.QuickBooks;

/// <summary>A pointer to another object, as it travels.</summary>
internal sealed record QuickBooksReference
{
    [JsonPropertyName("value")]
    public string? Value { get; init; }

    [JsonPropertyName("name")]
    public string? Name { get; init; }
}
