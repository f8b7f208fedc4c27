namespace Sequence.Connectors.Xero;

/// <summary>
/// What Xero's reasons mean to the person who must mend them. They are sentences without codes, so that they are known by their
/// words.
/// </summary>
internal static class XeroRefusals
{
    public const string NumberTaken = "number.taken";
    public const string NameTaken = "name.taken";
    public const string ReferenceGone = "reference.gone";
    public const string TargetGone = "target.gone";

    public static ValueList<Problem> Of(IReadOnlyList<string> reasons, XeroLinks links) => reasons.Count == 0
        ? [new() { Code = "xero.refused", Path = "", Message = "Xero refused the record and gave no reason." }]
        : reasons.Select(reason => Of(reason, links)).ToValueList();

    public static Problem Of(string reason, XeroLinks links)
    {
        return Known() ?? new() { Code = "xero.refused", Path = "", Message = $"Xero refused the record. It says: {reason}" };

        Problem? Known() =>
            Says("must be unique") && Says("#")
                ? Problem(NumberTaken, "Number", "Give one of them another number, or link the two by hand.")
            : Says("contact name") && Says("already assigned")
                ? Problem(NameTaken, "Name", "Link that contact by hand, or give one of them another name.")
            : Says("already exists") && Says("item")
                ? Problem(
                    NameTaken,
                    "Sku",
                    "Map the product to that item by its code, link the two by hand, or give one of them another code."
                )
            : Says("payment")
            && (Says("has payments") || Says("has a payment") || Says("credit notes allocated") || Says("credit note allocated"))
                ? Problem(
                    "document.paid",
                    "",
                    "Take the payments and credits off the document in Xero first, or issue a credit memo."
                )
            : Says("lock date")
                ? Problem(
                    "books.closed",
                    "IssueDate",
                    "Reopen the period in Xero, or date the document after it.",
                    links.Settings()
                )
            : Says("archived contact") || Says("has been archived") && Says("contact")
                ? Problem("customer.archived", "CustomerId", "Restore the contact in Xero, or link another.")
            : Says("not of valid status")
                ? Problem("document.status", "", "Look at the document in Xero: its status allows no change.")
            : Says("account code") || Says("account id")
                ? Problem(
                    "account.invalid",
                    "Lines",
                    "Map the line's product to an account that can take sales.",
                    links.Accounts()
                )
            : Says("taxtype") || Says("tax type") || Says("tax rate")
                ? Problem("tax.code.invalid", "Lines", "Map the tax rate to one that the account takes.", links.Taxes())
            : Says("not subscribed to currency")
                ? Problem(
                    "currency.unsupported",
                    "Currency",
                    "Add the currency in Xero, or bill in one that it has.",
                    links.Settings()
                )
            : Says("exceeds the amount outstanding") || Says("amount is greater than")
                ? Problem("amount.exceeds", "Amount", "Use at most what is open on both documents.")
            : Says("existing") && Says("could not be found")
                ? Problem(TargetGone, "", "Unlink it, or create it anew.")
            : Says("contact") && Says("could not be found")
                ? Problem(ReferenceGone, "CustomerId", "Link the customer again, or create it anew.")
            : Says("could not find line item") ? Problem(ReferenceGone, "Lines", "Look at the document in Xero: a line was removed there.")
            : Says("only be made against authorised") ? Problem("document.status", "", "Approve the invoice in Xero first.")
            : Says("email address must be valid") ? Problem("customer.email.invalid", "BillingEmail", "Correct the mail address.")
            : Says("limit of invoices") ? Problem("xero.plan.limit", "", "Change the organisation's plan in Xero.", links.Settings())
            : Says("item code") ? Problem("item.unmapped", "Lines", "Map the line's product to an item that Xero has.")
            : null;

        bool Says(string words) => reason.Contains(words, StringComparison.OrdinalIgnoreCase);

        Problem Problem(string code, string path, string fix, Uri? link = null) =>
            new() { Code = code, Path = path, Message = $"Xero refused it: {reason}", Fix = fix, Link = link };
    }
}
