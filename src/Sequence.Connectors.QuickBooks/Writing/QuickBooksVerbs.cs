namespace Sequence.Connectors.QuickBooks;

/// <summary>The verbs that several types of record share. Pure.</summary>
internal static class QuickBooksVerbs
{
    /// <summary>Keeps the object with its id and number and zeroes its amounts.</summary>
    public static QuickBooksVerb<TRecord> Void<TRecord>(QuickBooksAction action, Func<TRecord, bool> isVoided)
        where TRecord : class, IRecord => new()
        {
            Action = (_, _) => action,
            Stands = (_, current) => isVoided((TRecord)current.Record),
        };

    /// <summary>Removes the object for good.</summary>
    public static QuickBooksVerb<TRecord> Delete<TRecord>()
        where TRecord : class, IRecord => new()
        {
            Action = (_, _) => QuickBooksAction.Delete,
            Stands = (_, _) => false,
            Removes = true,
        };

    /// <summary>Hides the object from lists; QuickBooks never deletes what has a name.</summary>
    public static QuickBooksVerb<TRecord> Archive<TRecord>(Func<TRecord, bool> isArchived)
        where TRecord : class, IRecord => new()
        {
            Action = (_, _) => QuickBooksAction.Update,
            Stands = (_, current) => isArchived((TRecord)current.Record),
            Compose = (body, _, _, _) => body.Json.WriteBoolean("Active", false),
        };

    /// <summary>Says that a document was sent, without mailing anyone: only <c>NeedToSend</c> would mail it.</summary>
    public static QuickBooksVerb<TDocument> MarkSent<TDocument>()
        where TDocument : class, IDocument => new()
        {
            Action = (_, _) => QuickBooksAction.Update,
            Stands = (_, current) => ((IDocument)current.Record).StatusText == QuickBooksFacts.EmailSent,
            Compose = (body, _, _, _) => body.Json.WriteString("EmailStatus", QuickBooksFacts.EmailSent),
        };

    /// <summary>Has QuickBooks mail a document, once.</summary>
    public static QuickBooksVerb<TDocument> Send<TDocument>()
        where TDocument : class, IDocument => new()
        {
            Action = (_, _) => QuickBooksAction.Send,
            Stands = (_, _) => false,
            Compose = (body, _, scope, current) => RefuseUnsendable(body, scope, (IDocument?)current?.Record),
            NeedsCurrent = true,
        };

    private static void RefuseUnsendable(QuickBooksBody body, QuickBooksWriteScope scope, IDocument? document)
    {
        if (document is { Status: DocumentStatus.Voided })
        {
            body.Refuse("document.voided", "", "The document is voided in QuickBooks, so it was not mailed.", "Make a new document.");
        }

        var address = scope.Settings.SendTo ?? (document as Invoice)?.BillingEmail ?? (document as CreditMemo)?.BillingEmail;
        if (document is not null && address is null)
        {
            body.Refuse(
                "email.missing", nameof(Invoice.BillingEmail), "The document has no mail address in QuickBooks, so it was not mailed.",
                $"Write its billing email first, or set '{QuickBooksSettings.SendToKey}'.");
        }
    }
}
