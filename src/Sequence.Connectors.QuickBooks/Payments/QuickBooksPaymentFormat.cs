namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Payments, from the unified model to QuickBooks. What they settle is sent whole, for what is left out is unlinked: what the model
/// does not hold, such as a journal entry, is sent again as it stands.
/// </summary>
internal sealed class QuickBooksPaymentFormat : IQuickBooksFormat<Payment>
{
    public string Entity => "Payment";

    public bool HasActive => false;

    public IReadOnlyDictionary<WriteVerb, QuickBooksVerb<Payment>> Verbs { get; } = new Dictionary<WriteVerb, QuickBooksVerb<Payment>>
    {
        [WriteVerb.Void] = QuickBooksVerbs.Void<Payment>(QuickBooksAction.VoidByUpdate, payment => payment.State == PaymentState.Voided),
        [WriteVerb.Delete] = QuickBooksVerbs.Delete<Payment>(),
    };

    public string? CustomerOf(WriteIntent<Payment> intent) => intent.References.Find<Customer>(intent.Record.CustomerId);

    public bool NeedsCurrent(WriteIntent<Payment> intent) => intent.Owns(nameof(Payment.Allocations));

    public void Compose(QuickBooksBody body, WriteIntent<Payment> intent, QuickBooksWriteScope scope)
    {
        var payment = intent.Record;
        QuickBooksPaymentBody.Customer(body, intent.References, payment.CustomerId, payment.Currency, scope, "payment");
        if (payment.Amount is { } amount && body.Owns(nameof(Payment.Amount)))
        {
            body.Json.WriteNumber("TotalAmt", amount);
        }

        QuickBooksDocumentBody.ExchangeRate(body, payment.ExchangeRate, scope);
        body.TransactionDate(nameof(Payment.Date), payment.Date, scope);
        Reference(body, payment);
        Deposit(body, intent, scope);
        Leftovers(body, payment);
        Rest(body, payment, scope);
        if (!body.IsUpdate)
        {
            // The memo is cut where both are too long, never the mark.
            var mark = QuickBooksMark.For(scope.Product, "payment", payment.Id, intent.Key);
            var memo = body.Fit(
                nameof(Payment.Memo),
                "PrivateNote",
                payment.Memo ?? "",
                QuickBooksFacts.PrivateNoteLength - mark.Length - 1
            );
            body.Json.WriteString("PrivateNote", $"{memo}\n{mark}".Trim());
        }

        if (body.Owns(nameof(Payment.Allocations)))
        {
            Allocations(body, intent);
        }
    }

    public QuickBooksWritten? Read(RawPayload payload, QuickBooksReadScope scope) =>
        WireReader.Parse(payload.Utf8.Span, QuickBooksPayment.Shape) is { Id: not null } wire
            ? new(QuickBooksPaymentMapper.ToPayment(wire, payload, scope), wire.PrivateNote, [])
            : null;

    public IEnumerable<MappingNote> Compare(WriteIntent<Payment> intent, IRecord written)
    {
        var sent = intent.Record;
        if (written is Payment { Amount: { } theirs } && sent.Amount is { } ours && theirs != ours)
        {
            yield return new()
            {
                Kind = MappingNoteKind.Differs,
                Path = nameof(Payment.Amount),
                SystemPath = "TotalAmt",
                From = QuickBooksValues.Text(ours),
                To = QuickBooksValues.Text(theirs),
                Message = $"The payment is {QuickBooksValues.Text(ours)} here and {QuickBooksValues.Text(theirs)} in QuickBooks.",
            };
        }
    }

    public bool IsSame(WriteIntent<Payment> intent, IRecord found) => false;

    private static void Deposit(QuickBooksBody body, WriteIntent<Payment> intent, QuickBooksWriteScope scope)
    {
        if (intent.Record.DepositAccountId is not { } account)
        {
            // Where it was banked since is QuickBooks' business.
            if (!body.IsUpdate && scope.Settings.DepositAccount is { } usual)
            {
                body.Reference(QuickBooksNames.DepositToAccountRef, usual, "Account", nameof(Payment.DepositAccountId));
            }
        }
        else if (!body.Owns(nameof(Payment.DepositAccountId)))
        {
            return;
        }
        else if (intent.References.Find<LedgerAccount>(account) is { } deposit)
        {
            body.Reference(QuickBooksNames.DepositToAccountRef, deposit, "Account", nameof(Payment.DepositAccountId));
        }
        else
        {
            body.Refuse(
                "reference.unlinked", nameof(Payment.DepositAccountId), $"The account '{account}' is not linked to QuickBooks.",
                $"Link it, or leave it out and set '{QuickBooksSettings.DepositAccountKey}'.");
        }
    }

    private static void Rest(QuickBooksBody body, Payment payment, QuickBooksWriteScope scope)
    {
        var rest = payment.Amount - payment.Allocations.Sum(one => one.InvoiceId is null ? -one.Amount : one.Amount);
        if (rest > 0m && scope.Company.AutoApplyPayments)
        {
            body.Note(
                MappingNoteKind.Defaulted, nameof(Payment.Unapplied), "Preferences.SalesFormsPrefs.AutoApplyPayments", null, "true",
                $"The company has QuickBooks apply payments by itself: {QuickBooksValues.Text(rest.Value)}, which pays no invoice here, "
                    + "may pay one there.");
        }
    }

    private static void Leftovers(QuickBooksBody body, Payment payment)
    {
        if (payment.MethodText is { } method && body.Owns(nameof(Payment.MethodText)))
        {
            body.Note(
                MappingNoteKind.Dropped, nameof(Payment.MethodText), "PaymentMethodRef", method, null,
                "QuickBooks knows methods of payment by ids of its own; this one was left out.");
        }

        if (payment.Memo is { } memo && body.IsUpdate && body.Owns(nameof(Payment.Memo)))
        {
            body.Note(
                MappingNoteKind.Dropped, nameof(Payment.Memo), "PrivateNote", memo, null,
                "The note of a payment is written once; QuickBooks' users may have added to it since.");
        }

        body.RefuseCustomFields(payment.CustomFields, "payments");
    }

    private static void Reference(QuickBooksBody body, Payment payment)
    {
        if (payment.Reference is { Length: > QuickBooksFacts.NumberLength } reference)
        {
            body.Refuse(
                "reference.too_long",
                nameof(Payment.Reference),
                $"The reference '{reference}' has {reference.Length} characters; QuickBooks holds {QuickBooksFacts.NumberLength}.",
                "Shorten it."
            );
        }
        else
        {
            body.Text(nameof(Payment.Reference), "PaymentRefNum", payment.Reference, QuickBooksFacts.NumberLength);
        }
    }

    private static void Allocations(QuickBooksBody body, WriteIntent<Payment> intent)
    {
        body.Json.WriteStartArray("Line");
        var allocations = intent.Record.Allocations;
        for (var i = 0; i < allocations.Count; i++)
        {
            var (id, type) = allocations[i].InvoiceId is { } invoice
                ? (intent.References.Find<Invoice>(invoice), "Invoice")
                : (intent.References.Find<CreditMemo>(allocations[i].CreditMemoId), "CreditMemo");
            if (id is null)
            {
                body.Refuse(
                    "reference.unlinked", $"Allocations[{i}]",
                    $"The {(type == "Invoice" ? $"invoice '{allocations[i].InvoiceId}'" : $"credit memo '{allocations[i].CreditMemoId}'")} is not linked to QuickBooks.",
                    "Send the document first.");
                continue;
            }

            QuickBooksPaymentBody.Line(body, allocations[i].Amount, type, id);
        }

        foreach (var link in body.Current is { } current ? QuickBooksPaymentLink.Of(current) : [])
        {
            if (!link.IsOfModel)
            {
                QuickBooksPaymentBody.Line(body, link);
            }
        }

        body.Json.WriteEndArray();
    }
}
