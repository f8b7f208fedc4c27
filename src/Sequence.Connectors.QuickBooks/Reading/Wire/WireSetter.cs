namespace Sequence.Connectors.QuickBooks;

/// <summary>Takes the value that the reader stands at into a member of an object.</summary>
internal delegate void WireSetter<TWire>(ref WireReader json, ref TWire into)
    where TWire : struct;
