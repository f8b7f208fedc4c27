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
        foreach (var (type, id, amount) in Links(payment))
        {
            var rest = IsOf(intent, type, id) ? amount - used : amount;
            if (rest > 0m)
            {
                QuickBooksPaymentBody.Line(body, rest, type, id);
            }
        }

        body.Json.WriteEndArray();
    }

    private static bool HoldsMore(WriteIntent<CreditApplication> intent, QuickBooksWritten current)
    {
        var (payment, used) = (Wire(current), Used(intent, current));
        return payment.TotalAmt is > 0m || Links(payment).Any(link => !IsOf(intent, link.Type, link.Id) || link.Amount != used);
    }

    /// <summary>How much of the credit memo the payment uses for the invoice.</summary>
    private static decimal Used(WriteIntent<CreditApplication> intent, QuickBooksWritten current)
    {
        var links = Links(Wire(current)).Where(link => IsOf(intent, link.Type, link.Id)).ToLookup(link => link.Type, link => link.Amount);
        return Math.Min(links["CreditMemo"].Sum(), links["Invoice"].Sum());
    }

    // Where the host's links do not name a document, the payment does.
    private static bool IsOf(WriteIntent<CreditApplication> intent, string type, string id) => (type switch
    {
        "Invoice" => intent.References.Find<Invoice>(intent.Record.InvoiceId),
        "CreditMemo" => intent.References.Find<CreditMemo>(intent.Record.CreditMemoId),
        _ => "",
    } ?? id) == id;

    private static List<(string Type, string Id, decimal Amount)> Links(in QuickBooksPayment payment)
    {
        var links = new List<(string, string, decimal)>();
        foreach (var line in payment.Line ?? [])
        {
            links.AddRange((line.LinkedTxn ?? []).Where(link => link is { TxnType: not null, TxnId: not null })
                .Select(link => (link.TxnType!, link.TxnId!, line.Amount ?? 0m)));
        }

        return links;
    }

    private static QuickBooksPayment Wire(QuickBooksWritten current) =>
        WireReader.Parse(current.Payload.Utf8.Span, QuickBooksPayment.Shape) ?? default;
}
