using System.Text.Json;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Up to thirty operations in one request: https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/batch.
/// </summary>
internal sealed class QuickBooksBatch<TRecord>
    where TRecord : class, IRecord
{
    // What one operation adds to its body.
    private const int EnvelopeLength = 80;

    private QuickBooksBatch(IReadOnlyList<QuickBooksOperation<TRecord>> operations, ReadOnlyMemory<byte> body)
    {
        (Operations, Body) = (operations, body);
        Fingerprint = WriteAttempts.Hash(body.Span);
        Members = operations.Select(operation => operation.Intent.Key).ToValueList();
    }

    public IReadOnlyList<QuickBooksOperation<TRecord>> Operations { get; }

    public ReadOnlyMemory<byte> Body { get; }

    public ValueList<string> Members { get; }

    /// <summary>Equal for equal bodies, so that what is repeated is known to be the same.</summary>
    public string Fingerprint { get; }

    public static QuickBooksBatch<TRecord> Of(string entity, IReadOnlyList<QuickBooksOperation<TRecord>> operations)
    {
        using var buffer = new BodyBuffer(operations.Sum(operation => operation.Body.Length + EnvelopeLength) + EnvelopeLength);
        var (json, member) = (buffer.Json, JsonEncodedText.Encode(entity));
        json.WriteStartObject();
        json.WriteStartArray(QuickBooksNames.BatchItemRequest);
        for (var i = 0; i < operations.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString(QuickBooksNames.BId, IdOf(i));
            json.WriteString(QuickBooksNames.Operation, operations[i].Action.Word);
            if (operations[i].Action.Options is { } options)
            {
                json.WriteString(QuickBooksNames.OptionsData, options);
            }

            json.WritePropertyName(member);
            json.WriteRawValue(operations[i].Body.Span, skipInputValidation: true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return new(operations, buffer.Take());
    }

    /// <summary>The operations in two batches: by halves, the one is found that QuickBooks refuses a whole batch for.</summary>
    public IEnumerable<QuickBooksBatch<TRecord>> Halves(string entity) =>
        Operations.Chunk((Operations.Count + 1) / 2).Select(half => Of(entity, half));

    /// <summary>Parts operations into batches. Two operations on one record never share a batch, for its order is not kept.</summary>
    public static IEnumerable<QuickBooksBatch<TRecord>> Group(string entity, IEnumerable<QuickBooksOperation<TRecord>> operations)
    {
        var open = new List<QuickBooksOperation<TRecord>>();
        var targets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in operations)
        {
            var target = operation.Intent.Target?.ExternalId;
            if (open.Count == QuickBooksFacts.BatchSize || (target is not null && targets.Contains(target)))
            {
                yield return Of(entity, open);
                open = [];
                targets.Clear();
            }

            open.Add(operation);
            if (target is not null)
            {
                targets.Add(target);
            }
        }

        if (open.Count > 0)
        {
            yield return Of(entity, open);
        }
    }

    /// <summary>
    /// The attempt of a call that starts at a moment; its key is the <c>requestid</c>, at most 36 characters for a batch.
    /// </summary>
    public WriteAttempt Attempt(Instant moment) => WriteAttempts.Begin(Members, Fingerprint, moment);

    /// <summary>
    /// The answers, each at the place of its operation; null where the answer says nothing of it, as when it is no JSON at all.
    /// </summary>
    public QuickBooksBatchAnswer?[] Read(ReadOnlyMemory<byte> answer, string entity)
    {
        var answers = new QuickBooksBatchAnswer?[Operations.Count];
        try
        {
            using var document = JsonDocument.Parse(answer);
            foreach (var item in Items(document.RootElement))
            {
                if (
                    item.TryGetProperty("bId", out var id)
                    && int.TryParse(id.ToString(), out var number)
                    && number >= 1
                    && number <= answers.Length
                )
                {
                    answers[number - 1] = QuickBooksBatchAnswer.From(item, entity);
                }
            }
        }
        catch (JsonException)
        {
            // The request was answered by success, so that its items stand for all that is known: each is settled later.
        }

        return answers;
    }

    private static IEnumerable<JsonElement> Items(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object
        && answer.TryGetProperty("BatchItemResponse", out var items)
        && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : [];

    private static string IdOf(int index) => (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
