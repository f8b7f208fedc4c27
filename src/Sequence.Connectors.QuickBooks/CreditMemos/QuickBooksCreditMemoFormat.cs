namespace Sequence.Connectors.QuickBooks;

/// <summary>Credit memos, from the unified model to QuickBooks.</summary>
internal sealed class QuickBooksCreditMemoFormat : IQuickBooksFormat<CreditMemo>
{
    public string Entity => "CreditMemo";

    public bool HasActive => false;

    public string? CustomerOf(WriteIntent<CreditMemo> intent) => intent.References.Find<Customer>(intent.Record.CustomerId);

    public void Compose(QuickBooksBody body, WriteIntent<CreditMemo> intent, QuickBooksWriteScope scope)
    {
        var memo = intent.Record;
        QuickBooksDocumentBody.Write(body, intent, scope, "credit memo");
        body.Wrapped(nameof(CreditMemo.BillingEmail), "BillEmail", "Address", memo.BillingEmail, QuickBooksFacts.EmailLength);
        QuickBooksDocumentBody.SnapshotAddress(body, nameof(CreditMemo.BillingAddress), memo.BillingAddress);
        QuickBooksDocumentBody.ExchangeRate(body, memo.ExchangeRate, scope);
        if (scope.Company.AutoApplyCredit && !body.IsUpdate)
        {
            body.Note(
                MappingNoteKind.Defaulted, nameof(CreditMemo.CreditStatus), "Preferences.SalesFormsPrefs.AutoApplyCredit", null, "true",
                "The company applies new credit memos to the customer's oldest open invoice by itself.");
        }
    }

    public QuickBooksWritten? Read(RawPayload payload, QuickBooksReadScope scope) =>
        QuickBooksPage.Parse(payload.Utf8.Span, QuickBooksDocument.Shape) is { Id: not null } wire
            ? new(QuickBooksDocumentMapper.ToCreditMemo(wire, payload, scope), wire.PrivateNote, QuickBooksDocumentBody.LineIds(wire))
            : null;

    public IEnumerable<MappingNote> Compare(CreditMemo sent, IRecord written) => QuickBooksDocumentBody.Compare(sent, (IDocument)written);

    public bool IsSame(WriteIntent<CreditMemo> intent, IRecord found) => QuickBooksDocumentBody.IsSame(intent, (IDocument)found);
}
