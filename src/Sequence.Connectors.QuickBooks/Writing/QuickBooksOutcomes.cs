namespace Sequence.Connectors.QuickBooks;

/// <summary>Says what became of an operation.</summary>
internal sealed class QuickBooksOutcomes<TRecord>(QuickBooksConnection connection, IQuickBooksFormat<TRecord> format)
    where TRecord : class, IRecord
{
    public async Task<WriteOutcome> OfAsync(
        QuickBooksOperation<TRecord> operation, QuickBooksBatchAnswer? answer, WriteAttempt attempt, string? requestId, CancellationToken cancellationToken)
    {
        if (answer?.Payload is { } payload)
        {
            var scope = connection.ReadScope(await connection.CompanyAsync(cancellationToken).ConfigureAwait(false));
            return format.Read(payload, scope) is { } written
                ? Made(operation, written, requestId)
                : Uncertain(operation, attempt, "QuickBooks answered with a record that cannot be read.", requestId);
        }

        return answer?.Fault switch
        {
            null => Uncertain(operation, attempt, "QuickBooks' answer says nothing of this record.", requestId),
            { IsSystemFault: true } fault => Uncertain(operation, attempt, $"QuickBooks failed on its side: {fault.Text}", requestId),
            { Code: "3001" } fault => NotAttempted(operation, ConnectorErrorKind.RateLimited, fault, requestId, Duration.FromSeconds(60)),
            { Code: "5010" } fault when operation.FollowsVersion => NotAttempted(operation, ConnectorErrorKind.Conflict, fault, requestId, retryAfter: null),
            var fault => Rejected(operation, fault, requestId),
        };
    }

    /// <summary>The record stands: made now, changed, or made by an earlier attempt.</summary>
    public WriteOutcome Made(QuickBooksOperation<TRecord> operation, QuickBooksWritten written, string? requestId)
    {
        var record = written.Record;
        var notes = operation.Notes.Concat(format.Compare(operation.Intent, record)).ToList();
        notes.AddRange(operation.Problems.Select(problem => new MappingNote
        {
            Kind = MappingNoteKind.Differs,
            Path = problem.Path,
            Message = $"The {format.Entity} stands as it was sent before; its change since then was not sent. {problem.Message}",
        }));
        if (operation.IsAdoption)
        {
            notes.Add(new()
            {
                Kind = MappingNoteKind.Adopted,
                Path = "",
                SystemPath = format.Entity,
                To = record.Id,
                Message = $"The {format.Entity} {record.Id} stood in QuickBooks already with the same number, customer and total; it was taken over.",
            });
        }

        return operation.IsUpdate && !operation.WasMadeBefore
            ? Fill(new WriteOutcome.Updated { IntentKey = operation.Intent.Key, ExternalId = record.Id }, operation, written, notes, requestId)
            : Fill(
                new WriteOutcome.Created { IntentKey = operation.Intent.Key, ExternalId = record.Id, Adopted = operation.IsAdoption },
                operation, written, notes, requestId);
    }

    public WriteOutcome.Uncertain Uncertain(QuickBooksOperation<TRecord> operation, WriteAttempt attempt, string reason, string? requestId) => new()
    {
        IntentKey = operation.Intent.Key,
        Attempt = attempt,
        Reason = reason,
        RequestId = requestId,
        Notes = operation.Notes.ToValueList(),
        ProbeAfter = connection.SettleTime.Remaining(attempt, connection.Now),
    };

    /// <summary>Nothing was sent, and nothing was found that an earlier attempt made.</summary>
    public static WriteOutcome.NotAttempted Absent(QuickBooksOperation<TRecord> operation, bool isProven) => new()
    {
        IntentKey = operation.Intent.Key,
        Kind = null,
        Reason = isProven ? "The earlier request had no effect on this record." : "No open attempt carries this record; nothing was sent.",
    };

    /// <summary>Pairs the host's ids of lines with QuickBooks', which keeps their order.</summary>
    public static ValueList<RecordPart> PartsOf(IReadOnlyList<string?> local, IReadOnlyList<string?> external) => local.Count != external.Count
        ? []
        : local.Zip(external).Where(pair => pair is { First: not null, Second: not null }).Select(pair => new RecordPart(pair.First!, pair.Second!)).ToValueList();

    private static WriteOutcome Fill<TOutcome>(
        TOutcome outcome, QuickBooksOperation<TRecord> operation, QuickBooksWritten written, List<MappingNote> notes, string? requestId)
        where TOutcome : WriteOutcome.Settled => outcome with
        {
            Version = written.Record.Source?.Version,
            Link = written.Record.Source?.Link,
            Parts = PartsOf(operation.LineIds, written.LineIds) is { Count: > 0 } parts ? parts : operation.Intent.Target?.Parts ?? [],
            Current = written.Record,
            Notes = notes.ToValueList(),
            RequestId = requestId,
        };

    private WriteOutcome.Rejected Rejected(QuickBooksOperation<TRecord> operation, QuickBooksFault fault, string? requestId)
    {
        if (format.CustomerOf(operation.Intent) is { } customer)
        {
            connection.Forget(customer);
        }

        var problem = QuickBooksRefusals.Of(fault, format.Entity, connection.Links);
        if (fault.Code == "6140" && QuickBooksLookups<TRecord>.TakenBy(fault.Detail) is { } taker)
        {
            problem = problem with { Link = operation.Intent.Record is Invoice ? connection.Links.Invoice(taker) : connection.Links.CreditMemo(taker) };
        }

        return new() { IntentKey = operation.Intent.Key, Problems = [problem], Notes = operation.Notes.ToValueList(), RequestId = requestId };
    }

    private static WriteOutcome.NotAttempted NotAttempted(
        QuickBooksOperation<TRecord> operation, ConnectorErrorKind kind, QuickBooksFault fault, string? requestId, Duration? retryAfter) => new()
        {
            IntentKey = operation.Intent.Key,
            Kind = kind,
            Reason = fault.Text,
            RequestId = requestId,
            RetryAfter = retryAfter,
        };
}
