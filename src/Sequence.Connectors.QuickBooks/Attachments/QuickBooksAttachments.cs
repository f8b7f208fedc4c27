using System.Text.Json;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Attaches files to documents. An upload bears no key, so that it is never repeated blindly: the file bears our mark in its note, and is
/// looked for beside its document first.
/// </summary>
internal sealed class QuickBooksAttachments(QuickBooksConnection connection) : IAttachments
{
    private readonly WriteCall _call = connection.WriteCall;

    public async Task<WriteOutcome> AttachAsync(Attachment attachment, WriteContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        ArgumentNullException.ThrowIfNull(context);
        if (Refusal(attachment) is { } refusal)
        {
            return new WriteOutcome.Rejected { IntentKey = attachment.Key, Problems = [refusal] };
        }

        var open = context.Unsettled.LastOrDefault(attempt => attempt.Members.Contains(attachment.Key));
        if (await FindAsync(attachment, cancellationToken).ConfigureAwait(false) is { Id: { } id } standing)
        {
            return open is null
                ? new WriteOutcome.Unchanged { IntentKey = attachment.Key, ExternalId = id, Version = standing.SyncToken }
                : new WriteOutcome.Created { IntentKey = attachment.Key, ExternalId = id, Version = standing.SyncToken };
        }

        return Waiting(attachment, open)
            ?? (context.SettleOnly ? Absent(attachment) : await UploadAsync(attachment, context, cancellationToken).ConfigureAwait(false));
    }

    private async Task<WriteOutcome> UploadAsync(Attachment attachment, WriteContext context, CancellationToken cancellationToken)
    {
        var upload = QuickBooksUpload.Of(
            attachment,
            attachment.DocumentType.Name,
            QuickBooksMark.For(connection.Product, "file", attachment.FileName, attachment.Key)
        );
        var now = connection.Now;
        var attempt = new WriteAttempt
        {
            Key = WriteAttempts.Hash($"{attachment.Key}\n{now.ToUnixTimeTicks()}")[..32],
            Members = [attachment.Key],
            Fingerprint = upload.Fingerprint,
            StartedAt = now,
        };
        try
        {
            var called = await _call
                .SendAsync(
                    attempt,
                    context,
                    ending => connection.Api.UploadAsync(upload.Body, upload.ContentType, ending),
                    cancellationToken
                )
                .ConfigureAwait(false);
            return called.Response is { } response
                ? Told(attachment, called, response.Body)
                : Uncertain(attachment, called.Attempt, called.LostReason, called.RequestId);
        }
        catch (ConnectorException refused) when (refused.Kind is ConnectorErrorKind.Invalid or ConnectorErrorKind.NotFound)
        {
            return Refused(attachment, new(Type: "", refused.SystemCode, refused.Message, Detail: null), refused.RequestId);
        }
    }

    private WriteOutcome Told(Attachment attachment, WriteCallOutcome called, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            if (answer.RootElement.TryGetProperty("AttachableResponse", out var items)
                && items is { ValueKind: JsonValueKind.Array } && items.GetArrayLength() > 0)
            {
                if (
                    items[0].TryGetProperty("Attachable", out var made)
                    && made.TryGetProperty("Id", out var id)
                    && id.GetString() is { } external
                )
                {
                    return new WriteOutcome.Created { IntentKey = attachment.Key, ExternalId = external, RequestId = called.RequestId };
                }

                if (QuickBooksFault.Find(items[0]) is { } fault)
                {
                    return Refused(attachment, fault, called.RequestId);
                }
            }
        }
        catch (JsonException)
        {
            // The upload was answered by success; what it made is looked for.
        }

        return Uncertain(attachment, called.Attempt, "QuickBooks' answer says nothing of the file.", called.RequestId);
    }

    private async Task<QuickBooksAttachable?> FindAsync(Attachment attachment, CancellationToken cancellationToken)
    {
        var query = new QuickBooksQuery("Attachable")
            .Where("AttachableRef.EntityRef.Type", "=", attachment.DocumentType.Name)
            .Where("AttachableRef.EntityRef.value", "=", attachment.DocumentId)
            .Page(1, QuickBooksFacts.PageSize);
        var answer = await connection.Api.QueryAsync(query, cancellationToken).ConfigureAwait(false);
        return QuickBooksPage.Read(answer.Body, "Attachable", QuickBooksAttachable.Shape)
            .Select(one => one.Wire).FirstOrDefault(file => QuickBooksMark.IsIn(file?.Note, attachment.Key));
    }

    private WriteOutcome.Uncertain? Waiting(Attachment attachment, WriteAttempt? open) =>
        open is not null && connection.SettleTime.Remaining(open, connection.Now) is not null
            ? Uncertain(attachment, open, "An earlier upload of this file got no answer and may still be at work.", requestId: null)
            : null;

    private WriteOutcome.Uncertain Uncertain(Attachment attachment, WriteAttempt attempt, string reason, string? requestId) => new()
    {
        IntentKey = attachment.Key,
        Attempt = attempt,
        Reason = reason,
        RequestId = requestId,
        ProbeAfter = connection.SettleTime.Remaining(attempt, connection.Now),
    };

    private static WriteOutcome.NotAttempted Absent(Attachment attachment) =>
        new() { IntentKey = attachment.Key, Kind = null, Reason = "The file does not stand beside its document." };

    private WriteOutcome.Rejected Refused(Attachment attachment, QuickBooksFault fault, string? requestId) =>
        new()
        {
            IntentKey = attachment.Key,
            Problems =
            [
                fault.Code == "610"
                    ? QuickBooksRefusals.Gone(attachment.DocumentType.Name, new() { ExternalId = attachment.DocumentId })
                    : QuickBooksRefusals.Of(fault, "Attachable", connection.Links),
            ],
            RequestId = requestId,
        };

    private static Problem? Refusal(Attachment attachment) => attachment switch
    {
        { DocumentType.Name: not ("Invoice" or "CreditMemo" or "Payment" or "Customer") } => new()
        {
            Code = "attachment.unsupported",
            Path = nameof(Attachment.DocumentType),
            Message = $"QuickBooks keeps no files of ours beside a record of the type {attachment.DocumentType}.",
            Fix = "Attach it to an invoice, a credit memo, a payment or a customer.",
        },
        { Content.Length: 0 or > QuickBooksFacts.LongestFile } => new()
        {
            Code = "attachment.size",
            Path = nameof(Attachment.Content),
            Message = $"The file has {attachment.Content.Length} bytes; QuickBooks keeps files of 1 to {QuickBooksFacts.LongestFile}.",
            Fix = "Attach a smaller file.",
        },
        _ => null,
    };
}
