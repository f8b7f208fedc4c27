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
        var ours = new Dictionary<string, FieldMap>(StringComparer.Ordinal);
        body.Json.WriteStartArray("CustomField");
        foreach (var (map, value) in written)
        {
            var id = QuickBooksFieldMaps.Find(map, scope.Company)?.Id;
            if (QuickBooksFieldMaps.WhyNot(map, scope.Company, scope.Links) is { } problem)
            {
                body.Refuse(problem);
            }
            else if (!ours.TryAdd(id!, map))
            {
                body.Refuse(QuickBooksFieldMaps.Shared(map, ours[id!]));
            }
            else
            {
                Field(body, map, id!, value);
            }
        }

        if (body.Current is { Payload.IsEmpty: false } current)
        {
            using var document = current.Payload.Parse();
            foreach (var field in Filled(document.RootElement).Where(field => !ours.ContainsKey(DefinitionOf(field)!)))
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

    private static void Field(QuickBooksBody body, FieldMap map, string id, CustomValue? value)
    {
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
}
