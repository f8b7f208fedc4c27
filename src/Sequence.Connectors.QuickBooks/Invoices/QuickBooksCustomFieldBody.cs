namespace Sequence.Connectors.QuickBooks;

/// <summary>Custom fields of documents, from the unified model to QuickBooks, which knows a field by its definition's id.</summary>
internal static class QuickBooksCustomFieldBody
{
    public static void Write<TDocument>(QuickBooksBody body, WriteIntent<TDocument> intent, QuickBooksWriteScope scope)
        where TDocument : class, IDocument
    {
        if (intent.Record.CustomFields.Count == 0 || !body.Owns(nameof(IDocument.CustomFields)))
        {
            return;
        }

        body.Json.WriteStartArray("CustomField");
        foreach (var (map, value) in body.MappedFields(intent.Record, scope.Settings.FieldMaps))
        {
            Field(body, map, value, scope);
        }

        body.Json.WriteEndArray();
    }

    private static void Field(QuickBooksBody body, FieldMap map, CustomValue? value, QuickBooksWriteScope scope)
    {
        if (QuickBooksCustomFields.DefinitionId(map, scope.Company) is not { } id)
        {
            body.Refuse(
                "custom_field.unknown", $"CustomFields.{map.Field}",
                $"The field map of '{map.Field}' names '{map.SystemField}', which is no custom field of QuickBooks' sales forms; they have: {List(scope.Company.CustomFieldIds.Keys)}.",
                "Name one of them in the field map, or give a definition's id.", scope.Links.Settings());
            return;
        }

        body.Json.WriteStartObject();
        body.Json.WriteString("DefinitionId", id);
        body.Json.WriteString("Type", "StringType");
        body.Json.WriteString(
            "StringValue",
            body.Fit(
                $"CustomFields.{map.Field}",
                $"CustomField.{map.SystemField}",
                value?.ToString() ?? "",
                QuickBooksFacts.CustomTextLength
            )
        );
        body.Json.WriteEndObject();
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "none";
}
