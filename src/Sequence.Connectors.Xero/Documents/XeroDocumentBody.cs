namespace Sequence.Connectors.Xero;

/// <summary>What invoices and credit notes have in common on their way to Xero.</summary>
internal static class XeroDocumentBody
{
    public static void Write<TDocument>(
        XeroBody body,
        WriteIntent<TDocument> intent,
        XeroWriteScope scope,
        string type,
        string numberMember,
        string noun
    )
        where TDocument : class, IDocument
    {
        var document = intent.Record;
        if (!body.IsUpdate)
        {
            body.Json.WriteString("Type", type);
            body.Json.WriteString("Status", "AUTHORISED");
        }

        Customer(body, intent, noun);
        Number(body, document, numberMember, noun);
        body.Date(nameof(IDocument.IssueDate), XeroNames.Date, document.IssueDate);
        if (document.Currency is { } currency && body.Owns(nameof(IDocument.Currency)))
        {
            scope.CheckCurrency(body, nameof(IDocument.Currency), currency);
            body.Json.WriteString("CurrencyCode", currency.Value);
        }

        XeroCustomFieldBody.Write(body, intent, scope);
        if (body.Owns(nameof(IDocument.Lines)))
        {
            XeroLineBody.Write(body, intent, scope);
        }
    }

    // Xero counts units of the document's currency for one of the home currency, with six decimals.
    public static void ExchangeRate(XeroBody body, CurrencyCode? foreign, decimal? rate, XeroWriteScope scope)
    {
        if (
            rate is not ({ } home and > 0m)
            || foreign is not { } currency
            || currency.Equals(scope.Organisation.BaseCurrency)
            || !body.Owns(nameof(Invoice.ExchangeRate))
        )
        {
            return;
        }

        var inverse = decimal.Round(1m / home, XeroFacts.RateDecimals, MidpointRounding.AwayFromZero);
        body.Json.WriteNumber("CurrencyRate", inverse);
        if (inverse * home != 1m)
        {
            body.Note(
                MappingNoteKind.Rounded, nameof(Invoice.ExchangeRate), "CurrencyRate", XeroValues.Text(home), XeroValues.Text(inverse),
                "Xero counts units of the document's currency for one of the home currency, with six decimals.");
        }
    }

    /// <summary>What a document has and Xero has no place for.</summary>
    public static void Leftovers(XeroBody body, string? email, Address? address)
    {
        body.Drop(nameof(Invoice.BillingEmail), email, "Xero mails to the contact's own address; a document has none.");
        body.Drop(
            nameof(Invoice.BillingAddress),
            address?.Line1 ?? address?.City,
            "Xero takes the contact's address as it stands; a document's own cannot be sent."
        );
    }

    /// <summary>Xero computes totals and rounds tax by the line: what differs is told, never hidden.</summary>
    public static IEnumerable<MappingNote> Compare(IDocument sent, IDocument written)
    {
        if (sent.TaxTotal is { } tax && written.TaxTotal is { } theirs && tax != theirs)
        {
            yield return Differs(
                nameof(IDocument.TaxTotal), "TotalTax", tax, theirs,
                $"The tax is {XeroValues.Text(tax)} here and {XeroValues.Text(theirs)} in Xero, which rounds it on each line.");
        }

        var net = sent.NetTotal ?? sent.Lines.Sum(line => line.Kind == InvoiceLineKind.Text ? 0m : line.NetTotal ?? 0m);
        if (written.NetTotal is { } total && total != net)
        {
            yield return Differs(
                nameof(IDocument.NetTotal),
                "SubTotal",
                net,
                total,
                $"The total before tax is {XeroValues.Text(net)} here and {XeroValues.Text(total)} in Xero."
            );
        }
    }

    public static bool IsSame<TDocument>(WriteIntent<TDocument> intent, IDocument found)
        where TDocument : class, IDocument
    {
        var document = intent.Record;
        var net = document.NetTotal ?? document.Lines.Sum(line => line.Kind == InvoiceLineKind.Text ? 0m : line.NetTotal ?? 0m);
        return IsOfSameCustomer(intent, found)
            && found.CurrencyText == document.Currency?.Value
            && net == found.NetTotal
            && (document.TaxTotal is null || document.TaxTotal == found.TaxTotal);
    }

    public static bool IsOfSameCustomer<TDocument>(WriteIntent<TDocument> intent, IDocument found)
        where TDocument : class, IDocument =>
        string.Equals(found.CustomerId, intent.References.Find<Customer>(intent.Record.CustomerId), StringComparison.OrdinalIgnoreCase);

    public static IReadOnlyList<XeroWrittenLine> Lines(in XeroDocument document) =>
        [
            .. (document.LineItems ?? []).Select(line => new XeroWrittenLine(line.LineItemID, line.Description, line.LineAmount)
            {
                Tracking =
                [
                    .. (line.Tracking ?? [])
                        .Where(one => one is { Name: not null, Option: not null })
                        .Select(one => (one.Name!, one.Option!)),
                ],
            }),
        ];

    // Only the id goes with a document: whatever else went with it would change the contact, and take people away from it.
    private static void Customer<TDocument>(XeroBody body, WriteIntent<TDocument> intent, string noun)
        where TDocument : class, IDocument
    {
        if (body.IsUpdate && !body.Owns(nameof(IDocument.CustomerId)))
        {
            return;
        }

        if (intent.References.Find<Customer>(intent.Record.CustomerId) is not { } customer)
        {
            body.Refuse(
                "reference.unlinked",
                nameof(IDocument.CustomerId),
                $"The customer '{intent.Record.CustomerId}' is not linked to Xero, so the {noun} was not sent.",
                "Link or create the customer first."
            );
            return;
        }

        body.Json.WriteStartObject("Contact");
        body.Json.WriteString("ContactID", customer);
        body.Json.WriteEndObject();
    }

    // A document is found again by its number, in a list and in a filter that know no escape for these signs.
    private static void Number(XeroBody body, IDocument document, string member, string noun)
    {
        if (!body.Owns(nameof(IDocument.Number)))
        {
            return;
        }

        if (document.Number is not { Length: > 0 } number)
        {
            if (!body.IsUpdate)
            {
                body.Refuse(
                    "number.missing",
                    nameof(IDocument.Number),
                    $"The {noun} has no number, by which it would be found again in Xero.",
                    $"Give the {noun} its number."
                );
            }
        }
        else if (number.Length > XeroFacts.NumberLength)
        {
            body.Refuse(
                "number.too_long",
                nameof(IDocument.Number),
                $"The number has {number.Length} characters; Xero holds {XeroFacts.NumberLength}, and a number is never cut.",
                $"Give the {noun} a shorter number."
            );
        }
        else if (number.AsSpan().ContainsAny(',', '"'))
        {
            body.Refuse(
                "number.invalid",
                nameof(IDocument.Number),
                $"The number '{number}' holds a comma or a quotation mark, by which Xero could not find it again.",
                "Leave them out."
            );
        }
        else
        {
            body.Json.WriteString(member, number);
        }
    }

    private static MappingNote Differs(string path, string systemPath, decimal from, decimal to, string message) => new()
    {
        Kind = MappingNoteKind.Differs,
        Path = path,
        SystemPath = systemPath,
        From = XeroValues.Text(from),
        To = XeroValues.Text(to),
        Message = message,
    };
}
