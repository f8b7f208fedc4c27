using System.Text.Json;

namespace Sequence.Connectors.Benchmarks;

/// <summary>The least work that reading can be: every token once, none looked at.</summary>
internal static class Floor
{
    public static long Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var tokens = 0L;
        while (reader.Read())
        {
            tokens++;
        }

        return tokens;
    }
}
