namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// One item of a batch that was answered, and the attempt that it travelled in. The answer is null where QuickBooks said nothing
/// of the item.
/// </summary>
internal sealed record QuickBooksAnswered<TRecord>(
    QuickBooksOperation<TRecord> Operation, QuickBooksBatchAnswer? Answer, WriteAttempt Attempt, string? RequestId)
    where TRecord : class, IRecord;
