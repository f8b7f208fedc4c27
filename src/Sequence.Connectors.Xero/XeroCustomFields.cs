using System.Globalization;
using NodaTime.Text;

namespace Sequence.Connectors.Xero;

/// <summary>
/// Xero has no custom fields. A field map may name one of the members that the model leaves free instead, or a tracking category
/// as <c>Tracking.Region</c>.
/// </summary>
internal static class XeroCustomFields
{
    public const string TrackingPrefix = "Tracking.";

    public const string Reference = "Reference";

    public static bool IsTracking(FieldMap map) => map.SystemField.StartsWith(TrackingPrefix, StringComparison.Ordinal);

    /// <summary>Whether a field map holds an invoice's reference, which is the number of a purchase order otherwise.</summary>
    public static bool TakesReference(ValueList<FieldMap> maps, FieldDirection direction)
    {
        foreach (var map in maps)
        {
            if (map.RecordType == RecordType.Of<Invoice>() && map.SystemField == Reference && map.Direction.HasFlag(direction))
            {
                return true;
            }
        }

        return false;
    }

    public static CustomFields Of(in XeroContact contact, XeroReadScope scope)
    {
        if (scope.FieldMaps.Count == 0)
        {
            return CustomFields.Empty;
        }

        var (account, company, tax) = (contact.AccountNumber, contact.CompanyNumber, contact.TaxNumber);
        return Read(
            RecordType.Of<Customer>(),
            scope,
            member =>
                member switch
                {
                    "AccountNumber" => account,
                    "CompanyNumber" => company,
                    "TaxNumber" => tax,
                    _ => null,
                }
        );
    }

    public static CustomFields Of(RecordType type, in XeroDocument document, XeroReadScope scope)
    {
        if (scope.FieldMaps.Count == 0)
        {
            return CustomFields.Empty;
        }

        var (reference, theme, expected, lines) = (
            document.Reference,
            document.BrandingThemeID,
            document.ExpectedPaymentDate,
            document.LineItems
        );
        return Read(
            type,
            scope,
            member =>
                member switch
                {
                    Reference => XeroMark.Without(reference),
                    "BrandingThemeID" => theme,
                    "ExpectedPaymentDate" => XeroValues.Date(expected) is { } date ? XeroValues.Text(date) : null,
                    _ when member.StartsWith(TrackingPrefix, StringComparison.Ordinal) => Tracked(
                        lines,
                        member[TrackingPrefix.Length..]
                    ),
                    _ => null,
                }
        );
    }

    private static CustomFields Read(RecordType type, XeroReadScope scope, Func<string, string?> find)
    {
        var fields = new List<KeyValuePair<string, CustomValue?>>();
        foreach (var map in scope.FieldMaps)
        {
            if (map.RecordType == type && map.Direction.HasFlag(FieldDirection.Read) && find(map.SystemField) is { } text)
            {
                fields.Add(KeyValuePair.Create(map.Field, Parse(text, map, scope)));
            }
        }

        return CustomFields.Create(fields.ToArray());
    }

    // A document has no tracking of its own: where its lines agree, it has theirs.
    private static string? Tracked(XeroLineItem[]? lines, string category)
    {
        var options = (lines ?? [])
            .SelectMany(line => line.Tracking ?? [])
            .Where(one => one.Name == category)
            .Select(one => one.Option)
            .Distinct()
            .ToList();
        return options.Count == 1 ? options[0] : null;
    }

    private static CustomValue? Parse(string text, FieldMap map, XeroReadScope scope)
    {
        CustomValue? value = map.Type switch
        {
            CustomFieldType.Number => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
                ? number
                : null,
            CustomFieldType.Flag => bool.TryParse(text, out var flag) ? flag : null,
            CustomFieldType.Date => LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value : null,
            CustomFieldType.Moment => InstantPattern.ExtendedIso.Parse(text) is { Success: true } moment ? moment.Value : null,
            CustomFieldType.Choices => new CustomValue.Choices(
                text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToValueList()
            ),
            _ => text,
        };
        if (value is null)
        {
            scope.Note(
                MappingNoteKind.Unknown, $"CustomFields.{map.Field}", map.SystemField, text, null,
                $"'{text}' is not a {map.Type}, as the field map of '{map.Field}' says it is.");
        }

        return value;
    }
}
