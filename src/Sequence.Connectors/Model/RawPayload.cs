using System.Text;
using System.Text.Json;

namespace Sequence.Connectors;

/// <summary>
/// A record as the system sent it: JSON bytes, often a slice of a whole page, parsed only when asked. The default is empty.
/// </summary>
public readonly struct RawPayload : IEquatable<RawPayload>
{
    private readonly ReadOnlyMemory<byte> _utf8;

    /// <summary>Wraps UTF-8 JSON without a copy; the bytes must not change afterwards.</summary>
    public RawPayload(ReadOnlyMemory<byte> utf8) => _utf8 = utf8;

    /// <summary>Whether there is no payload.</summary>
    public bool IsEmpty => _utf8.IsEmpty;

    /// <summary>The UTF-8 bytes. They may keep a whole page in memory: copy them to hold one record for long.</summary>
    public ReadOnlyMemory<byte> Utf8 => _utf8;

    /// <summary>Parses the payload; dispose the document when done.</summary>
    /// <exception cref="JsonException">The payload is empty or no JSON.</exception>
    public JsonDocument Parse() => JsonDocument.Parse(_utf8);

    /// <summary>A payload that holds its own copy of the bytes.</summary>
    public RawPayload Copy() => new(_utf8.ToArray());

    /// <inheritdoc />
    public bool Equals(RawPayload other) => _utf8.Span.SequenceEqual(other._utf8.Span);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is RawPayload other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(_utf8.Span);
        return hash.ToHashCode();
    }

    /// <summary>The JSON text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(_utf8.Span);

    /// <summary>Whether both hold the same bytes.</summary>
    public static bool operator ==(RawPayload left, RawPayload right) => left.Equals(right);

    /// <summary>Whether the bytes differ.</summary>
    public static bool operator !=(RawPayload left, RawPayload right) => !left.Equals(right);
}
