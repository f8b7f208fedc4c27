namespace Sequence.Connectors.Xero;

/// <summary>What Xero's reasons mean where a payment was refused.</summary>
internal static class XeroPaymentRefusals
{
    public static ValueList<Problem> Of(IReadOnlyList<string> reasons, XeroLinks links)
    {
        // Of a document that is paid already Xero says both: it is no approved one any more, and nothing is open.
        if (Says(reasons, "only be made against authorised") && Says(reasons, "exceeds the amount outstanding"))
        {
            return
            [
                new()
                {
                    Code = "document.settled",
                    Path = nameof(Payment.Allocations),
                    Message = $"Nothing is open on the document any more. Xero says: {string.Join("; ", reasons)}",
                    Fix = "Look at the document in Xero: it is paid, or voided.",
                },
            ];
        }

        return XeroRefusals.Of(reasons, links).Select(Meant).ToValueList();
    }

    private static Problem Meant(Problem problem) => problem switch
    {
        { Code: "books.closed" } => problem with { Path = nameof(Payment.Date) },
        { Code: "document.status" } => problem with { Path = nameof(Payment.Allocations) },
        _ when Speaks(problem, "within a batch") => problem with
        {
            Code = "payment.batched",
            Path = "",
            Fix = "Take the whole batch back.",
        },
        _ when Speaks(problem, "reconciled") => problem with
        {
            Code = "payment.reconciled",
            Path = "",
            Fix = "Undo the reconciliation in Xero first.",
        },
        _ when Speaks(problem, "currency of the account") => problem with
        {
            Code = "currency.differs",
            Path = nameof(Payment.DepositAccountId),
            Fix = $"Set '{XeroSettings.DepositAccountPrefix}' and the currency's code to an account that is kept in it.",
        },
        { Code: "account.invalid" or "xero.refused" } when Speaks(problem, "account") => problem with
        {
            Code = "account.invalid",
            Path = nameof(Payment.DepositAccountId),
            Fix = $"Set '{XeroSettings.DepositAccountKey}' to a bank account, or to one that takes payments.",
        },
        _ => problem,
    };

    private static bool Says(IReadOnlyList<string> reasons, string words) =>
        reasons.Any(reason => reason.Contains(words, StringComparison.OrdinalIgnoreCase));

    private static bool Speaks(Problem problem, string words) => problem.Message.Contains(words, StringComparison.OrdinalIgnoreCase);
}
