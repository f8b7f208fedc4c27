namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Takes the use of a credit memo back. The payment that holds it is deleted where it holds nothing else; QuickBooks' users may
/// have put more into it, and then only the two lines go, as far as they settle each other. Pure.
/// </summary>
internal static class QuickBooksUnapplication
{
    public static QuickBooksVerb<CreditApplication> Verb { get; } = new()
    {
        Action = (intent, current) => current is null || HoldsMore(intent, current) ? QuickBooksAction.Update : QuickBooksAction.Delete,
        Stands = (intent, current) => Used(intent, current) == 0m,
        Compose = Compose,
        Removes = true,
        NeedsCurrent = true,
    };

    private static void Compose(
        QuickBooksBody body,
        WriteIntent<CreditApplication> intent,
        QuickBooksWriteScope scope,
        QuickBooksWritten? current
    )
    {
        if (current is null || !HoldsMore(intent, current))
        {
            return;
        }

        var payment = Wire(current);
        if (payment.CustomerRef?.Value is { } customer)
        {
            body.Reference(QuickBooksNames.CustomerRef, customer);
        }

        // Lines are replaced as a whole: each that is left out is unlinked.
        body.Json.WriteNumber("TotalAmt", payment.TotalAmt ?? 0m);
        body.Json.WriteStartArray("Line");
        var used = Used(intent, current);
        foreach (var link in QuickBooksPaymentLink.Of(payment))
        {
            var rest = IsOf(intent, link) ? link.Amount - used : link.Amount;
            if (rest > 0m)
            {
                QuickBooksPaymentBody.Line(body, link with { Amount = rest });
            }
        }

        body.Json.WriteEndArray();
    }

    private static bool HoldsMore(WriteIntent<CreditApplication> intent, QuickBooksWritten current)
    {
        var (payment, used) = (Wire(current), Used(intent, current));
        return payment.TotalAmt is > 0m || QuickBooksPaymentLink.Of(payment).Any(link => !IsOf(intent, link) || link.Amount != used);
    }

    /// <summary>How much of the credit memo the payment uses for the invoice.</summary>
    private static decimal Used(WriteIntent<CreditApplication> intent, QuickBooksWritten current)
    {
        var links = QuickBooksPaymentLink.Of(current).Where(link => IsOf(intent, link)).ToLookup(link => link.Type, link => link.Amount);
        return Math.Min(links["CreditMemo"].Sum(), links["Invoice"].Sum());
    }

    // Where the host's links do not name a document, the payment does.
    private static bool IsOf(WriteIntent<CreditApplication> intent, QuickBooksPaymentLink link) =>
        link.IsOfModel
        && ((link.Type == "Invoice"
                ? intent.References.Find<Invoice>(intent.Record.InvoiceId)
                : intent.References.Find<CreditMemo>(intent.Record.CreditMemoId)) ?? link.Id) == link.Id;

    private static QuickBooksPayment Wire(QuickBooksWritten current) =>
        WireReader.Parse(current.Payload.Utf8.Span, QuickBooksPayment.Shape) ?? default;
}
