namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Has QuickBooks mail documents, each at most once: a send whose answer was lost is never repeated, and only what QuickBooks
/// shows of its mails afterwards settles it.
/// </summary>
internal sealed class QuickBooksSender<TRecord>(
    QuickBooksConnection connection, IQuickBooksFormat<TRecord> format, WriteCall call, QuickBooksOutcomes<TRecord> outcomes)
    where TRecord : class, IRecord
{
    public PlannedRequest Plan(QuickBooksOperation<TRecord> operation) =>
        new() { Method = "POST", Path = PathOf(operation), Body = "", Members = [operation.Intent.Key] };

    /// <exception cref="ConnectorException">Nothing was mailed.</exception>
    public async Task<WriteOutcome> SendAsync(
        QuickBooksOperation<TRecord> operation,
        WriteContext context,
        CancellationToken cancellationToken
    )
    {
        var attempts = context.Unsettled.Where(attempt => attempt.Members.Contains(operation.Intent.Key)).ToList();
        if (attempts.Count > 0)
        {
            return Settle(operation, attempts);
        }

        if (operation.Problems.Count > 0)
        {
            return outcomes.Rejected(operation, operation.Problems, requestId: null);
        }

        var attempt = AttemptOf(operation);
        try
        {
            var called = await call.SendAsync(
                    attempt,
                    context,
                    ending => connection.Api.SendDocumentAsync(PathOf(operation), format.Entity, ending),
                    cancellationToken
                )
                .ConfigureAwait(false);
            return Told(operation, called);
        }
        catch (ConnectorException refusal)
            when (refusal.Kind is ConnectorErrorKind.Invalid or ConnectorErrorKind.NotFound or ConnectorErrorKind.Conflict)
        {
            return outcomes.Refused(operation, refusal);
        }
    }

    private WriteOutcome Told(QuickBooksOperation<TRecord> operation, WriteCallOutcome called)
    {
        if (called.Response is not { } response)
        {
            return outcomes.Uncertain(operation, called.Attempt, called.LostReason, called.RequestId);
        }

        return
            QuickBooksPage.Single(response.Body, format.Entity) is { } payload
            && format.Read(payload, connection.ReadScope(company: null)) is { } written
            ? outcomes.Made(operation, written, called.RequestId)
            : outcomes.Uncertain(
                operation,
                called.Attempt,
                "QuickBooks mailed the document, and its answer cannot be read.",
                called.RequestId
            );
    }

    // The fingerprint says when the document had last been mailed; another time now says that it was mailed since.
    private WriteOutcome Settle(QuickBooksOperation<TRecord> operation, List<WriteAttempt> attempts)
    {
        var fingerprint = FingerprintOf(operation);
        if (operation.Current is { MailedAt: not null } current && attempts.Any(attempt => attempt.Fingerprint != fingerprint))
        {
            return outcomes.Made(operation, current, requestId: null);
        }

        return outcomes.Uncertain(
            operation,
            attempts[^1],
            "QuickBooks does not show that it mailed the document, and a mail is never sent twice. Look there, and send it as a new effect.",
            requestId: null
        );
    }

    private WriteAttempt AttemptOf(QuickBooksOperation<TRecord> operation)
    {
        var now = connection.Now;
        var text = $"send\n{operation.Intent.Key}\n{now.ToUnixTimeTicks()}";
        return new()
        {
            Key = WriteAttempts.Hash(text)[..32],
            Members = [operation.Intent.Key],
            Fingerprint = FingerprintOf(operation),
            StartedAt = now,
        };
    }

    private string FingerprintOf(QuickBooksOperation<TRecord> operation) =>
        WriteAttempts.Hash($"send\n{format.Entity}\n{operation.Intent.Target!.ExternalId}\n{operation.Current?.MailedAt}");

    private string PathOf(QuickBooksOperation<TRecord> operation) =>
        connection.Api.SendPath(format.Entity, operation.Intent.Target!.ExternalId, connection.Settings.SendTo);
}
