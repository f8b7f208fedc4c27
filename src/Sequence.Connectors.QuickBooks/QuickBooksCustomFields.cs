using System.Globalization;
using NodaTime.Text;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// The three text fields of sales forms: https://developer.intuit.com/app/developer/qbo/docs/workflows/create-custom-fields.
/// </summary>
internal static class QuickBooksCustomFields
{
    /// <summary>A field map names a field by its definition's id or by its label.</summary>
    public static bool IsNamed(QuickBooksCustomField field, FieldMap map) =>
        string.Equals(field.DefinitionId, map.SystemField, StringComparison.Ordinal)
        || string.Equals(field.Name, map.SystemField, StringComparison.OrdinalIgnoreCase);

    public static CustomValue? Read(QuickBooksCustomField field, FieldMap map, QuickBooksReadScope scope)
    {
        if (string.IsNullOrEmpty(field.StringValue))
        {
            return null;
        }

        var value = Parse(field.StringValue, map.Type);
        if (value is null)
        {
            scope.Note(
                MappingNoteKind.Unknown, $"CustomFields.{map.Field}", $"CustomField.{map.SystemField}", field.StringValue, null,
                $"'{field.StringValue}' is not a {map.Type}, as the field map of '{map.Field}' says it is.");
        }

        return value;
    }

    private static CustomValue? Parse(string text, CustomFieldType type) =>
        type switch
        {
            CustomFieldType.Number => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
                ? number
                : null,
            CustomFieldType.Flag => bool.TryParse(text, out var flag) ? flag : null,
            CustomFieldType.Date => QuickBooksValues.Date(text) is { } date ? date : null,
            CustomFieldType.Moment => InstantPattern.ExtendedIso.Parse(text) is { Success: true } moment ? moment.Value : null,
            CustomFieldType.Choices => new CustomValue.Choices(
                text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToValueList()
            ),
            _ => text,
        };
}
