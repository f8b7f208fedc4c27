using System.ComponentModel;

namespace Sequence.Connectors.Http;

/// <summary>For packages of connectors: takes the value that the reader stands at into a member of an object.</summary>
/// <typeparam name="TWire">The object.</typeparam>
/// <param name="json">The reader; read or skip exactly one value.</param>
/// <param name="into">The object that is filled.</param>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public delegate void WireSetter<TWire>(ref WireReader json, ref TWire into)
    where TWire : struct;
