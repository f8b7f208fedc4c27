namespace Sequence.Connectors.Xero;

/// <summary>Says what became of an operation.</summary>
internal sealed class XeroOutcomes<TRecord>(XeroConnection connection, IXeroFormat<TRecord> format)
    where TRecord : class, IRecord
{
    public WriteOutcome Of(XeroAnswered<TRecord> answered, XeroReadScope scope)
    {
        var (operation, element, attempt, requestId) = answered;
        if (element is null)
        {
            return Uncertain(operation, attempt, "Xero's answer says nothing of this record.", requestId);
        }

        if (element.IsRefused)
        {
            connection.ForgetLists();
            return Rejected(operation, format.Refusals(element.Reasons, scope.Links), requestId);
        }

        return format.Read(element.Payload, scope) is { } written
            ? Made(operation, written, requestId, element.Warnings)
            : Uncertain(operation, attempt, "Xero answered with a record that cannot be read.", requestId);
    }

    /// <summary>The record stands: made now, changed, or made by an earlier attempt.</summary>
    public WriteOutcome Made(
        XeroOperation<TRecord> operation,
        XeroWritten written,
        string? requestId,
        IReadOnlyList<string>? warnings = null
    )
    {
        var record = written.Record;
        var compared = operation.Intent.Verb == WriteVerb.Upsert ? format.Compare(operation.Intent, record) : [];
        var notes = operation.Notes.Concat(compared).Concat((warnings ?? []).Select(Warning)).ToList();
        if (operation.IsAdoption)
        {
            notes.Add(Adopted(record.Id));
        }

        return operation is { IsUpdate: true, Standing: null }
            ? Fill(
                new WriteOutcome.Updated { IntentKey = operation.Intent.Key, ExternalId = record.Id },
                operation,
                written,
                notes,
                requestId
            )
            : Fill(
                new WriteOutcome.Created { IntentKey = operation.Intent.Key, ExternalId = record.Id, Adopted = operation.IsAdoption },
                operation, written, notes, requestId);
    }

    /// <summary>The record stood that way already. Where an earlier attempt had been under way, it is what brought it there.</summary>
    public static WriteOutcome Done(XeroOperation<TRecord> operation, bool byAttempt) =>
        byAttempt
            ? Fill(
                new WriteOutcome.Updated { IntentKey = operation.Intent.Key, ExternalId = operation.Intent.Target!.ExternalId },
                operation,
                operation.Before!,
                [],
                null
            )
            : Fill(
                new WriteOutcome.Unchanged { IntentKey = operation.Intent.Key, ExternalId = operation.Intent.Target!.ExternalId },
                operation,
                operation.Before!,
                [],
                null
            );

    /// <summary>The effect is not known. A record that was found stays bound to the attempt by which it is found again.</summary>
    public WriteOutcome.Uncertain Uncertain(
        XeroOperation<TRecord> operation,
        WriteAttempt attempt,
        string reason,
        string? requestId
    ) =>
        new()
        {
            IntentKey = operation.Intent.Key,
            Attempt = operation.OpenAttempt ?? attempt,
            Reason = reason,
            RequestId = requestId,
            Notes = operation.Notes.ToValueList(),
            ProbeAfter = connection.SettleTime.Remaining(operation.OpenAttempt ?? attempt, connection.Now),
        };

    /// <summary>
    /// The record was refused. Where an earlier attempt made it, that is told with its id, and the refusal of what has changed
    /// since as notes: without the id the host would make it again.
    /// </summary>
    public WriteOutcome Rejected(XeroOperation<TRecord> operation, IReadOnlyList<Problem> problems, string? requestId) =>
        operation.Standing is { } standing
            ? Made(operation with { Notes = [.. operation.Notes, .. problems.Select(NotChanged)] }, standing, requestId)
            : new WriteOutcome.Rejected
            {
                IntentKey = operation.Intent.Key,
                Problems = problems.ToValueList(),
                Notes = operation.Notes.ToValueList(),
                RequestId = requestId,
            };

    /// <summary>The number is taken by a record that is not ours.</summary>
    public WriteOutcome Taken(XeroAnswered<TRecord> answered, XeroWritten? taker, XeroLinks links)
    {
        var problems = format.Refusals(answered.Element!.Reasons, links);
        return Rejected(
            answered.Operation,
            taker is null
                ? problems
                : problems
                    .Select(problem => problem with { Link = problem.Link ?? format.Link(links, taker.Record.Id) })
                    .ToValueList(),
            answered.RequestId
        );
    }

    /// <summary>Nothing was sent, and what an earlier attempt carried is surely not there.</summary>
    public static WriteOutcome.NotAttempted Absent(XeroOperation<TRecord> operation) => new()
    {
        IntentKey = operation.Intent.Key,
        Kind = null,
        Reason = "The earlier request had no effect on this record.",
    };

    private static WriteOutcome Fill<TOutcome>(
        TOutcome outcome, XeroOperation<TRecord> operation, XeroWritten written, List<MappingNote> notes, string? requestId)
        where TOutcome : WriteOutcome.Settled => outcome with
        {
            Link = written.Record.Source?.Link,
            Parts = XeroParts.Of(operation.Lines, written.Lines) is { Count: > 0 } parts ? parts : operation.Intent.Target?.Parts ?? [],
            Current = written.Record,
            Notes = notes.ToValueList(),
            RequestId = requestId,
        };

    private MappingNote NotChanged(Problem problem) => new()
    {
        Kind = MappingNoteKind.Differs,
        Path = problem.Path,
        SystemPath = format.List,
        Message = $"The record stands as an earlier attempt made it; what has changed since was refused: {problem.Message}",
    };

    private MappingNote Warning(string message) =>
        new() { Kind = MappingNoteKind.Differs, Path = "", SystemPath = format.List, Message = $"Xero took it with a warning: {message}" };

    private MappingNote Adopted(string id) => new()
    {
        Kind = MappingNoteKind.Adopted,
        Path = "",
        SystemPath = format.List,
        To = id,
        Message = $"The record {id} stood in Xero already with the same number, customer and total; it was taken over.",
    };
}
