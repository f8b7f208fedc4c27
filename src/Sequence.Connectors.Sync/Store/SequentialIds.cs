using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Sequence.Connectors.Sync;

/// <summary>
/// Makes UUIDs of version 7 (RFC 9562) that grow within a process, also within one millisecond: rows that are added together
/// stand together, and a record's entries keep their order.
/// </summary>
public sealed class SequentialIds(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private long _last;

    /// <summary>The next id.</summary>
    public Guid Next()
    {
        // 48 bits of milliseconds and 12 bits of a counter, as one number that never goes back.
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds() << 12;
        long tick;
        lock (_gate)
        {
            tick = _last = Math.Max(now, _last + 1);
        }

        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[8..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes, (tick >> 12 << 16) | 0x7000 | (tick & 0xFFF));
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
