namespace Sequence.Connectors.Simulators;

/// <summary>
/// Which members a condition or an order may name: those that Intuit's reference marks "filterable". Notes, e-mail state, links and lines
/// are not
/// among them, so a transaction cannot be found by its private note.
/// https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/invoice
/// </summary>
internal static class QueryableMembers
{
    private static readonly HashSet<string> Sales =
    [
        "Id",
        "DocNumber",
        "TxnDate",
        "DueDate",
        "CustomerRef",
        "SalesTermRef",
        "ProjectRef",
        "ClassRef",
        "DepartmentRef",
        "Balance",
        "TotalAmt",
    ];

    private static readonly HashSet<string> Payments =
        ["Id", "TxnDate", "CustomerRef", "PaymentMethodRef", "PaymentRefNum", "ProjectRef", "TotalAmt"];

    private static readonly HashSet<string> Names =
    [
        "Id", "DisplayName", "GivenName", "MiddleName", "FamilyName", "Suffix", "FullyQualifiedName", "CompanyName",
        "PrintOnCheckName", "Active",
        "Balance", "BalanceWithJobs", "Job", "ParentRef", "PrimaryEmailAddr", "PrimaryPhone",
    ];

    public static bool Contains(string entity, string member) => entity switch
    {
        "Invoice" or "CreditMemo" => Sales.Contains(member),
        "Payment" => Payments.Contains(member),
        "Customer" or "Vendor" or "Employee" => Names.Contains(member),
        _ => true,
    };
}
