using System.Text.Json.Serialization;

namespace Sequence.Connectors.QuickBooks;

/// <summary>A website, as it travels.</summary>
internal sealed record QuickBooksWebAddress
{
    [JsonPropertyName("URI")]
    public string? Uri { get; init; }
}
