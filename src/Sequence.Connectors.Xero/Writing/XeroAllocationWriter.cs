using System.Runtime.CompilerServices;
using System.Text;
using static Sequence.Connectors.Xero.XeroAllocationFormat;

namespace Sequence.Connectors.Xero;

/// <summary>
/// Uses credit notes, and takes their use back: one call each, after both documents stand. Allocations add up, so that one is
/// never sent before the credit note was read, where an earlier request may have arrived. The id of an allocation is that of its
/// credit note and its own, <c>{credit note}/{allocation}</c>.
/// https://developer.xero.com/documentation/api/accounting/creditnotes#put-allocations
/// </summary>
internal sealed class XeroAllocationWriter(XeroConnection connection) : IRecordWriter<CreditApplication>
{
    public async IAsyncEnumerable<WriteOutcome> WriteAsync(
        IReadOnlyList<WriteIntent<CreditApplication>> intents,
        WriteContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var scope = await connection.ReadScopeAsync(cancellationToken).ConfigureAwait(false);
        var told = new HashSet<string>(StringComparer.Ordinal);
        var linked = context.IsLinked is { } isLinked
            ? context with { IsLinked = (id, token) => told.Contains(id) ? new(true) : isLinked(id, token) }
            : context;
        foreach (var intent in intents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var outcome = await WriteAsync(intent, linked, scope, cancellationToken).ConfigureAwait(false);
            told.UnionWith(outcome is WriteOutcome.Settled settled ? [settled.ExternalId] : []);
            yield return outcome;
        }
    }

    public Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<CreditApplication>> intents, CancellationToken cancellationToken)
    {
        var requests = intents
            .Where(intent => ProblemsOf(intent).Count == 0)
            .Select(intent =>
                intent.Verb == WriteVerb.Apply
                    ? new PlannedRequest
                    {
                        Method = "PUT",
                        Path = XeroApi.PathOf(PathOf(intent)),
                        Body = new RawPayload(BodyOf(intent)).ToString(),
                        Members = [intent.Key],
                    }
                    : new PlannedRequest
                    {
                        Method = "DELETE",
                        Path = XeroApi.PathOf(PathOf(intent)),
                        Members = [intent.Key],
                    }
            );
        return Task.FromResult(
            new WritePlan
            {
                Requests = requests.ToValueList(),
                Outcomes = intents
                    .Select(intent => (Intent: intent, Problems: ProblemsOf(intent)))
                    .Where(one => one.Problems.Count > 0)
                    .Select(one => (WriteOutcome)Rejected(one.Intent, one.Problems, requestId: null))
                    .ToValueList(),
            }
        );
    }

    private async Task<WriteOutcome> WriteAsync(
        WriteIntent<CreditApplication> intent, WriteContext context, XeroReadScope scope, CancellationToken cancellationToken)
    {
        if (ProblemsOf(intent) is { Count: > 0 } problems)
        {
            return Rejected(intent, problems, requestId: null);
        }

        var open = context
            .Unsettled.Where(attempt => attempt.Members.Contains(intent.Key))
            .OrderBy(attempt => attempt.StartedAt)
            .LastOrDefault();
        if (
            open is not null
            && await SettleAsync(intent, open, context, scope, cancellationToken).ConfigureAwait(false) is { } known
        )
        {
            return known;
        }

        return context.SettleOnly
            ? new WriteOutcome.NotAttempted
            {
                IntentKey = intent.Key,
                Kind = null,
                Reason = "The earlier request had no effect on this record.",
            }
            : await SendAsync(intent, context, scope, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the credit note, which shows its allocations at once; null where the intent has surely had no effect.</summary>
    private async Task<WriteOutcome?> SettleAsync(
        WriteIntent<CreditApplication> intent,
        WriteAttempt open,
        WriteContext context,
        XeroReadScope scope,
        CancellationToken cancellationToken
    )
    {
        var answer = await connection
            .Api.FindAsync($"CreditNotes/{CreditNoteOf(intent)}?unitdp=4", cancellationToken)
            .ConfigureAwait(false);
        var allocations = answer is null
            ? []
            : XeroPage.Read(answer.Body, "CreditNotes", XeroDocument.Shape).FirstOrDefault().Wire?.Allocations ?? [];
        var isUnapplied = intent.Verb == WriteVerb.Unapply && !allocations.Any(one => Is(one.AllocationID, AllocationOf(intent)));
        if (isUnapplied)
        {
            return Taken(intent, scope, answer?.RequestId);
        }

        var made = intent.Verb == WriteVerb.Apply
            ? await FreeAsync(Matching(allocations, intent), intent, context, cancellationToken).ConfigureAwait(false)
            : [];
        return made is [{ } id] ? Made(intent, id, scope, answer?.RequestId)
            : connection.SettleTime.Remaining(open, connection.Now) is { } wait
                ? Uncertain(intent, open, "An earlier request got no answer and may still be at work.", wait)
            : made.Count > 1
                ? Uncertain(
                    intent,
                    open,
                    "Several allocations of this amount stand on the credit note; which of them is this one cannot be told.",
                    wait: null
                )
            : null;
    }

    // One that is linked is another application of the host's, however alike the two are.
    private static async Task<List<string>> FreeAsync(
        List<XeroAllocation> matching,
        WriteIntent<CreditApplication> intent,
        WriteContext context,
        CancellationToken cancellationToken
    )
    {
        var free = new List<string>();
        foreach (var id in matching.Select(one => one.AllocationID).OfType<string>())
        {
            if (context.IsLinked is not { } isLinked || !await isLinked(IdOf(intent, id), cancellationToken).ConfigureAwait(false))
            {
                free.Add(id);
            }
        }

        // Where links are known, each that is left was made by a lost request or means the same: one of them is this.
        return context.IsLinked is null ? free : [.. free.Take(1)];
    }

    private async Task<WriteOutcome> SendAsync(
        WriteIntent<CreditApplication> intent,
        WriteContext context,
        XeroReadScope scope,
        CancellationToken cancellationToken
    )
    {
        var isApply = intent.Verb == WriteVerb.Apply;
        var body = isApply ? BodyOf(intent) : default(ReadOnlyMemory<byte>?);
        var fingerprint = WriteAttempts.Hash([.. Encoding.UTF8.GetBytes(PathOf(intent)), .. (body ?? default).Span]);
        var attempt = WriteAttempts.Begin([intent.Key], fingerprint, connection.Now);
        var answer = await connection
            .WriteCall.SendAsync(
                attempt,
                context,
                // Taking away twice takes away once; keys are no help to deletions, and Xero ignores them there.
                ending =>
                    isApply
                        ? connection.Api.WriteOnceAsync(HttpMethod.Put, PathOf(intent), body, attempt.Key, ending)
                        : connection.Api.WriteOnceAsync(HttpMethod.Delete, PathOf(intent), body: null, key: null, ending),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (answer.Response is not { } response)
        {
            return Uncertain(
                intent,
                answer.Attempt,
                answer.LostReason,
                connection.SettleTime.Remaining(answer.Attempt, connection.Now)
            ) with
            {
                RequestId = answer.RequestId,
            };
        }

        return response.Fault is { Kind: ConnectorErrorKind.Invalid or ConnectorErrorKind.NotFound } fault
            ? Refused(intent, response, fault, scope)
            : Told(intent, response.EnsureSuccess(), answer.Attempt, scope);
    }

    private WriteOutcome Told(WriteIntent<CreditApplication> intent, ApiResponse response, WriteAttempt attempt, XeroReadScope scope)
    {
        if (intent.Verb == WriteVerb.Unapply)
        {
            return Taken(intent, scope, response.RequestId);
        }

        return XeroElement.Read(response.Body, "Allocations", "AllocationID", "AllocationID").FirstOrDefault() switch
        {
            { IsRefused: true } element => Rejected(intent, Refusals(element.Reasons, scope.Links), response.RequestId),
            { Id: { } id } => Made(intent, id, scope, response.RequestId),
            _ => Uncertain(intent, attempt, "Xero's answer names no allocation.", connection.SettleTime.Remaining(attempt, connection.Now)),
        };
    }

    private static WriteOutcome Refused(WriteIntent<CreditApplication> intent, ApiResponse response, ApiFault fault, XeroReadScope scope)
    {
        if (intent.Verb == WriteVerb.Unapply && fault.Kind == ConnectorErrorKind.NotFound)
        {
            return new WriteOutcome.Unchanged
            {
                IntentKey = intent.Key,
                ExternalId = intent.Target!.ExternalId,
                RequestId = response.RequestId,
            };
        }

        var reasons = XeroFault.Parse(response.Body)?.Reasons is { Count: > 0 } said ? said : [fault.Message];
        return fault.Kind == ConnectorErrorKind.NotFound
            ? Rejected(
                intent,
                [CreditNoteGone],
                response.RequestId
            )
            : Rejected(intent, Refusals(reasons, scope.Links), response.RequestId);
    }

    private static WriteOutcome.Created Made(
        WriteIntent<CreditApplication> intent,
        string allocation,
        XeroReadScope scope,
        string? requestId
    ) =>
        new()
        {
            IntentKey = intent.Key,
            ExternalId = IdOf(intent, allocation),
            Link = scope.Links.CreditNote(intent.References.Find<CreditMemo>(intent.Record.CreditMemoId)!),
            RequestId = requestId,
        };

    private static WriteOutcome.Updated Taken(WriteIntent<CreditApplication> intent, XeroReadScope scope, string? requestId) => new()
    {
        IntentKey = intent.Key,
        ExternalId = intent.Target!.ExternalId,
        Link = scope.Links.CreditNote(intent.Target.ExternalId.Split('/')[0]),
        RequestId = requestId,
    };

    private static WriteOutcome.Rejected Rejected(
        WriteIntent<CreditApplication> intent,
        IReadOnlyList<Problem> problems,
        string? requestId
    ) =>
        new()
        {
            IntentKey = intent.Key,
            Problems = problems.ToValueList(),
            RequestId = requestId,
        };

    private static WriteOutcome.Uncertain Uncertain(
        WriteIntent<CreditApplication> intent,
        WriteAttempt attempt,
        string reason,
        Duration? wait
    ) =>
        new()
        {
            IntentKey = intent.Key,
            Attempt = attempt,
            Reason = reason,
            ProbeAfter = wait,
        };
}
