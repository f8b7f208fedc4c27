using System.Text.Json;

namespace Sequence.Connectors.QuickBooks;

/// <summary>Says what became of an operation.</summary>
internal sealed class QuickBooksOutcomes<TRecord>(QuickBooksConnection connection, IQuickBooksFormat<TRecord> format)
    where TRecord : class, IRecord
{
    public WriteOutcome Of(QuickBooksAnswered<TRecord> answered, QuickBooksCompanyFacts company)
    {
        var (operation, answer, attempt, requestId) = answered;
        if (answer?.Payload is { } payload)
        {
            if (operation.Action == QuickBooksAction.Delete)
            {
                return Removed(operation with { WasAttempted = true }, requestId);
            }

            return format.Read(payload, connection.ReadScope(company)) is { } written
                ? Made(operation, written, requestId)
                : Uncertain(operation, attempt, "QuickBooks answered with a record that cannot be read.", requestId);
        }

        return answer?.Fault switch
        {
            null => Uncertain(operation, attempt, "QuickBooks' answer says nothing of this record.", requestId),
            { IsSystemFault: true } fault => Uncertain(operation, attempt, $"QuickBooks failed on its side: {fault.Text}", requestId),
            { Code: "3001" } fault => Postponed(answered, ConnectorErrorKind.RateLimited, fault.Text, QuickBooksErrors.ThrottleWait),
            { Code: var code } fault when QuickBooksAccess.IsLost(code) => Postponed(
                answered,
                ConnectorErrorKind.Forbidden,
                $"{fault.Text} {QuickBooksAccess.FixOf(code)}",
                retryAfter: null
            ),
            { Code: "610" } when operation.Action == QuickBooksAction.Delete => Removed(operation, requestId),
            { Code: "5010" } fault when operation.FollowsVersion => Postponed(
                answered,
                ConnectorErrorKind.Conflict,
                fault.Text,
                retryAfter: null
            ),
            var fault => Rejected(operation, [ProblemOf(operation, fault)], requestId),
        };
    }

    /// <summary>The record stands: made now, changed, or made by an earlier attempt.</summary>
    public WriteOutcome Made(QuickBooksOperation<TRecord> operation, QuickBooksWritten written, string? requestId)
    {
        var record = written.Record;
        var notes = operation
            .Notes.Concat(operation.Verb is null ? format.Compare(operation.Intent, record) : [])
            .Concat(KeptIn(operation, written))
            .ToList();
        if (operation.IsAdoption)
        {
            notes.Add(
                new()
                {
                    Kind = MappingNoteKind.Adopted,
                    Path = "",
                    SystemPath = format.Entity,
                    To = record.Id,
                    Message =
                        $"The {format.Entity} {record.Id} stood in QuickBooks already with the same number, customer and total; it was taken over.",
                }
            );
        }

        return operation is { IsUpdate: true, Standing: null, IsAdoption: false }
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

    /// <summary>The record stands as the intent wishes: an open attempt may have brought it there, or it stood that way before.</summary>
    public WriteOutcome Stands(QuickBooksOperation<TRecord> operation, QuickBooksWritten written, string? requestId) =>
        operation.WasAttempted
            ? Made(operation, written, requestId)
            : Fill(
                new WriteOutcome.Unchanged { IntentKey = operation.Intent.Key, ExternalId = written.Record.Id },
                operation,
                written,
                [.. operation.Notes],
                requestId
            );

    /// <summary>The record is not there any more, as the intent wishes.</summary>
    public static WriteOutcome Removed(QuickBooksOperation<TRecord> operation, string? requestId)
    {
        var (key, id) = (operation.Intent.Key, operation.Intent.Target!.ExternalId);
        return operation.WasAttempted
            ? new WriteOutcome.Updated { IntentKey = key, ExternalId = id, RequestId = requestId, Notes = operation.Notes.ToValueList() }
            : new WriteOutcome.Unchanged { IntentKey = key, ExternalId = id, RequestId = requestId };
    }

    /// <summary>The record is not there any more, whether the intent wishes that or not.</summary>
    public WriteOutcome Gone(QuickBooksOperation<TRecord> operation, string? requestId) => operation.Removes
        ? Removed(operation, requestId)
        : Rejected(operation, [QuickBooksRefusals.Gone(format.Entity, operation.Intent.Target!)], requestId);

    /// <summary>QuickBooks refused the request as a whole, and it carried this operation alone.</summary>
    public WriteOutcome Refused(QuickBooksOperation<TRecord> operation, ConnectorException refusal) =>
        refusal.SystemCode == "610" && operation.Action == QuickBooksAction.Send ? Gone(operation, refusal.RequestId)
        : Rejected(operation, [ProblemOf(operation, new(Type: "", refusal.SystemCode, refusal.Message, Detail: null))], refusal.RequestId);

    /// <summary>The effect is not known. A record that was found stays bound to the attempt by which it is found again.</summary>
    public WriteOutcome.Uncertain Uncertain(
        QuickBooksOperation<TRecord> operation,
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

    /// <summary>The request was refused for now, without an effect; what an earlier attempt made stands all the same.</summary>
    public WriteOutcome Postponed(QuickBooksAnswered<TRecord> answered, ConnectorErrorKind? kind, string reason, Duration? retryAfter) =>
        answered.Operation.Standing is not null
            ? Uncertain(answered.Operation, answered.Attempt, reason, answered.RequestId) with { ProbeAfter = retryAfter }
            : new WriteOutcome.NotAttempted
            {
                IntentKey = answered.Operation.Intent.Key,
                Kind = kind,
                Reason = reason,
                RequestId = answered.RequestId,
                RetryAfter = retryAfter,
            };

    /// <summary>
    /// The record was refused. Where an earlier attempt made it, that is told with its id, and the refusal of what has changed
    /// since as notes: without the id the host would make it again.
    /// </summary>
    public WriteOutcome Rejected(QuickBooksOperation<TRecord> operation, IReadOnlyList<Problem> problems, string? requestId) =>
        operation.Standing is { } standing
            ? Made(operation with { Notes = [.. operation.Notes, .. problems.Select(NotChanged)] }, standing, requestId)
            : new WriteOutcome.Rejected
            {
                IntentKey = operation.Intent.Key,
                Problems = problems.ToValueList(),
                Notes = operation.Notes.ToValueList(),
                RequestId = requestId,
            };

    /// <summary>Nothing was sent, and what an earlier attempt carried is surely not there.</summary>
    public static WriteOutcome.NotAttempted Absent(QuickBooksOperation<TRecord> operation) =>
        new()
        {
            IntentKey = operation.Intent.Key,
            Kind = null,
            Reason = "The earlier request had no effect on this record.",
        };

    /// <summary>Pairs the host's ids of lines with QuickBooks', which keeps their order.</summary>
    public static ValueList<RecordPart> PartsOf(IReadOnlyList<string?> local, IReadOnlyList<string?> external) =>
        local.Count != external.Count
            ? []
            : local
                .Zip(external)
                .Where(pair => pair is { First: not null, Second: not null })
                .Select(pair => new RecordPart(pair.First!, pair.Second!))
                .ToValueList();

    private static WriteOutcome Fill<TOutcome>(
        TOutcome outcome, QuickBooksOperation<TRecord> operation, QuickBooksWritten written, List<MappingNote> notes, string? requestId)
        where TOutcome : WriteOutcome.Settled => outcome with
        {
            Version = written.Version,
            Link = written.Record.Source?.Link,
            Parts = PartsOf(operation.LineIds, written.LineIds) is { Count: > 0 } parts ? parts : operation.Intent.Target?.Parts ?? [],
            Current = written.Record,
            Before = operation is { IsUpdate: true, WasAttempted: false, Standing: null } ? operation.Current?.Record : null,
            Notes = notes.ToValueList(),
            RequestId = requestId,
        };

    private static List<MappingNote> KeptIn(QuickBooksOperation<TRecord> operation, QuickBooksWritten written)
    {
        var notes = new List<MappingNote>();
        if (operation.Kept.Count > 0 && !written.Payload.IsEmpty)
        {
            using var document = written.Payload.Parse();
            foreach (var kept in operation.Kept)
            {
                if (document.RootElement.TryGetProperty(kept.Member, out var value) && value.ValueKind == JsonValueKind.Object)
                {
                    notes.Add(
                        new()
                        {
                            Kind = MappingNoteKind.Differs,
                            Path = kept.Path,
                            SystemPath = kept.Member,
                            To =
                                (value.TryGetProperty("name", out var name) || value.TryGetProperty("value", out name))
                                    ? name.ToString()
                                    : null,
                            Message = kept.Message,
                        }
                    );
                }
            }
        }

        return notes;
    }

    private Problem ProblemOf(QuickBooksOperation<TRecord> operation, QuickBooksFault fault)
    {
        if (format.CustomerOf(operation.Intent) is { } customer)
        {
            connection.Forget(customer);
        }

        if (QuickBooksRefusals.MayBeOfFacts(fault))
        {
            connection.ForgetCompany();
            connection.ForgetLists();
        }

        var problem = QuickBooksRefusals.Of(fault, format.Entity, connection.Links);
        return fault.Code == "6140" && QuickBooksLookups<TRecord>.TakerOf(fault.Detail) is var (type, taker)
            ? problem with { Link = connection.Links.Transaction(type, taker) }
            : problem;
    }

    private MappingNote NotChanged(Problem problem) => new()
    {
        Kind = MappingNoteKind.Differs,
        Path = problem.Path,
        SystemPath = format.Entity,
        Message = $"The {format.Entity} stands as an earlier attempt made it; what has changed since was refused: {problem.Message}",
    };
}
