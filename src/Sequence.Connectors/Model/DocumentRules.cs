namespace Sequence.Connectors;

/// <summary>What an invoice or a credit memo must keep before it leaves: one currency, final, with lines that add up.</summary>
internal static class DocumentRules
{
    public static List<Problem> Check(IDocument document)
    {
        var problems = new List<Problem>();
        var noun = document is Invoice ? "invoice" : "credit memo";
        CheckHead(document, noun, problems);
        CheckLines(document, noun, problems);
        CheckTotals(document, noun, problems);
        CheckTax(document, noun, problems);
        CheckCredits(document, problems);
        return problems;
    }

    private static void CheckHead(IDocument document, string noun, List<Problem> problems)
    {
        if (document.Status is DocumentStatus.Draft or DocumentStatus.InProgress)
        {
            problems.Add(
                Problems.Of(
                    "document.draft",
                    nameof(IDocument.Status),
                    $"The {noun} is a draft; only finalized documents leave the host.",
                    "Finalize it."
                )
            );
        }

        if (string.IsNullOrEmpty(document.CustomerId))
        {
            problems.Add(Problems.Of("document.customer.missing", nameof(IDocument.CustomerId), $"The {noun} names no customer."));
        }

        if (document.Currency is null)
        {
            problems.Add(new Problem
            {
                Code = document.CurrencyText is null ? "document.currency.missing" : "document.currency.invalid",
                Path = nameof(IDocument.Currency),
                Message = document.CurrencyText is null
                    ? $"The {noun} has no currency."
                    : $"'{document.CurrencyText}' is not an ISO 4217 currency code.",
                Fix = "Give a code such as USD.",
            });
        }

        if (document.IssueDate is null)
        {
            problems.Add(
                Problems.Of(
                    "document.date.missing",
                    nameof(IDocument.IssueDate),
                    $"The {noun} has no date.",
                    "Give the date on which it was finalized or sent."
                )
            );
        }

        if (document is Invoice { DueDate: { } due, IssueDate: { } issued } && due < issued)
        {
            problems.Add(Problems.Of("document.due_date.early", nameof(Invoice.DueDate), "The invoice falls due before its own date."));
        }
    }

    private static void CheckLines(IDocument document, string noun, List<Problem> problems)
    {
        if (document.Lines.Count == 0)
        {
            problems.Add(Problems.Of("document.lines.missing", nameof(IDocument.Lines), $"The {noun} has no lines."));
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < document.Lines.Count; i++)
        {
            var line = document.Lines[i];
            var path = $"{nameof(IDocument.Lines)}[{i}]";
            if (line.Id is not null && !ids.Add(line.Id))
            {
                problems.Add(
                    Problems.Of(
                        "line.id.duplicate",
                        $"{path}.Id",
                        $"Two lines have the id '{line.Id}'; ids are unique within a document."
                    )
                );
            }

            if (line.Currency is not null && document.Currency is not null && !line.Currency.Equals(document.Currency))
            {
                problems.Add(new Problem
                {
                    Code = "line.currency.differs",
                    Path = $"{path}.Currency",
                    Message = $"The line is in {line.Currency}, the {noun} in {document.Currency}; a document has one currency.",
                    Fix = "Bill the line on a document of its own currency.",
                });
            }

            CheckAmount(document, line, path, problems);
        }
    }

    private static void CheckAmount(IDocument document, InvoiceLine line, string path, List<Problem> problems)
    {
        if (line.Kind == InvoiceLineKind.Text)
        {
            return;
        }

        if (line.NetTotal is not { } net)
        {
            problems.Add(
                Problems.Of(
                    "line.net_total.missing",
                    $"{path}.NetTotal",
                    "The line has no net total.",
                    "Give its total before tax; quantity and price only explain it."
                )
            );
        }
        else if (document.Currency is { } currency && !currency.IsExact(net))
        {
            problems.Add(new Problem
            {
                Code = "line.net_total.inexact",
                Path = $"{path}.NetTotal",
                Message = $"{Problems.Text(net)} has more decimals than {currency} has ({currency.MinorUnits}).",
                Fix = "Round the line's net total; its unit price may stay exact.",
            });
        }
    }

    private static void CheckTax(IDocument document, string noun, List<Problem> problems)
    {
        var tax = document.TaxTotal ?? document.Lines.Sum(line => line.TaxTotal ?? 0m);
        if (tax != 0m && document.CustomerTaxStatus is TaxStatus.Exempt or TaxStatus.ReverseCharged)
        {
            problems.Add(
                Problems.Of(
                    "document.tax.not_due",
                    nameof(IDocument.TaxTotal),
                    $"The {noun} charges {Problems.Text(tax)} of tax, but its customer "
                        + (document.CustomerTaxStatus == TaxStatus.Exempt ? "is exempt." : "accounts for the tax itself."),
                    "Make it out without tax, or correct the customer's tax status."
                )
            );
        }
    }

    private static void CheckCredits(IDocument document, List<Problem> problems)
    {
        var credits = document is Invoice invoice ? invoice.AppliedCredits : default;
        for (var i = 0; i < credits.Count; i++)
        {
            if (credits[i].Amount <= 0m)
            {
                problems.Add(
                    Problems.Of(
                        "applied_credit.amount",
                        $"{nameof(Invoice.AppliedCredits)}[{i}].Amount",
                        "An applied credit needs an amount above zero."
                    )
                );
            }

            if (credits[i].State == AppliedCreditState.Projected)
            {
                problems.Add(Problems.Of(
                    "applied_credit.projected",
                    $"{nameof(Invoice.AppliedCredits)}[{i}].State",
                    "The credit is only expected to be used; an invoice that leaves the host has used its credits.",
                    "Leave estimates out."));
            }
        }
    }

    private static void CheckTotals(IDocument document, string noun, List<Problem> problems)
    {
        var sum = 0m;
        foreach (var line in document.Lines)
        {
            sum += line.Kind == InvoiceLineKind.Text ? 0m : line.NetTotal ?? 0m;
        }

        if (document.NetTotal is { } net && net != sum)
        {
            problems.Add(
                Problems.Of(
                    "document.net_total.differs",
                    nameof(IDocument.NetTotal),
                    $"The net total is {Problems.Text(net)}, but the lines add up to {Problems.Text(sum)}."
                )
            );
        }

        if (document is { NetTotal: { } before, TaxTotal: { } tax, GrossTotal: { } gross } && before + tax != gross)
        {
            problems.Add(
                Problems.Of(
                    "document.gross_total.differs",
                    nameof(IDocument.GrossTotal),
                    $"The gross total is {Problems.Text(gross)}, but {Problems.Text(before)} and {Problems.Text(tax)} of tax make {Problems.Text(before + tax)}."
                )
            );
        }

        if (sum < 0m)
        {
            problems.Add(Problems.Of(
                "document.negative",
                nameof(IDocument.NetTotal),
                $"The {noun} adds up to {Problems.Text(sum)}; ledgers hold no {noun} below zero.",
                document is Invoice ? "Issue a credit memo for the difference." : "Amounts of a credit memo are positive."));
        }
    }
}
