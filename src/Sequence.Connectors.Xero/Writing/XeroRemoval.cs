namespace Sequence.Connectors.Xero;

/// <summary>
/// Takes records away for good, one a call: to take one away twice is to take it away once. Xero was seen to delete an item without
/// an answer: https://github.com/XeroAPI/Xero-Net/issues/291
/// </summary>
internal sealed class XeroRemoval<TRecord>(XeroConnection connection, IXeroFormat<TRecord> format, XeroLookups<TRecord> lookups)
    where TRecord : class, IRecord
{
    public async Task<WriteOutcome> RemoveAsync(WriteIntent<TRecord> intent, WriteContext context, CancellationToken cancellationToken)
    {
        var open = context.Unsettled.LastOrDefault(attempt => attempt.Members.Contains(intent.Key));
        if (context.SettleOnly)
        {
            return await SettleAsync(intent, open, cancellationToken).ConfigureAwait(false);
        }

        // Before the record goes: what failed after it would hide that it did.
        var scope = await connection.ReadScopeAsync(cancellationToken).ConfigureAwait(false);
        var attempt = WriteAttempts.Begin([intent.Key], PathOf(intent), connection.Now);
        var answer = await connection
            .WriteCall.SendAsync(
                attempt,
                context,
                ending => connection.Api.WriteOnceAsync(HttpMethod.Delete, PathOf(intent), body: null, key: null, ending),
                cancellationToken
            )
            .ConfigureAwait(false);
        return answer.Response switch
        {
            null => Uncertain(intent, answer.Attempt, answer.LostReason, answer.RequestId),
            { Fault.Kind: ConnectorErrorKind.NotFound } when open is null => new WriteOutcome.Unchanged
            {
                IntentKey = intent.Key,
                ExternalId = intent.Target!.ExternalId,
                RequestId = answer.RequestId,
            },
            { Fault.Kind: ConnectorErrorKind.NotFound } => Removed(intent, answer.RequestId),
            { Fault: { Kind: ConnectorErrorKind.Invalid } fault } response => new WriteOutcome.Rejected
            {
                IntentKey = intent.Key,
                Problems = format.Refusals(
                    XeroFault.Parse(response.Body)?.Reasons is { Count: > 0 } said ? said : [fault.Message],
                    scope.Links
                ),
                RequestId = answer.RequestId,
            },
            var response => Removed(intent, response.EnsureSuccess().RequestId),
        };
    }

    public PlannedRequest Plan(WriteIntent<TRecord> intent) =>
        new()
        {
            Method = "DELETE",
            Path = XeroApi.PathOf(PathOf(intent)),
            Members = [intent.Key],
        };

    private async Task<WriteOutcome> SettleAsync(WriteIntent<TRecord> intent, WriteAttempt? open, CancellationToken cancellationToken)
    {
        var id = intent.Target!.ExternalId;
        var found = await lookups.FindAsync([id], cancellationToken).ConfigureAwait(false);
        return !found.ContainsKey(id) ? Removed(intent, requestId: null)
            : open is not null && connection.SettleTime.Remaining(open, connection.Now) is not null
                ? Uncertain(intent, open, "An earlier request got no answer and may still be at work.", requestId: null)
            : new WriteOutcome.NotAttempted
            {
                IntentKey = intent.Key,
                Kind = null,
                Reason = "The earlier request had no effect on this record.",
            };
    }

    private WriteOutcome.Uncertain Uncertain(WriteIntent<TRecord> intent, WriteAttempt attempt, string reason, string? requestId) =>
        new()
        {
            IntentKey = intent.Key,
            Attempt = attempt,
            Reason = reason,
            ProbeAfter = connection.SettleTime.Remaining(attempt, connection.Now),
            RequestId = requestId,
        };

    private WriteOutcome.Updated Removed(WriteIntent<TRecord> intent, string? requestId)
    {
        connection.ForgetLists();
        return new() { IntentKey = intent.Key, ExternalId = intent.Target!.ExternalId, RequestId = requestId };
    }

    private string PathOf(WriteIntent<TRecord> intent) => $"{format.List}/{Uri.EscapeDataString(intent.Target!.ExternalId)}";
}
