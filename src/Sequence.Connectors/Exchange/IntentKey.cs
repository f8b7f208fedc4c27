using System.Security.Cryptography;
using System.Text;

namespace Sequence.Connectors;

/// <summary>Makes the keys of intents: the same effect has the same key in every process and after every restart.</summary>
public static class IntentKey
{
    /// <summary>
    /// The key of an effect on a record of a type; see <see cref="Of(string, RecordType, string, WriteVerb, long?, string?)"/>.
    /// </summary>
    public static string Of<TRecord>(
        string connectionId,
        string localId,
        WriteVerb verb = WriteVerb.Upsert,
        long? revision = null,
        string? variant = null
    )
        where TRecord : class, IRecord => Of(connectionId, RecordType.Of<TRecord>(), localId, verb, revision, variant);

    /// <summary>The key of an effect: 32 lower-case hexadecimal characters.</summary>
    /// <param name="connectionId">The connection that is written to.</param>
    /// <param name="type">The type of record.</param>
    /// <param name="localId">The host's id of the record.</param>
    /// <param name="verb">What is done.</param>
    /// <param name="revision"> The host's revision of the record for an effect that may happen many times, such as an update;
    /// null for one that happens once, such as a creation or a void.
    /// </param>
    /// <param name="variant"> Which of several records the host's record becomes, such as <c>EUR</c> where a system wants a
    /// customer for each currency; null where it becomes one.
    /// </param>
    public static string Of(
        string connectionId,
        RecordType type,
        string localId,
        WriteVerb verb,
        long? revision = null,
        string? variant = null
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        ArgumentNullException.ThrowIfNull(type);
        ArgumentException.ThrowIfNullOrEmpty(localId);

        // Lengths keep ("a", "bc") and ("ab", "c") apart.
        var text = $"{connectionId.Length}:{connectionId}|{type.Name}|{localId.Length}:{localId}|{verb}|{revision}";
        text = string.IsNullOrEmpty(variant) ? text : $"{text}|{variant}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
