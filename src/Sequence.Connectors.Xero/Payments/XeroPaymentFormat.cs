namespace Sequence.Connectors.Xero;

/// <summary>
/// Payments, from the unified model to Xero: one of an invoice or of a credit note, which is a refund, or a batch of several invoices,
/// which stands or falls as a whole. They are made and taken back, and never edited.
/// </summary>
internal sealed class XeroPaymentFormat : IXeroFormat<Payment>
{
    private const string Deleted = "DELETED";

    public string List => "Payments";

    public string IdMember => "PaymentID";

    public string NameMember => "Reference";

    public bool HasUniqueName => false;

    public bool IsFixed => true;

    public bool HasUnitDecimals => false;

    public (string List, string IdMember) PlaceOf(WriteIntent<Payment> intent) =>
        (intent.Target is { } target ? XeroPaymentId.IsBatch(target.ExternalId) : IsOfSeveral(intent.Record))
            ? ("BatchPayments", "BatchPaymentID")
            : (List, IdMember);

    public IEnumerable<string> QueriesOf(IReadOnlyCollection<string> externalIds) =>
        XeroEntities
            .Payment.QueriesOf([.. externalIds.Where(id => !XeroPaymentId.IsBatch(id))])
            .Concat(XeroPaymentId.QueriesOfBatches(externalIds.Where(XeroPaymentId.IsBatch)));

    public string KeyOf(string externalId) => XeroPaymentId.KeyOf(externalId);

    public string? NameOf(WriteIntent<Payment> intent) => intent.Key;

    public bool IsNamed(string? name, WriteIntent<Payment> intent) => XeroMark.IsIn(name, intent.Key);

    public void Compose(XeroBody body, WriteIntent<Payment> intent, XeroWriteScope scope)
    {
        if (body.IsUpdate)
        {
            body.Refuse("record.fixed", "", "Xero's payments are never changed.", "Void it, and record another one.");
            return;
        }

        XeroPaymentBody.Write(body, intent, scope);
    }

    public XeroWritten? Read(RawPayload payload, XeroReadScope scope) =>
        WireReader.Parse(payload.Utf8.Span, XeroPayment.Shape) is { PaymentID: not null } payment
            ? new(XeroPaymentMapper.ToPayment(payment, payload, scope), payment.Status, payment.Reference, payment.Reference, false, [])
            {
                IsReconciled = payment.IsReconciled == true,
                BatchId = payment.BatchPaymentID,
            }
        : WireReader.Parse(payload.Utf8.Span, XeroBatchPayment.Shape) is { BatchPaymentID: not null } batch
            ? new(XeroPaymentMapper.ToPayment(batch, payload, scope), batch.Status, batch.Reference, batch.Reference, false, [])
            {
                IsReconciled = batch.IsReconciled == true,
            }
        : null;

    public string Query(IEnumerable<string> names, bool ownOnly) => throw new NotSupportedException("Payments are looked for otherwise.");

    public bool IsOurs(WriteIntent<Payment> intent, XeroWritten found, WriteAttempt? attempt) => XeroMark.IsIn(found.Mark, intent.Key);

    public Task<List<(RawPayload Payload, string Mark)>?> SearchAsync(
        XeroApi api, IReadOnlyList<WriteIntent<Payment>> intents, CancellationToken cancellationToken) =>
        XeroPaymentSearch.FindAsync(api, intents, cancellationToken);

    public bool IsSame(WriteIntent<Payment> intent, IRecord found) => false;

    public bool IsDone(WriteIntent<Payment> intent, XeroWritten before) => intent.Verb != WriteVerb.Upsert && before.Status == Deleted;

    // To void a payment and to delete it are one thing in Xero: it stays to be read, and counts no more.
    public void ComposeVerb(XeroBody body, WriteIntent<Payment> intent, XeroWritten before, Uri? link)
    {
        body.Json.WriteString("Status", Deleted);
        if (before.BatchId is { } batch)
        {
            body.Refuse(
                "payment.batched",
                "",
                $"It is a part of the batch payment {batch} in Xero, which is taken back as a whole.",
                $"Take back '{XeroPaymentId.OfBatch(batch)}', or the batch in Xero.",
                link
            );
        }
        else if (before.IsReconciled && before.Status != Deleted)
        {
            body.Refuse(
                "payment.reconciled",
                "",
                "It is reconciled with a line of a bank statement in Xero, so that it cannot be taken back.",
                "Undo the reconciliation in Xero first.",
                link
            );
        }
    }

    public IEnumerable<MappingNote> Compare(WriteIntent<Payment> intent, IRecord written)
    {
        var (sent, stands) = (intent.Record, (Payment)written);
        if (sent.Amount is { } ours && stands.Amount is { } theirs && ours != theirs)
        {
            yield return Differs(nameof(Payment.Amount), "Amount", XeroValues.Text(ours), XeroValues.Text(theirs));
        }

        if (sent.Date is { } day && stands.Date is { } other && day != other)
        {
            yield return Differs(nameof(Payment.Date), "Date", XeroValues.Text(day), XeroValues.Text(other));
        }

        if (sent.Allocations.Count != stands.Allocations.Count)
        {
            yield return Differs(nameof(Payment.Allocations), "Payments", $"{sent.Allocations.Count}", $"{stands.Allocations.Count}");
        }
    }

    public ValueList<Problem> Refusals(IReadOnlyList<string> reasons, XeroLinks links) => XeroPaymentRefusals.Of(reasons, links);

    public Uri? Link(XeroLinks links, string id) => XeroPaymentId.IsBatch(id) ? null : links.Payment(id);

    /// <summary>Whether a payment pays more than one document, so that it is a batch in Xero.</summary>
    public static bool IsOfSeveral(Payment payment) => payment.Allocations.Count > 1;

    private static MappingNote Differs(string path, string systemPath, string from, string to) => new()
    {
        Kind = MappingNoteKind.Differs,
        Path = path,
        SystemPath = systemPath,
        From = from,
        To = to,
        Message = $"The payment stands in Xero with {to} here, and not with {from}; Xero's payments are never changed.",
    };
}
