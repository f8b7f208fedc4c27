namespace Sequence.Connectors.Xero;

/// <summary>Custom fields, from the unified model to the free members of Xero's records; tracking categories go with the lines.</summary>
internal static class XeroCustomFieldBody
{
    public static void Write<TRecord>(XeroBody body, WriteIntent<TRecord> intent, XeroWriteScope scope)
        where TRecord : class, IRecord
    {
        if (intent.Record.CustomFields.Count == 0)
        {
            return;
        }

        var members = XeroFreeMember.Of(RecordType.Of<TRecord>());
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (map, value) in body.MappedFields(intent.Record, scope.Settings.FieldMaps))
        {
            var path = $"CustomFields.{map.Field}";
            if (!written.Add(map.SystemField))
            {
                body.Refuse(
                    "custom_field.shared",
                    path,
                    $"'{map.SystemField}' is written by several field maps, the last one that of '{map.Field}'.",
                    "Let one of them write it."
                );
            }
            else if (members.FirstOrDefault(member => member.Name == map.SystemField) is { } member)
            {
                Write(body, path, member, value?.ToString() ?? "");
            }
            else if (!XeroCustomFields.IsTracking(map) || intent.Record is not IDocument)
            {
                body.Refuse(
                    "custom_field.unknown",
                    path,
                    $"The field map of '{map.Field}' names '{map.SystemField}', which is no free member of this record in Xero; it has: {XeroFreeMember.List(members.Select(one => one.Name))}.",
                    "Name one of them in the field map, or a tracking category of documents, such as Tracking.Region."
                );
            }
        }
    }

    private static void Write(XeroBody body, string path, XeroFreeMember member, string text)
    {
        if (text.Length == 0 && (member.Fits is not null || !body.Clears))
        {
            if (body.Clears)
            {
                body.Note(
                    MappingNoteKind.Dropped,
                    path,
                    member.Name,
                    null,
                    null,
                    $"Xero cannot clear {member.Name}; it keeps the one that it has."
                );
            }
        }
        else if (member.Fits?.Invoke(text) == false)
        {
            body.Refuse(
                "custom_field.invalid",
                path,
                $"'{text}' cannot stand in {member.Name} in Xero.",
                "Give the id of a branding theme, or a date such as 2026-03-01."
            );
        }
        else
        {
            body.Json.WriteString(member.Name, body.Fit(path, member.Name, text, member.Longest));
        }
    }

    /// <summary>
    /// The tracking of each line: the record's own by its field maps, else the connection's. A category without an option is taken off.
    /// </summary>
    public static IReadOnlyList<(string Category, string? Option)> Tracking<TRecord>(
        XeroBody body,
        WriteIntent<TRecord> intent,
        XeroWriteScope scope
    )
        where TRecord : class, IRecord
    {
        var common = scope.Settings.Tracking;
        if (intent.Record.CustomFields.Count == 0)
        {
            return Checked(body, common);
        }

        var own = scope
            .Settings.FieldMaps.Where(map =>
                map.RecordType == RecordType.Of<TRecord>()
                && XeroCustomFields.IsTracking(map)
                && map.Direction.HasFlag(FieldDirection.Write)
                && intent.Record.CustomFields.ContainsKey(map.Field)
            )
            .Select(map =>
                (
                    Category: map.SystemField[XeroCustomFields.TrackingPrefix.Length..],
                    Option: XeroValues.Filled(intent.Record.CustomFields[map.Field]?.ToString())
                )
            )
            .Where(one => one.Option is not null || (body.Clears && common.All(theirs => theirs.Category != one.Category)))
            .ToList();
        return Checked(body, [.. own, .. common.Where(one => own.All(mine => mine.Category != one.Category))]);
    }

    private static IReadOnlyList<(string Category, string? Option)> Checked(
        XeroBody body,
        IReadOnlyList<(string Category, string? Option)> all
    )
    {
        if (all.Count > XeroFacts.MostTracking && all.Count(one => one.Option is not null) is var count and > XeroFacts.MostTracking)
        {
            body.Refuse(
                "tracking.too_many",
                nameof(IDocument.Lines),
                $"Xero holds {XeroFacts.MostTracking} tracking categories on a line; {count} are set.",
                "Leave some out of the settings."
            );
        }

        return all;
    }
}
