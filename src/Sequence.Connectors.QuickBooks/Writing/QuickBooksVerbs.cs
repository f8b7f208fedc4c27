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
            Stands = (_, current) =>
                current.Record is IDocument { Status: not DocumentStatus.Voided, StatusText: QuickBooksFacts.EmailSent },
            Compose = (body, _, _, current) =>
            {
                RefuseVoided(body, current, "marked as sent");
                body.Json.WriteString("EmailStatus", QuickBooksFacts.EmailSent);
            },
        };

    /// <summary>Has QuickBooks mail a document, once, to whom the tenant has said.</summary>
    public static QuickBooksVerb<TDocument> Send<TDocument>()
        where TDocument : class, IDocument => new()
        {
            Action = (_, _) => QuickBooksAction.Send,
            Stands = (_, _) => false,
            Compose = (body, _, scope, current) =>
            {
                RefuseVoided(body, current, "mailed");
                RefuseUnsendable(body, scope.Settings, current);
            },
            NeedsCurrent = true,
        };

    private static void RefuseVoided(QuickBooksBody body, QuickBooksWritten? current, string done)
    {
        if (current?.Record is IDocument { Status: DocumentStatus.Voided })
        {
            body.Refuse("document.voided", "", $"The document is voided in QuickBooks, so it was not {done}.", "Make a new document.");
        }
    }

    // A mail that went to the wrong person cannot be taken back.
    private static void RefuseUnsendable(QuickBooksBody body, QuickBooksSettings settings, QuickBooksWritten? current)
    {
        var allow = $"set '{QuickBooksSettings.MailCustomersKey}' to '{QuickBooksSettings.Yes}' to have customers mailed";
        if (settings is { SendTo: null, MailsCustomers: false })
        {
            body.Refuse(
                "email.not_allowed", "",
                "QuickBooks would mail the document to its customer, and nobody has said that it may.",
                $"Set '{QuickBooksSettings.SendToKey}' to the address that documents go to, such as your own, or {allow}; "
                    + "or mark the document as sent, which mails nobody.");
        }
        else if (current is { MailCopies: { } copies } && !settings.MailsCustomers)
        {
            body.Refuse(
                "email.not_allowed", "",
                $"QuickBooks would mail a copy of the document to {copies}, whom it has on the document, and nobody has said that it may.",
                $"Take the copies off the document in QuickBooks, or {allow}.");
        }
        else if (settings.SendTo is null && current is { MailAddress: null })
        {
            body.Refuse(
                "email.missing", nameof(Invoice.BillingEmail), "The document has no mail address in QuickBooks, so it was not mailed.",
                $"Write its billing email first, or set '{QuickBooksSettings.SendToKey}'.");
        }
    }
}
