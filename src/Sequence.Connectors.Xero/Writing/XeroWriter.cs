using System.Runtime.CompilerServices;

namespace Sequence.Connectors.Xero;

/// <summary>
/// Writes one type of record in batches: settles what earlier attempts left open, composes, journals each batch before it leaves,
/// and tells what became of each intent.
/// </summary>
internal sealed class XeroWriter<TRecord>(XeroConnection connection, IXeroFormat<TRecord> format) : IRecordWriter<TRecord>
    where TRecord : class, IRecord
{
    private readonly XeroOutcomes<TRecord> _outcomes = new(connection, format);
    private readonly XeroLookups<TRecord> _lookups = new(connection, format);

    public async IAsyncEnumerable<WriteOutcome> WriteAsync(
        IReadOnlyList<WriteIntent<TRecord>> intents, WriteContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scope = await new XeroScopeReader(connection).ReadAsync(intents, cancellationToken).ConfigureAwait(false);
        var settlement = new XeroSettlement<TRecord>(connection, format, _lookups, _outcomes);
        var composed = await ComposeAllAsync(intents.Where(IsComposed), scope, cancellationToken).ConfigureAwait(false);
        var (settled, queue) = await settlement.SettleAsync(composed, context, cancellationToken).ConfigureAwait(false);
        foreach (var outcome in settled)
        {
            yield return outcome;
        }

        using var buffer = BodyBuffer.For(records: 1);
        while (queue.Count > 0)
        {
            var again = new List<XeroOperation<TRecord>>();
            foreach (var batch in XeroBatch<TRecord>.Group(format, queue.Select(operation => Recompose(operation, scope, buffer))))
            {
                foreach (var outcome in await SendAsync(batch, again, scope, context, cancellationToken).ConfigureAwait(false))
                {
                    yield return outcome;
                }
            }

            queue = again;
        }

        var mailer = new XeroMailer<TRecord>(connection, format);
        var removal = new XeroRemoval<TRecord>(connection, format, _lookups);
        foreach (var intent in intents.Where(intent => !IsComposed(intent)))
        {
            yield return intent.Verb == WriteVerb.Send
                ? await mailer.SendAsync(intent, context, cancellationToken).ConfigureAwait(false)
                : await removal.RemoveAsync(intent, context, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<TRecord>> intents, CancellationToken cancellationToken)
    {
        var scope = await new XeroScopeReader(connection).ReadAsync(intents, cancellationToken).ConfigureAwait(false);
        var composed = await ComposeAllAsync(intents.Where(IsComposed), scope, cancellationToken).ConfigureAwait(false);
        var sendable = composed.Where(one => one.Problems.Count == 0 && !one.IsDone).ToList();
        var batches = XeroBatch<TRecord>.Group(format, sendable).Select(batch => new PlannedRequest
        {
            Method = batch.Method.Method,
            Path = XeroApi.PathOf(batch.Path),
            Body = new RawPayload(batch.Body).ToString(),
            Members = batch.Members,
        });
        var removal = new XeroRemoval<TRecord>(connection, format, _lookups);
        var others = intents
            .Where(intent => !IsComposed(intent))
            .Select(intent => intent.Verb == WriteVerb.Send ? XeroMailer<TRecord>.Plan(intent) : removal.Plan(intent));
        return new()
        {
            Requests = batches.Concat(others).ToValueList(),
            Outcomes =
            [
                .. composed.Where(one => one.IsDone).Select(one => XeroOutcomes<TRecord>.Done(one, byAttempt: false)),
                .. composed
                    .Where(one => !one.IsDone && one.Problems.Count > 0)
                    .Select(one => _outcomes.Rejected(one, one.Problems, requestId: null)),
            ],
            Notes = sendable
                .Where(one => one.Notes.Count > 0)
                .Select(one => new PlannedNotes(one.Intent.Key, one.Notes.ToValueList()))
                .ToValueList(),
        };
    }

    private async Task<List<XeroOperation<TRecord>>> ComposeAllAsync(
        IEnumerable<WriteIntent<TRecord>> intents, XeroWriteScope scope, CancellationToken cancellationToken)
    {
        var all = intents.ToList();
        var looked = all.Where(intent => NeedsLook(intent, scope)).Select(intent => intent.Target!.ExternalId).ToList();
        var found = looked.Count == 0 ? [] : await _lookups.FindAsync(looked, cancellationToken).ConfigureAwait(false);
        using var buffer = BodyBuffer.For(all.Count);
        return
        [
            .. all.Select(intent =>
            {
                var before = NeedsLook(intent, scope) ? found.GetValueOrDefault(intent.Target!.ExternalId) : null;

                // Xero might make another record of what it does not find, where the name would do.
                var isGone = before is null && intent.Target is not null && format.MustLook(intent);
                return Compose(intent, scope, buffer, before, isMarked: intent.Target is null, isGone);
            }),
        ];
    }

    // A mail, and what takes a record away, have no body.
    private bool IsComposed(WriteIntent<TRecord> intent) =>
        intent.Verb != WriteVerb.Send && !(format.IsRemovable && intent.Verb == WriteVerb.Delete);

    // A verb depends on where the record stands. Lines whose ids are not known would all be made anew, and tracking is sent whole,
    // with what people have added to it.
    private bool NeedsLook(WriteIntent<TRecord> intent, XeroWriteScope scope) =>
        intent.Target is { } target
        && (
            intent.Verb != WriteVerb.Upsert
            || format.MustLook(intent)
            || (
                intent.Record is IDocument { Lines.Count: > 0 }
                && intent.Owns(nameof(IDocument.Lines))
                && (target.Parts.Count == 0 || scope.Settings.SetsTracking(RecordType.Of<TRecord>()))
            )
        );

    private XeroOperation<TRecord> Recompose(XeroOperation<TRecord> operation, XeroWriteScope scope, BodyBuffer buffer)
    {
        if (!operation.Body.IsEmpty)
        {
            return operation;
        }

        var before = operation.Before ?? operation.Standing;
        var composed = Compose(operation.Intent, scope, buffer, before, isMarked: operation.Standing is not null);
        return operation with { Body = composed.Body, Notes = composed.Notes, Lines = composed.Lines };
    }

    internal XeroOperation<TRecord> Compose(
        WriteIntent<TRecord> intent,
        XeroWriteScope scope,
        BodyBuffer buffer,
        XeroWritten? before,
        bool isMarked,
        bool isGone = false
    )
    {
        var json = buffer.Json;
        var body = new XeroBody(json, intent.Target is not null, isMarked, intent.Owns) { Before = before };
        json.WriteStartObject();
        if (intent.Target is { } target && !format.IsFixed)
        {
            json.WriteString(format.IdMember, target.ExternalId);
        }

        if (intent.Verb == WriteVerb.Upsert && !isGone)
        {
            format.Compose(body, before is null ? intent : WithParts(intent, before), scope);
        }
        else if (before is not null)
        {
            format.ComposeVerb(body, intent, before, format.Link(scope.Links, before.Record.Id));
        }
        else
        {
            body.Refuse(
                XeroRefusals.TargetGone,
                "",
                $"The record {intent.Target!.ExternalId} is not in Xero any more.",
                "Unlink it, or create it anew."
            );
        }

        json.WriteEndObject();
        return new(intent, buffer.Take(), body.Notes, body.Lines)
        {
            Problems = body.Problems,
            Before = before,
            IsDone = before is not null && format.IsDone(intent, before),
        };
    }

    private static WriteIntent<TRecord> WithParts(WriteIntent<TRecord> intent, XeroWritten before) =>
        intent.Record is not IDocument document ? intent
        : intent with { Target = intent.Target! with { Parts = XeroParts.Paired(document.Lines, intent.Target.Parts, before.Lines) } };

    /// <summary>Sends one batch and tells what it answered, but for what a look at the record or another try may mend.</summary>
    private async Task<List<WriteOutcome>> SendAsync(
        XeroBatch<TRecord> batch,
        List<XeroOperation<TRecord>> again,
        XeroWriteScope scope,
        WriteContext context,
        CancellationToken cancellationToken
    )
    {
        var attempt = batch.Attempt(connection.Now);
        var answer = await connection
            .WriteCall.SendAsync(
                attempt,
                context,
                ending => connection.Api.WriteAsync(batch.Method, batch.Path, batch.Body, attempt.Key, ending),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (answer.Response is not { } response)
        {
            return
            [
                .. batch.Operations.Select(operation =>
                    (WriteOutcome)_outcomes.Uncertain(operation, answer.Attempt, answer.LostReason, answer.RequestId)
                ),
            ];
        }

        var elements = XeroElement.Read(response.Body, batch.List, batch.IdMember, format.NameMember);
        if (response.Fault is { Kind: ConnectorErrorKind.Invalid } fault)
        {
            return Refused(batch, fault, elements, again, scope, response.RequestId);
        }

        response.EnsureSuccess();
        var secondTry = new XeroSecondTry<TRecord>(connection, format, _lookups, _outcomes);
        var outcomes = new List<WriteOutcome>();
        for (var i = 0; i < batch.Operations.Count; i++)
        {
            var answered = new XeroAnswered<TRecord>(
                batch.Operations[i],
                ElementOf(batch.Operations[i], i, elements),
                answer.Attempt,
                answer.RequestId
            );
            var (outcome, next) = await secondTry.TellAsync(answered, scope, context, cancellationToken).ConfigureAwait(false);
            outcomes.AddRange(outcome is null ? [] : [outcome]);
            again.AddRange(next is null ? [] : [next]);
        }

        return outcomes;
    }

    /// <summary>Xero refused the batch as a whole, and nothing of it stands: one bad record must not stop the others.</summary>
    private List<WriteOutcome> Refused(
        XeroBatch<TRecord> batch,
        ApiFault fault,
        List<XeroElement> elements,
        List<XeroOperation<TRecord>> again,
        XeroWriteScope scope,
        string? requestId
    )
    {
        if (batch.Operations is [var single])
        {
            var reasons = elements is [{ Reasons.Count: > 0 } element] ? element.Reasons : [fault.Message];
            return [_outcomes.Rejected(single, format.Refusals(reasons, scope.Links), requestId)];
        }

        again.AddRange(batch.Operations.Select(operation => operation with { IsAlone = true }));
        return [];
    }

    // Elements come in the order of the request; one that names another record is looked for, and one that is not there has told nothing.
    private XeroElement? ElementOf(XeroOperation<TRecord> operation, int index, List<XeroElement> elements)
    {
        return index < elements.Count && Is(elements[index]) ? elements[index] : elements.Find(Is);

        bool Is(XeroElement element) => operation.Intent.Target is { } target
            ? string.Equals(element.Id, format.KeyOf(target.ExternalId), StringComparison.OrdinalIgnoreCase)
            : element.Name is null || format.IsNamed(element.Name, operation.Intent);
    }
}
