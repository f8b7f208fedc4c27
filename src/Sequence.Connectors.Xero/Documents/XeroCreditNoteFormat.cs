namespace Sequence.Connectors.Xero;

/// <summary>Credit notes, from the unified model to Xero.</summary>
internal sealed class XeroCreditNoteFormat : IXeroFormat<CreditMemo>
{
    private const int MarkLength = 35;

    public string List => "CreditNotes";

    public string IdMember => "CreditNoteID";

    public string NameMember => "CreditNoteNumber";

    public bool HasUniqueName => true;

    // Credit notes take no list of ids.
    public string? PathOf(string externalId) => $"{List}/{externalId}?unitdp=4";

    public string? NameOf(WriteIntent<CreditMemo> intent) => intent.Record.Number;

    public void Compose(XeroBody body, WriteIntent<CreditMemo> intent, XeroWriteScope scope)
    {
        var memo = intent.Record;
        XeroDocumentBody.Write(body, intent, scope, "ACCRECCREDIT", NameMember, "credit memo");
        Reference(body, intent);
        XeroDocumentBody.ExchangeRate(body, memo.Currency, memo.ExchangeRate, scope);
        XeroDocumentBody.Leftovers(body, memo.BillingEmail, memo.BillingAddress);
    }

    public XeroWritten? Read(RawPayload payload, XeroReadScope scope) =>
        WireReader.Parse(payload.Utf8.Span, XeroDocument.Shape) is { CreditNoteID: not null } wire
            ? new(
                XeroDocumentMapper.ToCreditMemo(wire, payload, scope),
                wire.Status,
                wire.CreditNoteNumber,
                wire.Reference,
                wire.SentToContact == true,
                XeroDocumentBody.Lines(wire)
            )
            {
                Settled = (wire.Total ?? 0m) - (wire.RemainingCredit ?? wire.Total ?? 0m),
            }
            : null;

    // Credit notes can be asked for by a filter alone.
    public string Query(IEnumerable<string> names, bool ownOnly)
    {
        var numbers = string.Join(" OR ", names.Select(name => $"CreditNoteNumber==\"{name}\""));
        return $"CreditNotes?where={Uri.EscapeDataString(numbers)}&page=1&pageSize={XeroFacts.PageSize}&unitdp=4";
    }

    public bool IsOurs(WriteIntent<CreditMemo> intent, XeroWritten found, WriteAttempt? attempt) => XeroMark.IsIn(found.Mark, intent.Key);

    public bool IsSame(WriteIntent<CreditMemo> intent, IRecord found) => XeroDocumentBody.IsSame(intent, (IDocument)found);

    public IEnumerable<MappingNote> Compare(WriteIntent<CreditMemo> intent, IRecord written) =>
        XeroDocumentBody.Compare(intent.Record, (IDocument)written);

    public Uri? Link(XeroLinks links, string id) => links.CreditNote(id);

    // The reference prints on the credit note: the memo's own text, and behind it what names the effect that made it.
    private static void Reference(XeroBody body, WriteIntent<CreditMemo> intent)
    {
        var isOwned = body.Owns(nameof(CreditMemo.Memo));
        if (!isOwned && !body.IsMarked)
        {
            return;
        }

        var text = isOwned ? intent.Record.Memo ?? "" : "";
        text = body.Fit(nameof(CreditMemo.Memo), "Reference", text, XeroFacts.ReferenceLength - MarkLength);
        body.Json.WriteString("Reference", body.IsMarked ? XeroMark.In(text, intent.Key) : text);
    }
}
