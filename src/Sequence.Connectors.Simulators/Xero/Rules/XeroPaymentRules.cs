using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>Payments: made and deleted, never edited, never more than what is open.</summary>
internal sealed class XeroPaymentRules : XeroRules
{
    public override void Write(XeroWrite write)
    {
        var id = write.PathId ?? write.Sent.Text("PaymentID");
        if (id is not null && !write.CreatesOnly)
        {
            Delete(write, id);
            return;
        }

        var (kind, document) = Target(write);
        if (document is not null)
        {
            Make(write, kind, document);
        }
    }

    private static void Delete(XeroWrite write, string id)
    {
        write.Before = write.Books.Store.Find("Payment", id);
        if (write.Before is null || write.Sent.Text("Status") != "DELETED")
        {
            write.Refuse(write.Before is null
                ? "An existing Payment with the specified PaymentID could not be found"
                : "Payments cannot be edited: the only status that can be sent is DELETED");
            return;
        }

        if (write.Before.ContainsKey("BatchPaymentID"))
        {
            write.Refuse("Payments within a batch cannot be deleted.");
            return;
        }

        if (write.Before.Text("Status") == "DELETED" || write.Before.Flag("IsReconciled") == true)
        {
            write.Refuse("Payment not of valid status for modification");
            return;
        }

        write.Document = TakeBack(write.Books, write.Before);
    }

    /// <summary>Deletes a payment, which opens its document again; it stays to be read.</summary>
    public static JsonObject TakeBack(XeroBooks books, JsonObject payment)
    {
        var deleted = payment.Clone();
        deleted["Status"] = "DELETED";
        var (kind, document) = Paid(books, payment);
        var amount = payment.Number("Amount") ?? 0;
        XeroCreditNoteRules.Change(
            books, kind, document, changed => Settle(changed, payment.Text("PaymentID")!, -amount), books.Today);
        books.Stamp(deleted);
        books.Put(XeroKind.Payment, deleted);
        return deleted;
    }

    private static (XeroKind Kind, JsonObject? Document) Target(XeroWrite write)
    {
        var isNote = write.Sent["CreditNote"] is JsonObject || write.Sent.Text("CreditNoteNumber") is not null;
        var kind = isNote ? XeroKind.CreditNote : XeroKind.Invoice;
        var sent = write.Sent.Object(kind.Name);
        var key = sent.Text(kind.IdMember) ?? sent.Text(kind.Name + "Number") ?? write.Sent.Text(kind.Name + "Number");
        var document = key is null ? null : write.Books.Find(kind, key);
        if (document is null)
        {
            write.Refuse("Payment must be made against an existing Invoice or Credit Note.");
        }

        return (kind, document);
    }

    private static void Make(XeroWrite write, XeroKind kind, JsonObject document)
    {
        var amount = XeroWrite.Number(write.Sent, "Amount") ?? 0;
        var open = document.Number(kind == XeroKind.Invoice ? "AmountDue" : "RemainingCredit") ?? 0;
        var sentAccount = write.Sent.Object("Account");
        var account = write.Books.Account(sentAccount.Text("Code") ?? write.Sent.Text("Code"), sentAccount.Text("AccountID"));
        var day = write.Day("Date") is { } text ? XeroDates.TryDay(text)!.Value : write.Books.Today;
        Check(write, document, account, amount, open, day);
        if (write.Errors.Count > 0)
        {
            return;
        }

        var isSale = document.Text("Type") is "ACCREC" or "ACCRECCREDIT";
        write.Document = new JsonObject
        {
            ["PaymentID"] = write.Books.NewId(),
            ["Date"] = day.Iso(),
            ["Amount"] = JsonMembers.Money(amount),
            ["BankAmount"] = JsonMembers.Money(XeroWrite.Number(write.Sent, "BankAmount") ?? amount),
            ["Reference"] = write.Sent.Text("Reference") ?? "",
            ["CurrencyRate"] = XeroWrite.Number(write.Sent, "CurrencyRate") ?? document.Number("CurrencyRate") ?? 1m,
            ["PaymentType"] = kind == XeroKind.Invoice
                ? isSale ? "ACCRECPAYMENT" : "ACCPAYPAYMENT"
                : isSale ? "ARCREDITPAYMENT" : "APCREDITPAYMENT",
            ["Status"] = "AUTHORISED",
            ["IsReconciled"] = write.Sent.Flag("IsReconciled") == true,
            ["AccountID"] = account.Text("AccountID"),
            [kind.IdMember] = document.Text(kind.IdMember),
        };
        write.Books.Stamp(write.Document);
        write.Books.Put(XeroKind.Payment, write.Document);
        var id = write.Document.Text("PaymentID")!;
        XeroCreditNoteRules.Change(write.Books, kind, document, changed => Settle(changed, id, amount), day);
    }

    private static void Check(
        XeroWrite write, JsonObject document, JsonObject? account, decimal amount, decimal open, DateOnly day)
    {
        // A paid document is no authorised one any more, and Xero says both.
        if (document.Text("Status") != "AUTHORISED")
        {
            write.Refuse("Payments can only be made against Authorised documents");
        }

        if (amount > open)
        {
            write.Refuse("Payment amount exceeds the amount outstanding on this document");
        }

        if (amount <= 0)
        {
            write.Refuse("Payment amount must be greater than 0");
        }

        if (account is null || (account.Text("Type") != "BANK" && account.Flag("EnablePaymentsToAccount") != true))
        {
            write.Refuse("The Account of a payment must be a bank account, or one that payments are enabled for.");
        }
        else if (account.Text("Status") == "ARCHIVED")
        {
            write.Refuse($"Account code '{account.Text("Code")}' has been archived, or deleted.");
        }
        else if (account.Text("CurrencyCode") is { } kept
            && kept != document.Text("CurrencyCode") && kept != write.Books.Profile.BaseCurrency)
        {
            write.Refuse($"The currency of the account must be {document.Text("CurrencyCode")}, or the organisation's own.");
        }

        if (day <= write.Books.Profile.PeriodLockDate || day <= write.Books.Profile.EndOfYearLockDate)
        {
            write.Refuse("The payment date cannot be before the period lock date");
        }
    }

    private static (XeroKind Kind, JsonObject Document) Paid(XeroBooks books, JsonObject payment) =>
        payment.Text("InvoiceID") is { } invoice
        ? (XeroKind.Invoice, books.Read(XeroKind.Invoice, invoice))
        : (XeroKind.CreditNote, books.Read(XeroKind.CreditNote, payment.Text("CreditNoteID")!));

    private static void Settle(JsonObject document, string paymentId, decimal amount)
    {
        document["AmountPaid"] = JsonMembers.Money((document.Number("AmountPaid") ?? 0) + amount);
        var ids = (JsonArray)document["PaymentIDs"]!;
        if (amount > 0)
        {
            ids.Add((JsonNode)paymentId);
        }
        else
        {
            ids.RemoveAll(each => each!.GetValue<string>().Equals(paymentId, StringComparison.OrdinalIgnoreCase));
        }
    }
}
