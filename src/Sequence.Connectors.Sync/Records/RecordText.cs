using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Sequence.Connectors.Sync;

/// <summary>Records as compact JSON, and the hash of a content.</summary>
internal static class RecordText
{
    /// <summary>The unified model's JSON on one line.</summary>
    public static ConnectorsJson Json { get; } = new(new(ConnectorsJson.Default.Options) { WriteIndented = false });

    /// <summary>The properties that hold a value in a record, by name.</summary>
    public static ValueList<string> Held(string payload)
    {
        using var record = JsonDocument.Parse(payload);
        return record.RootElement.EnumerateObject().Where(one => Holds(one.Value)).Select(one => NameOf(one.Name)).ToValueList();

        static bool Holds(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Null => false,
            JsonValueKind.String => value.GetString()!.Length > 0,
            JsonValueKind.Array => value.GetArrayLength() > 0,
            JsonValueKind.Object => value.EnumerateObject().Any(),
            _ => true,
        };

        static string NameOf(string member) => char.ToUpperInvariant(member[0]) + member[1..];
    }

    /// <summary>A hash of a text: 32 lower-case hexadecimal characters.</summary>
    public static string Hash(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(size);
        SHA256.HashData(buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)), hash);
        System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        return Convert.ToHexStringLower(hash[..16]);
    }
}
