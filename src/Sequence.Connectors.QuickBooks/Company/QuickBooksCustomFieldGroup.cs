namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// The preferences of the sales forms' custom fields, as they travel: names such as <c>SalesFormsPrefs.SalesCustomName1</c> with
/// a text each.
/// </summary>
internal struct QuickBooksCustomFieldGroup
{
    public QuickBooksCustomField[]? CustomField { get; set; }

    public static WireShape<QuickBooksCustomFieldGroup> Shape { get; } = new()
    {
        { "CustomField", (ref json, ref it) => it.CustomField = json.Array(QuickBooksCustomField.Shape) },
    };
}
