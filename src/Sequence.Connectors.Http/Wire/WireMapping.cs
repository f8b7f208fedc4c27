using System.ComponentModel;

namespace Sequence.Connectors.Http;

/// <summary>For packages of connectors: makes something of an object of an answer.</summary>
/// <typeparam name="TWire">The object.</typeparam>
/// <typeparam name="TItem">What it becomes.</typeparam>
/// <param name="wire">The object; null where a member is not of the type that was asked for.</param>
/// <param name="payload">The object as received: a slice of the answer.</param>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public delegate TItem WireMapping<TWire, TItem>(in TWire? wire, RawPayload payload)
    where TWire : struct;
