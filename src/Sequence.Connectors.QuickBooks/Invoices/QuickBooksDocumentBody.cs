namespace Sequence.Connectors.QuickBooks;

/// <summary>What invoices and credit memos have in common on their way to QuickBooks.</summary>
internal static class QuickBooksDocumentBody
{
    public static void Write<TDocument>(QuickBooksBody body, WriteIntent<TDocument> intent, QuickBooksWriteScope scope, string noun)
        where TDocument : class, IDocument
    {
        var document = intent.Record;
        Customer(body, intent, scope, noun);
        Number(body, document, scope, noun);
        Date(body, document, scope);
        body.Wrapped(
            nameof(IDocument.Memo),
            QuickBooksNames.CustomerMemo,
            QuickBooksNames.Value,
            document.Memo,
            QuickBooksFacts.MemoLength
        );
        QuickBooksCustomFieldBody.Write(body, intent, scope);
        if (body.Owns(nameof(IDocument.Lines)))
        {
            var taxation = QuickBooksTaxation.Of(body, intent, scope, noun);
            QuickBooksLineBody.Write(body, intent, scope, taxation);
            taxation.WriteDocument(body);
        }

        if (!body.IsUpdate)
        {
            var mark = QuickBooksMark.For(scope.Product, noun, document.Number ?? document.Id, intent.Key);
            body.Json.WriteString(QuickBooksNames.PrivateNote, mark);
        }
    }

    public static bool NeedsCurrent<TDocument>(WriteIntent<TDocument> intent)
        where TDocument : class, IDocument =>
        intent.Owns(nameof(IDocument.Lines)) || (intent.Record.CustomFields.Count > 0 && intent.Owns(nameof(IDocument.CustomFields)));

    /// <summary>The date alone; a document without one keeps the date that it has.</summary>
    public static void MoveDate(QuickBooksBody body, IDocument document, QuickBooksWriteScope scope)
    {
        if (document.IssueDate is not null)
        {
            Date(body, document, scope);
        }
    }

    public static void SnapshotAddress(QuickBooksBody body, string path, Address? address)
    {
        // A document keeps the customer's address of its day; clearing it would print none.
        if (address is not null)
        {
            QuickBooksAddressBody.Write(body, path, "BillAddr", address);
        }
    }

    public static void ExchangeRate(QuickBooksBody body, decimal? rate, QuickBooksWriteScope scope)
    {
        if (rate is { } value && scope.Company.MultiCurrency && body.Owns(nameof(Invoice.ExchangeRate)))
        {
            body.Json.WriteNumber("ExchangeRate", value);
        }
    }

    /// <summary>A document as QuickBooks shows it, with what its mails need to know.</summary>
    public static QuickBooksWritten Written(IRecord record, in QuickBooksDocument document) =>
        new(record, document.PrivateNote, LineIds(document))
        {
            MailedAt = document.DeliveryInfo?.DeliveryTime,
            MailAddress = QuickBooksValues.Filled(document.BillEmail?.Address),
            MailCopies = QuickBooksValues.Filled(document.BillEmailCc?.Address) ?? QuickBooksValues.Filled(document.BillEmailBcc?.Address),
        };

    // The ids of the lines that were sent: QuickBooks' own sums are left out.
    private static IReadOnlyList<string?> LineIds(QuickBooksDocument document) =>
        [.. (document.Line ?? []).Where(line => line.DetailType != "SubTotalLineDetail").Select(line => line.Id)];

    /// <summary>QuickBooks computes totals and tax itself: what differs is told, never hidden.</summary>
    public static IEnumerable<MappingNote> Compare(IDocument sent, IDocument written)
    {
        var ours = sent.TaxTotal ?? (QuickBooksTaxation.IsUntaxed(sent) ? 0m : null);
        if (ours is { } tax && written.TaxTotal is { } theirs && tax != theirs)
        {
            yield return Differs(
                nameof(IDocument.TaxTotal),
                "TxnTaxDetail.TotalTax",
                tax,
                theirs,
                $"The tax is {QuickBooksValues.Text(tax)} here and {QuickBooksValues.Text(theirs)} in QuickBooks, which computes it by its own tax codes."
            );
        }

        var net = sent.NetTotal ?? sent.Lines.Sum(line => line.Kind == InvoiceLineKind.Text ? 0m : line.NetTotal ?? 0m);
        if (written.NetTotal is { } total && total != net)
        {
            yield return Differs(
                nameof(IDocument.NetTotal), "TotalAmt", net, total,
                $"The total before tax is {QuickBooksValues.Text(net)} here and {QuickBooksValues.Text(total)} in QuickBooks.");
        }
    }

    public static bool IsSame<TDocument>(WriteIntent<TDocument> intent, IDocument found)
        where TDocument : class, IDocument
    {
        var document = intent.Record;
        var gross = document.GrossTotal ?? document.NetTotal + document.TaxTotal;
        return document.Number is not null
            && string.Equals(document.Number, found.Number, StringComparison.OrdinalIgnoreCase)
            && found.CustomerId == intent.References.Find<Customer>(document.CustomerId)
            && (found.CurrencyText is null || found.CurrencyText == document.Currency?.Value)
            && gross is not null
            && gross == found.GrossTotal;
    }

    private static void Customer<TDocument>(QuickBooksBody body, WriteIntent<TDocument> intent, QuickBooksWriteScope scope, string noun)
        where TDocument : class, IDocument
    {
        if (body.IsUpdate && !body.Owns(nameof(IDocument.CustomerId)))
        {
            return;
        }

        var document = intent.Record;
        if (intent.References.Find<Customer>(document.CustomerId) is not { } customer)
        {
            body.Refuse(
                "reference.unlinked",
                nameof(IDocument.CustomerId),
                $"The customer '{document.CustomerId}' is not linked to QuickBooks, so the {noun} was not sent.",
                "Link or create the customer first."
            );
            return;
        }

        body.Reference(QuickBooksNames.CustomerRef, customer);
        if (document.Currency is { } currency)
        {
            Currency(body, currency, scope.Customers.GetValueOrDefault(customer), scope, noun);
        }
    }

    private static void Currency(
        QuickBooksBody body,
        CurrencyCode currency,
        QuickBooksCustomerFacts? customer,
        QuickBooksWriteScope scope,
        string noun
    )
    {
        if (!scope.Company.MultiCurrency)
        {
            if (scope.Company.HomeCurrency is { } home && !home.Equals(currency))
            {
                body.Refuse(
                    "currency.unsupported",
                    nameof(IDocument.Currency),
                    $"The company keeps its books in {home} only; this {noun} is in {currency}.",
                    "Turn on multi-currency in QuickBooks (it cannot be turned off again), or bill in the home currency.",
                    scope.Links.Settings()
                );
            }

            return;
        }

        if (customer?.Currency is { } theirs && theirs != currency.Value)
        {
            body.Refuse(
                "currency.differs", nameof(IDocument.Currency),
                $"The customer '{customer.Name ?? customer.Id}' is kept in {theirs} in QuickBooks; this {noun} is in {currency}. A customer there has one currency for ever.",
                $"Link the customer to another one in QuickBooks that is kept in {currency}.", scope.Links.Customer(customer.Id));
            return;
        }

        body.Reference(QuickBooksNames.CurrencyRef, currency.Value);
    }

    private static void Number(QuickBooksBody body, IDocument document, QuickBooksWriteScope scope, string noun)
    {
        if (document.Number is not { Length: > 0 } number || !body.Owns(nameof(IDocument.Number)))
        {
            return;
        }

        if (!scope.Company.CustomNumbers)
        {
            if (!body.IsUpdate)
            {
                body.Note(
                    MappingNoteKind.Dropped,
                    nameof(IDocument.Number),
                    "DocNumber",
                    number,
                    null,
                    $"The company lets QuickBooks number its documents; {number} stands in the private note. Turn on custom transaction numbers to send it."
                );
            }
        }
        else if (number.Length > QuickBooksFacts.NumberLength)
        {
            body.Refuse(
                "number.too_long", nameof(IDocument.Number),
                $"The number '{number}' has {number.Length} characters; QuickBooks holds {QuickBooksFacts.NumberLength}, and a number is never cut.",
                $"Give the {noun} a shorter number.");
        }
        else
        {
            body.Json.WriteString(QuickBooksNames.DocNumber, number);
        }
    }

    private static void Date(QuickBooksBody body, IDocument document, QuickBooksWriteScope scope) =>
        body.TransactionDate(nameof(IDocument.IssueDate), document.IssueDate, scope);

    private static MappingNote Differs(string path, string systemPath, decimal from, decimal to, string message) => new()
    {
        Kind = MappingNoteKind.Differs,
        Path = path,
        SystemPath = systemPath,
        From = QuickBooksValues.Text(from),
        To = QuickBooksValues.Text(to),
        Message = message,
    };
}
