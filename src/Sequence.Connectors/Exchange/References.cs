using System.Collections.Frozen;

namespace Sequence.Connectors;

/// <summary>
/// The system's ids of the host's records: how an invoice finds its customer. A connector never looks another record up by its
/// name; what is not here is refused as <c>reference.unlinked</c>. Immutable.
/// </summary>
public sealed class References
{
    private readonly FrozenDictionary<(RecordType Type, string LocalId), string> _ids;

    private References(FrozenDictionary<(RecordType Type, string LocalId), string> ids) => _ids = ids;

    /// <summary>No references.</summary>
    public static References Empty { get; } = Of([]);

    /// <summary>The number of references.</summary>
    public int Count => _ids.Count;

    /// <summary>One reference to a record of a type.</summary>
    public static References To<TRecord>(string localId, string externalId)
        where TRecord : class, IRecord => Empty.And<TRecord>(localId, externalId);

    /// <summary>References to many records, made at once.</summary>
    /// <exception cref="ArgumentException">One record of the host has two ids: name the one that this intent means.</exception>
    public static References Of(IEnumerable<(RecordType Type, string LocalId, string ExternalId)> references)
    {
        var ids = new Dictionary<(RecordType Type, string LocalId), string>();
        foreach (var (type, localId, externalId) in references)
        {
            if (!ids.TryAdd((type, localId), externalId) && ids[(type, localId)] != externalId)
            {
                throw new ArgumentException(
                    $"{type} '{localId}' is referred to as '{ids[(type, localId)]}' and as '{externalId}'; an intent means one of them.",
                    nameof(references)
                );
            }
        }

        return new(ids.ToFrozenDictionary());
    }

    /// <summary>The same references and one more.</summary>
    /// <exception cref="ArgumentException">The record has another id already.</exception>
    public References And<TRecord>(string localId, string externalId)
        where TRecord : class, IRecord =>
        Of(_ids.Select(one => (one.Key.Type, one.Key.LocalId, one.Value)).Append((RecordType.Of<TRecord>(), localId, externalId)));

    /// <summary>The system's id of a host's record; null when the two are not linked.</summary>
    public string? Find<TRecord>(string? localId)
        where TRecord : class, IRecord => Find(RecordType.Of<TRecord>(), localId);

    /// <summary>The system's id of a host's record whose type is known only at run time; null when the two are not linked.</summary>
    public string? Find(RecordType type, string? localId) =>
        localId is not null && _ids.TryGetValue((type, localId), out var externalId) ? externalId : null;
}
