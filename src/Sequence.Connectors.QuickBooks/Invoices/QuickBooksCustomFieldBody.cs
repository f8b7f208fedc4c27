using System.Text.Json;

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

        var written = body.MappedFields(intent.Record, scope.Settings.FieldMaps).ToList();
        if (written.Count > 0)
        {
            Fields(body, written, scope);
        }
    }

    // They are sent whole: a field that is left out might be emptied.
    private static void Fields(QuickBooksBody body, List<(FieldMap Map, CustomValue? Value)> written, QuickBooksWriteScope scope)
    {
        body.Json.WriteStartArray("CustomField");
        foreach (var (map, value) in written)
        {
            Field(body, map, value, scope);
        }

        if (body.Current is { Payload.IsEmpty: false } current)
        {
            var ours = written.Select(one => QuickBooksCustomFields.DefinitionId(one.Map, scope.Company)).ToHashSet();
            using var document = current.Payload.Parse();
            foreach (var field in Filled(document.RootElement).Where(field => !ours.Contains(DefinitionOf(field))))
            {
                field.WriteTo(body.Json);
            }
        }

        body.Json.WriteEndArray();
    }

    private static IEnumerable<JsonElement> Filled(JsonElement document) =>
        document.TryGetProperty("CustomField", out var fields) && fields.ValueKind == JsonValueKind.Array
            ? fields.EnumerateArray().Where(field => DefinitionOf(field) is not null && field.TryGetProperty("StringValue", out _))
            : [];

    private static string? DefinitionOf(JsonElement field) =>
        field.TryGetProperty("DefinitionId", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;

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
