namespace Sequence.Connectors.TestKit;

/// <summary>Where Xero's own specification says other than Xero does: what is named here is not held against anyone.</summary>
public static class XeroSpecificationErrata
{
    private static readonly (string Operation, string Finding, string Why)[] Known =
    [
        ("DELETE /CreditNotes/", "$.Invoice is no object", "Xero answers with a list; the specification's own example has one too."),
        ("DELETE /CreditNotes/", "$.Amount is missing", "The answer to a deleted allocation has no amount, in the specification's example neither."),
    ];

    /// <summary>Whether the specification is wrong here, not the body.</summary>
    public static bool Excuses(string operation, string finding) => Known.Any(each =>
        operation.StartsWith(each.Operation, StringComparison.Ordinal) && finding.StartsWith(each.Finding, StringComparison.Ordinal));
}
