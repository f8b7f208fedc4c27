using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;

namespace Sequence.Connectors.Http;

/// <summary>For packages of connectors: makes and finds the envelopes of requests that may have an effect.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class WriteAttempts
{
    /// <summary>The attempt of a request that is about to leave.</summary>
    /// <param name="members">The keys of the intents in the request, in its order.</param>
    /// <param name="fingerprint">A hash of the request.</param>
    /// <param name="now">The moment at which it leaves.</param>
    public static WriteAttempt Begin(ValueList<string> members, string fingerprint, Instant now) =>
        new()
        {
            Key = KeyOf(members, fingerprint, now),
            Members = members,
            Fingerprint = fingerprint,
            StartedAt = now,
        };

    /// <summary>
    /// The idempotency key of a request that leaves at a moment, of 32 hexadecimal digits. Another call has another one, for a
    /// system would answer what was refused, and has been mended since, as it did before.
    /// </summary>
    public static string KeyOf(ValueList<string> members, string fingerprint, Instant now) =>
        Hash($"{string.Join('\n', members.AsSpan()!)}\n{fingerprint}\n{now.ToUnixTimeTicks()}")[..32];

    /// <summary>The hash of a text, of 64 hexadecimal digits.</summary>
    public static string Hash(string text) => Hash(Encoding.UTF8.GetBytes(text));

    /// <summary>The hash of a request, of 64 hexadecimal digits: equal for equal requests.</summary>
    public static string Hash(ReadOnlySpan<byte> request)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(request, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>The open attempts by the intents that they carried; the latest where several did.</summary>
    public static Dictionary<string, WriteAttempt> LatestByIntent(WriteContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var latest = new Dictionary<string, WriteAttempt>(StringComparer.Ordinal);
        foreach (var attempt in context.Unsettled.OrderBy(attempt => attempt.StartedAt))
        {
            foreach (var member in attempt.Members)
            {
                latest[member] = attempt;
            }
        }

        return latest;
    }

    /// <summary>The system's id of a part of a record, such as a line; null where none is known.</summary>
    public static string? PartOf(WriteTarget? target, string? localId)
    {
        foreach (var part in localId is null ? default : target?.Parts ?? default)
        {
            if (part.LocalId == localId)
            {
                return part.ExternalId;
            }
        }

        return null;
    }
}
