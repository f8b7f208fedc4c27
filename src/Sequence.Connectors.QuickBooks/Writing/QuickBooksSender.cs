namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Has QuickBooks mail documents, each at most once: a send whose answer was lost is never repeated, and only what QuickBooks
/// shows of its mails afterwards settles it. A mail that went elsewhere than to the document's own address is done once the
/// document bears its own again.
/// </summary>
internal sealed class QuickBooksSender<TRecord>(
    QuickBooksConnection connection, IQuickBooksFormat<TRecord> format, WriteCall call, QuickBooksOutcomes<TRecord> outcomes)
    where TRecord : class, IRecord
{
    private readonly QuickBooksOwnAddress<TRecord> _address = new(connection, format, call, outcomes);

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
            return await SettleAsync(operation, attempts, context, cancellationToken).ConfigureAwait(false);
        }

        if (operation.Problems.Count > 0)
        {
            return outcomes.Rejected(operation, operation.Problems, requestId: null);
        }

        var attempt = AttemptOf(operation);
        WriteCallOutcome called;
        try
        {
            called = await call.SendAsync(
                    attempt,
                    context,
                    ending => connection.Api.SendDocumentAsync(PathOf(operation), format.Entity, ending),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (ConnectorException refusal)
            when (refusal.Kind is ConnectorErrorKind.Invalid or ConnectorErrorKind.NotFound or ConnectorErrorKind.Conflict)
        {
            return outcomes.Refused(operation, refusal);
        }

        return await ToldAsync(operation, called, context, cancellationToken).ConfigureAwait(false);
    }

    private async Task<WriteOutcome> ToldAsync(
        QuickBooksOperation<TRecord> operation,
        WriteCallOutcome called,
        WriteContext context,
        CancellationToken cancellationToken
    )
    {
        if (called.Response is not { } response)
        {
            return outcomes.Uncertain(operation, called.Attempt, called.LostReason, called.RequestId);
        }

        return
            QuickBooksPage.Single(response.Body, format.Entity) is { } payload
            && format.Read(payload, connection.ReadScope(company: null)) is { } written
            ? await DoneAsync(operation, written, called.Attempt, called.RequestId, context, cancellationToken).ConfigureAwait(false)
            : outcomes.Uncertain(
                operation,
                called.Attempt,
                "QuickBooks mailed the document, and its answer cannot be read.",
                called.RequestId
            );
    }

    // An attempt says when the document had last been mailed; another time now says that it was mailed since.
    private async Task<WriteOutcome> SettleAsync(
        QuickBooksOperation<TRecord> operation,
        List<WriteAttempt> attempts,
        WriteContext context,
        CancellationToken cancellationToken
    )
    {
        var mail = attempts.Find(attempt => QuickBooksMailing.Of(attempt).To is not null) ?? attempts[^1];
        var state = StateOf(operation);
        if (operation.Current is { MailedAt: not null } current && attempts.Exists(one => QuickBooksMailing.Of(one).State != state))
        {
            return await DoneAsync(operation, current, mail, requestId: null, context, cancellationToken).ConfigureAwait(false);
        }

        return outcomes.Uncertain(
            operation,
            mail,
            "QuickBooks does not show that it mailed the document, and a mail is never sent twice. Look there, and send it as a new effect.",
            requestId: null
        );
    }

    private async Task<WriteOutcome> DoneAsync(
        QuickBooksOperation<TRecord> operation,
        QuickBooksWritten mailed,
        WriteAttempt attempt,
        string? requestId,
        WriteContext context,
        CancellationToken cancellationToken
    ) =>
        QuickBooksMailing.Of(attempt) is var mailing && mailing.HasReplaced(mailed.MailAddress)
            ? await _address.PutBackAsync(operation, mailed, attempt, mailing.Own, context, cancellationToken).ConfigureAwait(false)
            : outcomes.Made(operation, mailed, requestId);

    private WriteAttempt AttemptOf(QuickBooksOperation<TRecord> operation)
    {
        var now = connection.Now;
        var text = $"send\n{operation.Intent.Key}\n{now.ToUnixTimeTicks()}";
        var mailing = new QuickBooksMailing(StateOf(operation), connection.Settings.SendTo, operation.Current?.MailAddress);
        return new()
        {
            Key = WriteAttempts.Hash(text)[..32],
            Members = [operation.Intent.Key],
            Fingerprint = mailing.Fingerprint,
            StartedAt = now,
        };
    }

    private string StateOf(QuickBooksOperation<TRecord> operation) =>
        WriteAttempts.Hash($"send\n{format.Entity}\n{operation.Intent.Target!.ExternalId}\n{operation.Current?.MailedAt}");

    private string PathOf(QuickBooksOperation<TRecord> operation) =>
        connection.Api.SendPath(format.Entity, operation.Intent.Target!.ExternalId, connection.Settings.SendTo);
}
