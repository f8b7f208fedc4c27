namespace Sequence.Connectors.Xero;

/// <summary>
/// One element of a batch that was answered, and the attempt that it travelled in. The element is null where Xero said nothing of
/// it.
/// </summary>
internal sealed record XeroAnswered<TRecord>(
    XeroOperation<TRecord> Operation,
    XeroElement? Element,
    WriteAttempt Attempt,
    string? RequestId
)
    where TRecord : class, IRecord;
