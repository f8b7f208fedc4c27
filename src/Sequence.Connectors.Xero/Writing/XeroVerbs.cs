namespace Sequence.Connectors.Xero;

/// <summary>
/// The verbs that change where a record stands: what they send, and what stands in their way. A draft is deleted only when
/// deletion was asked for, and what is approved is voided, never deleted.
/// https://developer.xero.com/documentation/api/accounting/invoices
/// </summary>
internal static class XeroVerbs
{
    private const string Voided = "VOIDED";
    private const string Deleted = "DELETED";

    /// <summary>Whether the record stands as the verb wishes.</summary>
    public static bool IsDone<TRecord>(WriteIntent<TRecord> intent, XeroWritten before)
        where TRecord : class, IRecord => intent.Verb switch
        {
            WriteVerb.Void => before.Status == Voided,
            WriteVerb.Delete => before.Status == Deleted,
            WriteVerb.Archive => before.Status == "ARCHIVED",
            WriteVerb.MarkSent => before.IsSent,
            WriteVerb.MoveDate => IsMoved((IDocument)intent.Record, (IDocument)before.Record),
            _ => false,
        };

    /// <summary>Writes what the verb changes, or says why it cannot be.</summary>
    public static void Compose<TRecord>(XeroBody body, WriteIntent<TRecord> intent, XeroWritten before, Uri? link)
        where TRecord : class, IRecord
    {
        switch (intent.Verb)
        {
            case WriteVerb.Void:
                Void(body, before, link);
                break;
            case WriteVerb.Delete:
                Delete(body, before, link);
                break;
            case WriteVerb.Archive:
                body.Json.WriteString("ContactStatus", "ARCHIVED");
                break;
            case WriteVerb.MarkSent:
                MarkSent(body, before, link);
                break;
            case WriteVerb.MoveDate:
                MoveDate(body, (IDocument)intent.Record, before, link);
                break;
        }
    }

    private static void Void(XeroBody body, XeroWritten before, Uri? link)
    {
        body.Json.WriteString("Status", Voided);
        if (IsDraft(before))
        {
            body.Refuse(
                "document.draft",
                "",
                "It is a draft in Xero, and a draft cannot be voided.",
                "Approve it in Xero, or ask for its deletion.",
                link
            );
        }
        else if (before.Status == Deleted)
        {
            Gone(body);
        }

        Paid(body, before, "voided", link);
    }

    private static void Delete(XeroBody body, XeroWritten before, Uri? link)
    {
        body.Json.WriteString("Status", Deleted);
        if (!IsDraft(before))
        {
            body.Refuse("document.final", "", $"It is {before.Status} in Xero; only a draft can be deleted.", "Void it instead.", link);
        }
    }

    private static void MarkSent(XeroBody body, XeroWritten before, Uri? link)
    {
        body.Json.WriteBoolean("SentToContact", true);
        if (before.Status is not ("AUTHORISED" or "PAID"))
        {
            body.Refuse(
                "document.status",
                "",
                $"It is {before.Status} in Xero; only an approved invoice can be marked as sent.",
                null,
                link
            );
        }
    }

    private static void MoveDate(XeroBody body, IDocument document, XeroWritten before, Uri? link)
    {
        if (document.IssueDate is not { } date)
        {
            body.Refuse("document.date.missing", nameof(IDocument.IssueDate), "There is no date to move the document to.", "Give it.");
            return;
        }

        body.Json.WriteString("Date", XeroValues.Text(date));
        if (document is Invoice { DueDate: { } due })
        {
            body.Json.WriteString("DueDate", XeroValues.Text(due));
        }

        if (before.Status is Voided or Deleted)
        {
            body.Refuse("document.status", "", $"It is {before.Status} in Xero, and cannot be changed any more.", null, link);
        }

        Paid(body, before, "moved to another date", link);
    }

    private static void Paid(XeroBody body, XeroWritten before, string what, Uri? link)
    {
        if (before.Settled > 0m)
        {
            body.Refuse(
                "document.paid",
                "",
                $"{XeroValues.Text(before.Settled)} of it is paid, credited or used in Xero, so that it cannot be {what}.",
                "Take payments and credits off in Xero first, or issue a credit memo.",
                link
            );
        }
    }

    private static void Gone(XeroBody body) =>
        body.Refuse("target.gone", "", "The record was deleted in Xero.", "Unlink it, or create it anew.");

    private static bool IsDraft(XeroWritten before) => before.Status is "DRAFT" or "SUBMITTED";

    private static bool IsMoved(IDocument wished, IDocument stands) =>
        wished.IssueDate == stands.IssueDate && (wished is not Invoice { DueDate: { } due } || due == ((Invoice)stands).DueDate);
}
