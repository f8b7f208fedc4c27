namespace Sequence.Connectors.QuickBooks;

/// <summary>What a fault of one item means to the person who must mend it.</summary>
internal static class QuickBooksRefusals
{
    /// <summary>
    /// Whether a fault may come from a company that has set something up anew since it was read: its taxes, its currencies, its
    /// books.
    /// </summary>
    public static bool MayBeOfFacts(QuickBooksFault fault) => fault.Code is "610" or "2500" or "6000" or "6100" or "6210";

    public static Problem Of(QuickBooksFault fault, string entity, QuickBooksLinks links) =>
        fault.Code switch
        {
            "610" => Problem(
                "reference.gone",
                "",
                $"The {entity} refers to something that was deleted or made inactive in QuickBooks.",
                "Make it active again, or link another."
            ),
            "2500" => Problem(
                "reference.gone",
                "",
                "The record refers to something that QuickBooks does not know.",
                "Link it again.",
                fault
            ),
            "5010" => Problem(
                "version.stale",
                "",
                "The record was changed in QuickBooks since the version that the write insists on.",
                "Read it again and decide anew."
            ),
            "6000" => Problem("quickbooks.refused", "", "QuickBooks refused the record.", null, fault),
            "6070" => Problem(
                "line.amount.differs",
                "Lines",
                "QuickBooks wants each line's amount to be its quantity times its price.",
                null,
                fault
            ),
            "6100" => Problem(
                "tax.code.invalid",
                "Lines",
                "Lines of a US company bear the tax codes TAX or NON only.",
                "Map the tax rate to TAX or NON.",
                fault
            ),
            "6140" => Problem(
                "number.taken",
                "Number",
                "The number is taken by another document in QuickBooks.",
                "Give one of them another number, or link the two by hand."
            ),
            "6190" => Problem(
                "quickbooks.subscription.ended",
                "",
                "The company's QuickBooks subscription has ended.",
                "Renew it in QuickBooks.",
                link: links.Settings()
            ),
            "6210" => Problem(
                "books.closed",
                entity == "Payment" ? "Date" : "IssueDate",
                "The books are closed for this date.",
                "Reopen the period in QuickBooks, or date the document after it.",
                link: links.Settings()
            ),
            "6240" when entity == "Item" => Problem(
                "name.taken",
                "Name",
                "Another item in QuickBooks has this name.",
                "Link that item, or give one of them another name."
            ),
            "6240" => Problem(
                "name.taken",
                "Name",
                "Another customer, vendor or employee in QuickBooks has this name.",
                "Link that customer by hand, or give one of them another name."
            ),
            "6540" => Problem(
                "payment.deposited",
                "",
                "The payment was deposited and cannot be changed.",
                "Take it out of its deposit in QuickBooks first."
            ),
            _ => Problem($"quickbooks.{fault.Code ?? "refused"}", "", "QuickBooks refused the record.", null, fault),
        };

    /// <summary>
    /// An item, a tax code or an account that a document cannot name; its name is null where it is not in QuickBooks at all.
    /// </summary>
    public static Problem Unusable(string entity, string id, string? name, QuickBooksLinks links)
    {
        var noun = entity switch { "Item" => "item", "TaxCode" => "tax code", _ => "account" };
        return Problem(
            "reference.gone",
            "",
            name is null
                ? $"The {noun} '{id}' is not in QuickBooks."
                : $"The {noun} '{name}' ({id}) is not in use in QuickBooks, or is a mere category.",
            name is null ? $"Link or map another {noun}." : $"Make it active again in QuickBooks, or link or map another {noun}.",
            link: entity == "TaxCode" ? links.Taxes() : links.Items());
    }

    public static Problem Gone(string entity, WriteTarget target) =>
        Problem("target.gone", "", $"The {entity} {target.ExternalId} is not in QuickBooks any more.", "Unlink it, or create it anew.");

    private static Problem Problem(
        string code,
        string path,
        string message,
        string? fix,
        QuickBooksFault? fault = null,
        Uri? link = null
    ) =>
        new()
        {
            Code = code,
            Path = path,
            Message = fault is null ? message : $"{message} It says: {fault.Text}",
            Fix = fix,
            Link = link,
        };
}
