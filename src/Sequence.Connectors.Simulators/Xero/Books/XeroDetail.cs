namespace Sequence.Connectors.Simulators;

/// <summary>How much of a document an answer shows.</summary>
internal enum XeroDetail
{
    /// <summary>All of it: a document by id, a paged list, the answer to a write.</summary>
    Full,

    /// <summary>An unpaged list: documents without lines, rates and the contact's details.</summary>
    List,

    /// <summary>summaryOnly=true: no lines, no payments.</summary>
    Summary,
}
