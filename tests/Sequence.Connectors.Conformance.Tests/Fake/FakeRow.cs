using System.Text.Json;

namespace Sequence.Connectors.Conformance.Tests;

/// <summary>One customer as the fake system holds it.</summary>
internal sealed record FakeRow
{
    public required string Id { get; init; }

    public required IReadOnlyDictionary<string, string?> Fields { get; init; }

    public required long Version { get; init; }

    public required Instant ModifiedAt { get; init; }

    /// <summary>The host's key of the intent that made it.</summary>
    public string? Mark { get; init; }

    public string State { get; init; } = "active";

    public bool IsDeleted { get; init; }

    public string? Unknown { get; init; }

    public byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("id", Id);
            json.WriteNumber("version", Version);
            json.WriteString("state", State);
            foreach (var (name, value) in Fields)
            {
                json.WriteString(name, value);
            }

            if (Unknown is not null)
            {
                json.WriteString(Unknown, "blue");
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
