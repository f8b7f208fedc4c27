using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Up to thirty operations in one request: https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/batch.
/// </summary>
internal sealed class QuickBooksBatch<TRecord>
    where TRecord : class, IRecord
{
    private QuickBooksBatch(IReadOnlyList<QuickBooksOperation<TRecord>> operations, byte[] body)
    {
        (Operations, Body) = (operations, body);
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(body));
        Members = operations.Select(operation => operation.Intent.Key).ToValueList();
    }

    public IReadOnlyList<QuickBooksOperation<TRecord>> Operations { get; }

    public ReadOnlyMemory<byte> Body { get; }

    public ValueList<string> Members { get; }

    /// <summary>Equal for equal bodies, so that what is repeated is known to be the same.</summary>
    public string Fingerprint { get; }

    public static QuickBooksBatch<TRecord> Of(string entity, IReadOnlyList<QuickBooksOperation<TRecord>> operations)
    {
        var buffer = new ArrayBufferWriter<byte>(operations.Sum(operation => operation.Body.Length + 64));
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartArray("BatchItemRequest");
        for (var i = 0; i < operations.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("bId", IdOf(i));
            json.WriteString("operation", operations[i].Action.Operation);
            if (operations[i].Action.Options is { } options)
            {
                json.WriteString("optionsData", options);
            }

            json.WritePropertyName(entity);
            json.WriteRawValue(operations[i].Body.Span, skipInputValidation: true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return new(operations, buffer.WrittenSpan.ToArray());
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
    /// The <c>requestid</c> of a call that starts at a moment; at most 36 characters for a batch. Another call has another one,
    /// for QuickBooks would answer what was refused, and has been mended since, as it did before.
    /// </summary>
    public string KeyAt(Instant moment)
    {
        var text = $"{string.Join('\n', (IEnumerable<string>)Members)}\n{Fingerprint}\n{moment.ToUnixTimeTicks()}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

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
