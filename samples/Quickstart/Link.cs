namespace Quickstart;

/// <summary>Ties one of our documents to the one in QuickBooks.</summary>
/// <param name="Target">QuickBooks' ids of the document and its lines.</param>
/// <param name="Agreed">The document as it was when both sides last agreed.</param>
/// <param name="Revision">How many times it was sent: each update is an effect of its own.</param>
internal sealed record Link<TRecord>(WriteTarget Target, TRecord Agreed, long Revision)
    where TRecord : class, IRecord;
