namespace Sequence.Connectors.Xero;

/// <summary>The bodies of payments, and what keeps one from being sent.</summary>
internal static class XeroPaymentBody
{
    // A space, two brackets and the key of the intent.
    private const int MarkLength = 35;

    public static void Write(XeroBody body, WriteIntent<Payment> intent, XeroWriteScope scope)
    {
        var payment = intent.Record;
        var reference = XeroMark.In(
            body.Fit(nameof(Payment.Reference), "Reference", payment.Reference ?? "", XeroFacts.ReferenceLength - MarkLength),
            intent.Key
        );
        Check(body, payment);
        Currency(body, intent, scope);
        Account(body, intent, scope);
        if (payment.Date is { } date)
        {
            body.Json.WriteString("Date", XeroValues.Text(date));
        }

        body.Json.WriteString("Reference", reference);
        if (XeroPaymentFormat.IsOfSeveral(payment))
        {
            var rate = payment.ExchangeRate is { } given ? XeroValues.Text(given) : null;
            body.Drop(nameof(Payment.ExchangeRate), rate, "Xero's payments of several invoices take no rate; it takes the day's.");
            Parts(body, intent, reference);
        }
        else if (payment.Allocations.Count > 0)
        {
            XeroDocumentBody.ExchangeRate(body, payment.Currency, payment.ExchangeRate, scope);
            Part(body, intent, index: 0);
        }

        XeroCustomFieldBody.Write(body, intent, scope);
        body.Drop(nameof(Payment.MethodText), payment.MethodText, "Xero's payments know their account, and no way of paying.");
        body.Drop(nameof(Payment.Memo), payment.Memo, "Xero's payments have one text, their reference.");
    }

    private static void Check(XeroBody body, Payment payment)
    {
        if (payment.Date is null)
        {
            body.Refuse("payment.date.missing", nameof(Payment.Date), "The payment has no date.", "Give the day that it was received.");
        }

        if (payment.Allocations.Count == 0)
        {
            body.Refuse(
                "payment.allocation.missing",
                nameof(Payment.Allocations),
                "The payment pays no invoice; Xero records a payment with the document that it pays.",
                "Allocate it, or record it in Xero as money on account."
            );
            return;
        }

        if (payment.Allocations.Count > 1 && payment.Allocations.Any(part => part.CreditMemoId is not null))
        {
            body.Refuse(
                "payment.allocation.mixed",
                nameof(Payment.Allocations),
                "The payment uses a credit memo beside other documents; in Xero a payment pays invoices, or refunds one credit memo.",
                "Apply the credit memo by a credit application, and record the money as a payment of its own."
            );
        }

        var allocated = payment.Allocations.Sum(part => part.Amount);
        if (payment.Amount is { } amount && amount != allocated)
        {
            body.Refuse(
                "payment.unapplied",
                nameof(Payment.Amount),
                $"The payment is {XeroValues.Text(amount)} and {XeroValues.Text(allocated)} of it is allocated; in Xero a payment is as large as what it pays.",
                "Allocate all of it, and record the rest in Xero as money on account."
            );
        }
    }

    private static void Currency(XeroBody body, WriteIntent<Payment> intent, XeroWriteScope scope)
    {
        if (intent.Record.Currency is not { } currency)
        {
            return;
        }

        scope.CheckCurrency(body, nameof(Payment.Currency), currency);
        foreach (var id in XeroPaidDocuments.InvoicesOf([intent]).Concat(XeroPaidDocuments.NotesOf([intent])))
        {
            if (scope.DocumentCurrencies.TryGetValue(id, out var theirs) && theirs != currency.Value)
            {
                body.Refuse(
                    "currency.differs",
                    nameof(Payment.Currency),
                    $"The payment is in {currency}, and the document {id} that it pays is in {theirs} in Xero.",
                    "Record the payment in the currency of its document.",
                    scope.Links.Invoice(id)
                );
            }
        }
    }

    private static void Account(XeroBody body, WriteIntent<Payment> intent, XeroWriteScope scope)
    {
        var own = intent.Record.DepositAccountId;
        var account = own is null
            ? scope.Settings.DepositAccountOf(intent.Record.Currency)
            : intent.References.Find<LedgerAccount>(own);
        if (account is null)
        {
            body.Refuse(
                own is null ? "account.unmapped" : "reference.unlinked",
                nameof(Payment.DepositAccountId),
                own is null
                    ? "The payment names no account that it goes to, and the connection has none for payments."
                    : $"The account '{own}' is not linked to Xero.",
                $"Set '{XeroSettings.DepositAccountKey}' to a bank account's code or id, or link the account.",
                scope.Links.Accounts()
            );
            return;
        }

        body.Json.WriteStartObject("Account");
        body.Json.WriteString(XeroValues.IsGuid(account) ? "AccountID" : "Code", account);
        body.Json.WriteEndObject();
    }

    // What Xero says of a batch's own reference differs by country, and that of its parts is kept: each bears the mark.
    private static void Parts(XeroBody body, WriteIntent<Payment> intent, string reference)
    {
        body.Json.WriteStartArray("Payments");
        for (var i = 0; i < intent.Record.Allocations.Count; i++)
        {
            body.Json.WriteStartObject();
            Part(body, intent, i);
            body.Json.WriteString("Reference", reference);
            body.Json.WriteEndObject();
        }

        body.Json.WriteEndArray();
    }

    private static void Part(XeroBody body, WriteIntent<Payment> intent, int index)
    {
        var allocation = intent.Record.Allocations[index];
        var isInvoice = allocation.InvoiceId is not null;
        var id = isInvoice
            ? intent.References.Find<Invoice>(allocation.InvoiceId)
            : intent.References.Find<CreditMemo>(allocation.CreditMemoId);
        if (id is null)
        {
            body.Refuse(
                "reference.unlinked",
                $"Allocations[{index}]",
                $"The {(isInvoice ? $"invoice '{allocation.InvoiceId}'" : $"credit memo '{allocation.CreditMemoId}'")} is not linked to Xero.",
                "Send the document first."
            );
            return;
        }

        body.Json.WriteStartObject(isInvoice ? "Invoice" : "CreditNote");
        body.Json.WriteString(isInvoice ? "InvoiceID" : "CreditNoteID", id);
        body.Json.WriteEndObject();
        body.Json.WriteNumber("Amount", allocation.Amount);
    }
}
