using System.Text.Json;

namespace Sequence.Connectors.TestKit;

/// <summary>Where Xero's own specification says other than Xero does: what is named here is not held against anyone.</summary>
public static class XeroSpecificationErrata
{
    private static readonly (string Operation, string Finding, string InProxy, string Why)[] Known =
    [
        (
            "DELETE /CreditNotes/",
            "$.Invoice is no object",
            "property Invoice must be object",
            "Xero answers with a list; the specification's own example has one too."
        ),
        (
            "DELETE /CreditNotes/",
            "$.Amount is missing",
            "must have required property 'Amount'",
            "A deleted allocation has no amount, in the specification's example neither."
        ),
    ];

    /// <summary>
    /// The examples of answers that break their own schema: texts for numbers and flags, null in lists, one object for a list,
    /// and the other way round.
    /// </summary>
    public static IReadOnlyList<string> BrokenExamples { get; } =
    [
        "GET /Budgets/{BudgetID} 200",
        "DELETE /CreditNotes/{CreditNoteID}/Allocations/{AllocationID} 200",
        "PUT /ExpenseClaims 200",
        "GET /ExpenseClaims/{ExpenseClaimID} 200",
        "POST /ExpenseClaims/{ExpenseClaimID} 200",
        "DELETE /Overpayments/{OverpaymentID}/Allocations/{AllocationID} 200",
        "GET /Payments 200",
        "GET /Payments/{PaymentID} 200",
        "DELETE /Prepayments/{PrepaymentID}/Allocations/{AllocationID} 200",
        "PUT /PurchaseOrders 200",
        "POST /PurchaseOrders 200",
        "GET /PurchaseOrders/{PurchaseOrderID} 200",
        "POST /PurchaseOrders/{PurchaseOrderID} 200",
        "GET /PurchaseOrders/{PurchaseOrderNumber} 200",
        "GET /Receipts 200",
        "PUT /Receipts 200",
        "GET /Receipts/{ReceiptID} 200",
        "POST /Receipts/{ReceiptID} 200",
    ];

    /// <summary>Whether all that Prism finds about an answer is what the specification is wrong about.</summary>
    /// <param name="operation">Such as <c>DELETE /CreditNotes/{id}/Allocations/{id}</c>.</param>
    /// <param name="violations">Prism's own list, as JSON.</param>
    public static bool ExcusesInProxy(string operation, string violations)
    {
        if (violations.Length == 0)
        {
            return false;
        }

        using var list = JsonDocument.Parse(violations);
        return list.RootElement.EnumerateArray().All(one => one.GetProperty("message").GetString() is { } message
            && one.GetProperty("location")[0].GetString() == "response"
            && Known.Any(each =>
                operation.StartsWith(each.Operation, StringComparison.Ordinal)
                && message.Contains(each.InProxy, StringComparison.Ordinal)));
    }

    /// <summary>Whether the specification is wrong here, not the body.</summary>
    public static bool Excuses(string operation, string finding) => Known.Any(each =>
        operation.StartsWith(each.Operation, StringComparison.Ordinal) && finding.StartsWith(each.Finding, StringComparison.Ordinal));
}
