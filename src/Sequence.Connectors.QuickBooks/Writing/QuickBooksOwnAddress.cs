namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Gives a document its own mail address back after QuickBooks mailed it elsewhere: the address that a send names takes the place
/// of the document's. Until that is done the send stays open, so that a crash in between loses no address and mails nobody twice.
/// https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/invoice#send-an-invoice
/// </summary>
internal sealed class QuickBooksOwnAddress<TRecord>(
    QuickBooksConnection connection, IQuickBooksFormat<TRecord> format, WriteCall call, QuickBooksOutcomes<TRecord> outcomes)
    where TRecord : class, IRecord
{
    /// <summary>Writes the address, and tells the send as done; as uncertain while the address is not there yet.</summary>
    /// <param name="operation">The send.</param>
    /// <param name="mailed">The document after the mail.</param>
    /// <param name="attempt">The attempt of the send.</param>
    /// <param name="own">The address; null empties it.</param>
    /// <param name="context">The journal.</param>
    /// <param name="cancellationToken">Stops before the request.</param>
    public async Task<WriteOutcome> PutBackAsync(
        QuickBooksOperation<TRecord> operation,
        QuickBooksWritten mailed,
        WriteAttempt attempt,
        string? own,
        WriteContext context,
        CancellationToken cancellationToken)
    {
        if (context.SettleOnly)
        {
            return Open(operation, attempt, "Write it again to put it back.");
        }

        var update = operation with { Action = QuickBooksAction.Update, Body = BodyOf(mailed, own) };
        var batch = QuickBooksBatch<TRecord>.Of(format.Entity, [update]);
        var put = batch.Attempt(connection.Now);
        try
        {
            var called = await call.SendAsync(
                    put,
                    context,
                    ending => connection.Api.BatchAsync(batch.Body, put.Key, items: 1, ending),
                    cancellationToken
                )
                .ConfigureAwait(false);
            var answer = called.Response is { } response ? batch.Read(response.Body, format.Entity)[0] : null;
            return answer is { Payload: { } payload } && format.Read(payload, connection.ReadScope(company: null)) is { } written
                    ? outcomes.Made(operation, written, called.RequestId)
                : answer?.Fault is { } fault && !MayPass(fault)
                    ? Refused(operation, mailed, own, fault.Text, called.RequestId)
                : Open(operation, attempt, answer?.Fault?.Text ?? called.LostReason);
        }
        catch (ConnectorException failure)
        {
            return failure.Kind == ConnectorErrorKind.Invalid
                ? Refused(operation, mailed, own, failure.Message, failure.RequestId)
                : Open(operation, attempt, failure.Message);
        }
        catch (OperationCanceledException)
        {
            return Open(operation, attempt, "The host stopped before.");
        }
    }

    // Somebody may be at work on the document, QuickBooks busy, or the connection to be mended.
    private static bool MayPass(QuickBooksFault fault) =>
        fault.IsSystemFault || fault.Code is "3001" or "5010" || QuickBooksAccess.FixOf(fault.Code) is not null;

    private static ReadOnlyMemory<byte> BodyOf(QuickBooksWritten mailed, string? own)
    {
        using var buffer = BodyBuffer.For(records: 1);
        var json = buffer.Json;
        json.WriteStartObject();
        json.WriteString("Id", mailed.Record.Id);
        json.WriteString("SyncToken", mailed.Version);
        json.WriteBoolean("sparse", true);
        json.WriteStartObject(QuickBooksNames.BillEmail);
        json.WriteString(QuickBooksNames.Address, own ?? "");
        json.WriteEndObject();
        json.WriteEndObject();
        return buffer.Take();
    }

    private WriteOutcome Refused(
        QuickBooksOperation<TRecord> operation, QuickBooksWritten mailed, string? own, string reason, string? requestId)
    {
        var note = new MappingNote
        {
            Kind = MappingNoteKind.Differs,
            Path = nameof(Invoice.BillingEmail),
            SystemPath = "BillEmail",
            From = own,
            To = mailed.MailAddress,
            Message = $"QuickBooks keeps {mailed.MailAddress}, where it mailed the document, as the document's address; it did not take "
                + $"{own ?? "none"} back: {reason}",
        };
        return outcomes.Made(operation with { Notes = [.. operation.Notes, note] }, mailed, requestId);
    }

    private WriteOutcome.Uncertain Open(QuickBooksOperation<TRecord> operation, WriteAttempt attempt, string reason) =>
        outcomes.Uncertain(
            operation,
            attempt,
            $"QuickBooks mailed the document, once, and the document's own address is still to be put back. {reason}",
            requestId: null
        );
}
