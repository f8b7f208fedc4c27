namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Which tax codes the lines of one document bear, by how the company taxes. The line's own rate comes first where it is mapped,
/// then the customer's default code, then the tenant's. US companies take TAX or NON on lines; with manual tax the code itself
/// stands on the document.
/// </summary>
internal sealed class QuickBooksTaxation
{
    private const string Taxed = "TAX";
    private const string NotTaxed = "NON";

    private readonly QuickBooksTaxMode _mode;
    private readonly string?[] _codes;
    private readonly string? _documentCode;

    private QuickBooksTaxation(QuickBooksTaxMode mode, string?[] codes, string? documentCode) =>
        (_mode, _codes, _documentCode) = (mode, codes, documentCode);

    public static QuickBooksTaxation Of<TDocument>(
        QuickBooksBody body,
        WriteIntent<TDocument> intent,
        QuickBooksWriteScope scope,
        string noun
    )
        where TDocument : class, IDocument
    {
        return scope.Company.TaxMode switch
        {
            QuickBooksTaxMode.AutomatedUs => Automated(body, intent, scope),
            QuickBooksTaxMode.ManualUs => Manual(body, intent, scope, Customer(intent, scope), noun),
            QuickBooksTaxMode.Global => Global(body, intent, scope, Customer(intent, scope), noun),
            _ => new(scope.Company.TaxMode, new string?[intent.Record.Lines.Count], null),
        };
    }

    /// <summary>Whether a document's customer is charged no tax, whatever is sold.</summary>
    public static bool IsUntaxed(IDocument document) => document.CustomerTaxStatus is TaxStatus.Exempt or TaxStatus.ReverseCharged;

    /// <summary>The tax code of a line; null where lines bear none.</summary>
    public string? CodeOf(int line) => _codes[line];

    public void WriteDocument(QuickBooksBody body)
    {
        if (_mode == QuickBooksTaxMode.Global)
        {
            body.Json.WriteString("GlobalTaxCalculation", "TaxExcluded");
        }

        if (_documentCode is not null)
        {
            body.Json.WriteStartObject("TxnTaxDetail");
            body.Reference(QuickBooksNames.TxnTaxCodeRef, _documentCode, "TaxCode", nameof(IDocument.Lines));
            body.Json.WriteEndObject();
        }
    }

    // A code of a list is one of another way of taxing: QuickBooks would refuse the document for it (6100).
    private static QuickBooksTaxation Automated<TDocument>(QuickBooksBody body, WriteIntent<TDocument> intent, QuickBooksWriteScope scope)
        where TDocument : class, IDocument
    {
        var codes = Codes(intent, scope, _ => null);
        for (var i = 0; i < codes.Length; i++)
        {
            var line = intent.Record.Lines[i];
            if (line.Kind == InvoiceLineKind.Text || codes[i] is Taxed or NotTaxed)
            {
                continue;
            }

            var code = IsUntaxed(intent.Record, line) ? NotTaxed : Taxed;
            if (codes[i] is { } mapped)
            {
                body.Note(
                    MappingNoteKind.Dropped,
                    $"{nameof(IDocument.Lines)}[{i}].{nameof(InvoiceLine.TaxRateId)}",
                    "SalesItemLineDetail.TaxCodeRef",
                    mapped,
                    code,
                    $"With automated sales tax QuickBooks works the rate out by itself; the line says {code} instead of the tax code {mapped}."
                );
            }

            codes[i] = code;
        }

        return new(QuickBooksTaxMode.AutomatedUs, codes, null);
    }

    private static QuickBooksTaxation Manual<TDocument>(
        QuickBooksBody body, WriteIntent<TDocument> intent, QuickBooksWriteScope scope, QuickBooksCustomerFacts? customer, string noun)
        where TDocument : class, IDocument
    {
        var fallback = DefaultCode(customer, scope);
        var wanted = Codes(intent, scope, line => IsUntaxed(intent.Record, line) ? NotTaxed : fallback ?? NotTaxed);
        var codes = wanted.Where(code => code is not (null or NotTaxed or Taxed)).Distinct().ToArray();
        if (codes.Length > 1)
        {
            body.Refuse(
                "tax.codes.mixed",
                nameof(IDocument.Lines),
                $"The lines bear the tax codes {string.Join(" and ", codes)}; a document of a US company has one.",
                $"Split the {noun} by tax rate."
            );
        }

        if (codes.Length == 0 && intent.Record.TaxTotal is not 0m && !IsUntaxed(intent.Record))
        {
            var tax = intent.Record.TaxTotal is { } total ? QuickBooksValues.Text(total) : null;
            body.Note(
                MappingNoteKind.Dropped, nameof(IDocument.TaxTotal), "TxnTaxDetail", tax, "0",
                customer?.Taxable == false
                    ? $"The customer '{customer.Name ?? customer.Id}' is exempt in QuickBooks, so the {noun} carries no tax there."
                    : $"The customer '{customer?.Name ?? intent.Record.CustomerId}' has no default tax code in QuickBooks, so the {noun} carries no tax there."
            );
        }

        return new(
            QuickBooksTaxMode.ManualUs,
            [
                .. wanted.Select(code =>
                    code is null ? null
                    : code == NotTaxed ? NotTaxed
                    : Taxed
                ),
            ],
            codes.FirstOrDefault()
        );
    }

    private static QuickBooksTaxation Global<TDocument>(
        QuickBooksBody body, WriteIntent<TDocument> intent, QuickBooksWriteScope scope, QuickBooksCustomerFacts? customer, string noun)
        where TDocument : class, IDocument
    {
        var codes = Codes(intent, scope, _ => DefaultCode(customer, scope));
        for (var i = 0; i < codes.Length; i++)
        {
            if (codes[i] is null && intent.Record.Lines[i].Kind != InvoiceLineKind.Text)
            {
                body.Refuse(
                    "tax.code.missing", $"{nameof(IDocument.Lines)}[{i}].{nameof(InvoiceLine.TaxRateId)}",
                    $"The line needs a tax code: neither its tax rate is mapped, nor has the customer '{customer?.Name ?? intent.Record.CustomerId}' a default tax code in QuickBooks.",
                    $"Give the customer a default tax code in QuickBooks (a 0% one if it is exempt), map the rate, or set '{QuickBooksSettings.DefaultTaxCodeKey}'.",
                    customer is null ? scope.Links.Taxes() : scope.Links.Customer(customer.Id));
            }
        }

        return new(QuickBooksTaxMode.Global, codes, null);
    }

    private static QuickBooksCustomerFacts? Customer<TDocument>(WriteIntent<TDocument> intent, QuickBooksWriteScope scope)
        where TDocument : class, IDocument =>
        scope.Customers.GetValueOrDefault(intent.References.Find<Customer>(intent.Record.CustomerId) ?? "");

    private static string?[] Codes<TDocument>(
        WriteIntent<TDocument> intent,
        QuickBooksWriteScope scope,
        Func<InvoiceLine, string?> fallback
    )
        where TDocument : class, IDocument
    {
        var codes = new string?[intent.Record.Lines.Count];
        for (var i = 0; i < codes.Length; i++)
        {
            var line = intent.Record.Lines[i];
            if (line.Kind != InvoiceLineKind.Text)
            {
                codes[i] = Mapped(intent, scope, line) ?? fallback(line);
            }
        }

        return codes;
    }

    private static string? Mapped<TDocument>(WriteIntent<TDocument> intent, QuickBooksWriteScope scope, InvoiceLine line)
        where TDocument : class, IDocument =>
        line.TaxRateId is { } rate ? intent.References.Find<TaxRate>(rate) ?? scope.Settings.TaxCodeOf(rate) : null;

    private static string? DefaultCode(QuickBooksCustomerFacts? customer, QuickBooksWriteScope scope) =>
        customer?.Taxable == false && scope.Company.TaxMode == QuickBooksTaxMode.ManualUs
            ? NotTaxed
            : customer?.TaxCodeId ?? scope.Settings.DefaultTaxCode;

    private static bool IsUntaxed(IDocument document, InvoiceLine line) =>
        IsUntaxed(document)
        || line.TaxPercentage is { Points: 0m }
        || line.TaxTotal is 0m
        || (line.TaxTotal is null && line.TaxPercentage is null && document.TaxTotal is 0m);
}
