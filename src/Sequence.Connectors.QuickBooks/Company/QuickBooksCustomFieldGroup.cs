namespace Sequence.Connectors.QuickBooks;

/// <summary>The preferences of the sales forms' custom fields, as they travel: names such as <c>SalesFormsPrefs.SalesCustomName1</c> with a text each.</summary>
internal sealed record QuickBooksCustomFieldGroup
{
    public QuickBooksCustomField[]? CustomField { get; init; }
}
