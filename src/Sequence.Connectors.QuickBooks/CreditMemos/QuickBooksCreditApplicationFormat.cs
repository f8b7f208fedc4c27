namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Uses of credit memos. In QuickBooks one is a payment of zero that links the credit memo and the invoice, each with the amount
/// that is used: https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/payment.
/// </summary>
internal sealed class QuickBooksCreditApplicationFormat : IQuickBooksFormat<CreditApplication>
{
    public string Entity => "Payment";

    public bool HasActive => false;

    public IReadOnlyDictionary<WriteVerb, QuickBooksVerb<CreditApplication>> Verbs { get; } =
        new Dictionary<WriteVerb, QuickBooksVerb<CreditApplication>> { [WriteVerb.Unapply] = QuickBooksUnapplication.Verb };

    public string? CustomerOf(WriteIntent<CreditApplication> intent) => intent.References.Find<Customer>(intent.Record.CustomerId);

    public void Compose(QuickBooksBody body, WriteIntent<CreditApplication> intent, QuickBooksWriteScope scope)
    {
        var application = intent.Record;
        QuickBooksPaymentBody.Customer(body, intent.References, application.CustomerId, application.Currency, scope, "credit");
        body.Json.WriteNumber("TotalAmt", 0m);
        body.TransactionDate(nameof(CreditApplication.Date), application.Date, scope);
        if (!body.IsUpdate)
        {
            body.Json.WriteString("PrivateNote", QuickBooksMark.For(scope.Product, "use of credit", application.Id, intent.Key));
        }

        body.Json.WriteStartArray("Line");
        var (memo, invoice) = (
            intent.References.Find<CreditMemo>(application.CreditMemoId),
            intent.References.Find<Invoice>(application.InvoiceId)
        );
        Line(body, "CreditMemo", nameof(CreditApplication.CreditMemoId), application.CreditMemoId, memo, application);
        Line(body, "Invoice", nameof(CreditApplication.InvoiceId), application.InvoiceId, invoice, application);
        body.Json.WriteEndArray();
        body.RefuseCustomFields(application.CustomFields, "payments");
    }

    public QuickBooksWritten? Read(RawPayload payload, QuickBooksReadScope scope) =>
        WireReader.Parse(payload.Utf8.Span, QuickBooksPayment.Shape) is { Id: not null } wire
            ? new(QuickBooksPaymentMapper.ToApplication(wire, payload, scope), wire.PrivateNote, [])
            : null;

    public IEnumerable<MappingNote> Compare(WriteIntent<CreditApplication> intent, IRecord written) => [];

    public bool IsSame(WriteIntent<CreditApplication> intent, IRecord found) => false;

    private static void Line(QuickBooksBody body, string type, string path, string? id, string? externalId, CreditApplication application)
    {
        if (externalId is null)
        {
            var noun = type == "Invoice" ? "invoice" : "credit memo";
            body.Refuse(
                "reference.unlinked",
                path,
                $"The {noun} '{id}' is not linked to QuickBooks, so the credit was not applied.",
                "Send the document first."
            );
            return;
        }

        QuickBooksPaymentBody.Line(body, application.Amount ?? 0m, type, externalId);
    }
}
