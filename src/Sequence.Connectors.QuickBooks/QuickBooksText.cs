using System.Text.Json.Serialization;

namespace Sequence.Connectors.QuickBooks;

/// <summary>A text in an object of its own, as a memo travels.</summary>
internal sealed record QuickBooksText
{
    [JsonPropertyName("value")]
    public string? Value { get; init; }
}
