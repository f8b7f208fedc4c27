namespace Sequence.Connectors.QuickBooks;

/// <summary>Credit memos, from the unified model to QuickBooks.</summary>
internal sealed class QuickBooksCreditMemoFormat : IQuickBooksFormat<CreditMemo>
{
    public string Entity => "CreditMemo";

    public bool HasActive => false;

    public IReadOnlyDictionary<WriteVerb, QuickBooksVerb<CreditMemo>> Verbs { get; } =
        new Dictionary<WriteVerb, QuickBooksVerb<CreditMemo>>
        {
            [WriteVerb.Delete] = QuickBooksVerbs.Delete<CreditMemo>(),
            [WriteVerb.MarkSent] = QuickBooksVerbs.MarkSent<CreditMemo>(),
            [WriteVerb.Send] = QuickBooksVerbs.Send<CreditMemo>(),
            [WriteVerb.MoveDate] = new()
            {
                Action = (_, _) => QuickBooksAction.Update,
                Stands = (intent, current) =>
                    intent.Record.IssueDate is null || intent.Record.IssueDate == ((CreditMemo)current.Record).IssueDate,
                Compose = (body, intent, scope, _) => QuickBooksDocumentBody.MoveDate(body, intent.Record, scope),
            },
        };

    public string? CustomerOf(WriteIntent<CreditMemo> intent) => intent.References.Find<Customer>(intent.Record.CustomerId);

    public bool NeedsCurrent(WriteIntent<CreditMemo> intent) => QuickBooksDocumentBody.NeedsCurrent(intent);

    public void Compose(QuickBooksBody body, WriteIntent<CreditMemo> intent, QuickBooksWriteScope scope)
    {
        var memo = intent.Record;
        QuickBooksDocumentBody.Write(body, intent, scope, "credit memo");
        body.Email(nameof(CreditMemo.BillingEmail), nameof(CreditMemo.BillingEmail), QuickBooksNames.BillEmail, memo.BillingEmail);
        QuickBooksDocumentBody.SnapshotAddress(body, nameof(CreditMemo.BillingAddress), memo.BillingAddress);
        QuickBooksDocumentBody.ExchangeRate(body, memo.ExchangeRate, scope);
        if (memo.InvoiceId is { } credited && body.Owns(nameof(CreditMemo.InvoiceId)))
        {
            body.Note(
                MappingNoteKind.Dropped, nameof(CreditMemo.InvoiceId), null, credited, null,
                "QuickBooks credit memos name no invoice; they settle one by being applied to it.");
        }

        if (scope.Company.AutoApplyCredit && !body.IsUpdate)
        {
            body.Note(
                MappingNoteKind.Defaulted, nameof(CreditMemo.CreditStatus), "Preferences.SalesFormsPrefs.AutoApplyCredit", null, "true",
                "The company applies new credit memos to the customer's oldest open invoice by itself.");
        }
    }

    public QuickBooksWritten? Read(RawPayload payload, QuickBooksReadScope scope) =>
        WireReader.Parse(payload.Utf8.Span, QuickBooksDocument.Shape) is { Id: not null } wire
            ? QuickBooksDocumentBody.Written(QuickBooksDocumentMapper.ToCreditMemo(wire, payload, scope), wire)
            : null;

    public IEnumerable<MappingNote> Compare(WriteIntent<CreditMemo> intent, IRecord written) =>
        QuickBooksDocumentBody.Compare(intent.Record, (IDocument)written);

    public bool IsSame(WriteIntent<CreditMemo> intent, IRecord found) => QuickBooksDocumentBody.IsSame(intent, (IDocument)found);
}
