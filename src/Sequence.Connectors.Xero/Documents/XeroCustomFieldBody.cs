namespace Sequence.Connectors.Xero;

/// <summary>Custom fields, from the unified model to the free members of Xero's records; tracking categories go with the lines.</summary>
internal static class XeroCustomFieldBody
{
    public static void Write<TRecord>(XeroBody body, WriteIntent<TRecord> intent, XeroWriteScope scope)
        where TRecord : class, IRecord
    {
        var type = RecordType.Of<TRecord>();
        var members = XeroCustomFields.Members(type);
        foreach (var (map, value) in body.MappedFields(intent.Record, scope.Settings.FieldMaps))
        {
            if (members.TryGetValue(map.SystemField, out var longest))
            {
                body.Json.WriteString(
                    map.SystemField,
                    body.Fit($"CustomFields.{map.Field}", map.SystemField, value?.ToString() ?? "", longest)
                );
            }
            else if (!IsTracking(map) || intent.Record is not IDocument)
            {
                body.Refuse(
                    "custom_field.unknown", $"CustomFields.{map.Field}",
                    $"The field map of '{map.Field}' names '{map.SystemField}', which is no free member of this record in Xero; it has: {List(members.Keys)}.",
                    "Name one of them in the field map, or a tracking category of documents, such as Tracking.Region.");
            }
        }
    }

    /// <summary>The tracking of each line: the record's own by its field maps, else the connection's.</summary>
    public static IReadOnlyList<(string Category, string Option)> Tracking<TRecord>(
        XeroBody body,
        WriteIntent<TRecord> intent,
        XeroWriteScope scope
    )
        where TRecord : class, IRecord
    {
        var own =
            intent.Record.CustomFields.Count == 0
                ? []
                : scope
                    .Settings.FieldMaps.Where(map =>
                        map.RecordType == RecordType.Of<TRecord>()
                        && IsTracking(map)
                        && map.Direction.HasFlag(FieldDirection.Write)
                    )
                    .Select(map =>
                        (
                            Category: map.SystemField[XeroCustomFields.TrackingPrefix.Length..],
                            Option: intent.Record.CustomFields.TryGetValue(map.Field, out var value) ? value?.ToString() : null
                        )
                    )
                    .Where(one => !string.IsNullOrEmpty(one.Option))
                    .Select(one => (one.Category, one.Option!))
                    .ToList();
        var all = own.Count == 0
            ? scope.Settings.Tracking
            : [.. own, .. scope.Settings.Tracking.Where(one => own.All(mine => mine.Category != one.Category))];
        if (all.Count > XeroFacts.MostTracking)
        {
            body.Refuse(
                "tracking.too_many",
                nameof(IDocument.Lines),
                $"Xero holds {XeroFacts.MostTracking} tracking categories on a line; {all.Count} are set.",
                "Leave some out of the settings."
            );
        }

        return all;
    }

    private static bool IsTracking(FieldMap map) => map.SystemField.StartsWith(XeroCustomFields.TrackingPrefix, StringComparison.Ordinal);

    private static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "none";
}
