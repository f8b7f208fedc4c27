using System.Security.Cryptography;
using System.Text;

namespace Sequence.Connectors.Sync;

/// <summary>Records as compact JSON, and the hash of a content.</summary>
internal static class RecordText
{
    /// <summary>The unified model's JSON on one line.</summary>
    public static ConnectorsJson Json { get; } = new(new(ConnectorsJson.Default.Options) { WriteIndented = false });

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
