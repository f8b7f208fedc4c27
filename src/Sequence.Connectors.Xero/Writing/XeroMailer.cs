namespace Sequence.Connectors.Xero;

/// <summary>
/// Has Xero mail an invoice, at most once: a request whose answer was lost is never repeated, and what became of it nothing
/// tells.
/// </summary>
internal sealed class XeroMailer<TRecord>(XeroConnection connection, IXeroFormat<TRecord> format)
    where TRecord : class, IRecord
{
    private static readonly ReadOnlyMemory<byte> Nothing = "{}"u8.ToArray();

    public async Task<WriteOutcome> SendAsync(WriteIntent<TRecord> intent, WriteContext context, CancellationToken cancellationToken)
    {
        if (context.Unsettled.LastOrDefault(attempt => attempt.Members.Contains(intent.Key)) is { } open)
        {
            return Uncertain(
                intent,
                open,
                "Xero does not tell whether the mail left, and a mail is never sent twice. Look at the invoice's history in Xero.",
                requestId: null
            );
        }

        if (context.SettleOnly)
        {
            return new WriteOutcome.NotAttempted
            {
                IntentKey = intent.Key,
                Kind = null,
                Reason = "The earlier request had no effect on this record.",
            };
        }

        // Before the mail leaves: what failed after it would hide that it did.
        var scope = await connection.ReadScopeAsync(cancellationToken).ConfigureAwait(false);
        var attempt = WriteAttempts.Begin([intent.Key], PathOf(intent), connection.Now);
        var answer = await connection
            .WriteCall.SendAsync(
                attempt,
                context,
                ending => connection.Api.WriteOnceAsync(HttpMethod.Post, PathOf(intent), Nothing, attempt.Key, ending),
                cancellationToken
            )
            .ConfigureAwait(false);
        return answer.Response switch
        {
            null => Uncertain(intent, answer.Attempt, answer.LostReason, answer.RequestId),
            { Fault: { Kind: ConnectorErrorKind.Invalid or ConnectorErrorKind.NotFound } fault } => new WriteOutcome.Rejected
            {
                IntentKey = intent.Key,
                Problems = [Refusal(fault, scope.Links, intent)],
                RequestId = answer.RequestId,
            },
            var response => Mailed(intent, response.EnsureSuccess(), scope.Links),
        };
    }

    public static PlannedRequest Plan(WriteIntent<TRecord> intent) =>
        new()
        {
            Method = "POST",
            Path = XeroApi.PathOf(PathOf(intent)),
            Body = "{}",
            Members = [intent.Key],
        };

    private WriteOutcome.Updated Mailed(WriteIntent<TRecord> intent, ApiResponse response, XeroLinks links) => new()
    {
        IntentKey = intent.Key,
        ExternalId = intent.Target!.ExternalId,
        Parts = intent.Target.Parts,
        Link = format.Link(links, intent.Target.ExternalId),
        RequestId = response.RequestId,
    };

    private Problem Refusal(ApiFault fault, XeroLinks links, WriteIntent<TRecord> intent) =>
        fault.Kind == ConnectorErrorKind.NotFound
            ? new()
            {
                Code = "target.gone",
                Path = "",
                Message = $"The record {intent.Target!.ExternalId} is not in Xero any more.",
                Fix = "Unlink it, or create it anew.",
            }
            : XeroRefusals.Of(fault.Message, links) with
            {
                Link = format.Link(links, intent.Target!.ExternalId),
            };

    private static WriteOutcome.Uncertain Uncertain(WriteIntent<TRecord> intent, WriteAttempt attempt, string reason, string? requestId) =>
        new() { IntentKey = intent.Key, Attempt = attempt, Reason = reason, RequestId = requestId };

    private static string PathOf(WriteIntent<TRecord> intent) => $"Invoices/{Uri.EscapeDataString(intent.Target!.ExternalId)}/Email";
}
