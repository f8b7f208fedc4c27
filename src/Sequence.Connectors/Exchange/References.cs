using System.Collections.Frozen;

namespace Sequence.Connectors;

/// <summary>
/// The system's ids of the host's records: how an invoice finds its customer. A connector never looks another record up by its name; what is not here is
/// refused as <c>reference.unlinked</c>. Immutable.
/// </summary>
public sealed class References
{
    private readonly FrozenDictionary<(RecordType Type, string LocalId), string> _ids;

    private References(IEnumerable<KeyValuePair<(RecordType Type, string LocalId), string>> ids) => _ids = ids.ToFrozenDictionary();

    /// <summary>No references.</summary>
    public static References Empty { get; } = new([]);

    /// <summary>The number of references.</summary>
    public int Count => _ids.Count;

    /// <summary>One reference to a record of a type.</summary>
    public static References To<TRecord>(string localId, string externalId)
        where TRecord : class, IRecord => Empty.And<TRecord>(localId, externalId);

    /// <summary>References to many records, made at once.</summary>
    public static References Of(IEnumerable<(RecordType Type, string LocalId, string ExternalId)> references) =>
        new(references.Select(one => KeyValuePair.Create((one.Type, one.LocalId), one.ExternalId)));

    /// <summary>The same references and one more.</summary>
    public References And<TRecord>(string localId, string externalId)
        where TRecord : class, IRecord =>
        new(_ids.Append(KeyValuePair.Create((RecordType.Of<TRecord>(), localId), externalId)));

    /// <summary>The system's id of a host's record; null when the two are not linked.</summary>
    public string? Find<TRecord>(string? localId)
        where TRecord : class, IRecord =>
        localId is not null && _ids.TryGetValue((RecordType.Of<TRecord>(), localId), out var externalId) ? externalId : null;
}
