using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Sequence.Connectors.Xero;

/// <summary>
/// Up to fifty elements in one request. New records go by PUT, which refuses a number that is taken; POST would take over
/// whatever record bears it. https://developer.xero.com/documentation/api/accounting/requests-and-responses
/// </summary>
internal sealed class XeroBatch<TRecord>
    where TRecord : class, IRecord
{
    private XeroBatch(IXeroFormat<TRecord> format, IReadOnlyList<XeroOperation<TRecord>> operations, byte[] body)
    {
        (Operations, Body) = (operations, body);
        var first = operations[0].Intent;
        (List, IdMember) = format.PlaceOf(first);
        Method = operations[0].IsUpdate ? HttpMethod.Post : HttpMethod.Put;
        Path = IsOwnAddress(format, operations[0])
            ? $"{List}/{format.KeyOf(first.Target!.ExternalId)}"
            : $"{List}?summarizeErrors=false{(format.HasUnitDecimals ? "&unitdp=4" : "")}";
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData([.. Encoding.ASCII.GetBytes(Method.Method), .. body]));
        Members = operations.Select(operation => operation.Intent.Key).ToValueList();
    }

    public IReadOnlyList<XeroOperation<TRecord>> Operations { get; }

    /// <summary>The list that it goes to, and that its answer holds.</summary>
    public string List { get; }

    public string IdMember { get; }

    public HttpMethod Method { get; }

    public string Path { get; }

    public ReadOnlyMemory<byte> Body { get; }

    public ValueList<string> Members { get; }

    /// <summary>Equal for equal requests, so that what is repeated is known to be the same.</summary>
    public string Fingerprint { get; }

    public static XeroBatch<TRecord> Of(IXeroFormat<TRecord> format, IReadOnlyList<XeroOperation<TRecord>> operations)
    {
        if (IsOwnAddress(format, operations[0]))
        {
            return new(format, operations, operations[0].Body.ToArray());
        }

        var buffer = new ArrayBufferWriter<byte>(operations.Sum(operation => operation.Body.Length + 1) + 64);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartArray(format.PlaceOf(operations[0].Intent).List);
        foreach (var operation in operations)
        {
            json.WriteRawValue(operation.Body.Span, skipInputValidation: true);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return new(format, operations, buffer.WrittenSpan.ToArray());
    }

    private static bool IsOwnAddress(IXeroFormat<TRecord> format, XeroOperation<TRecord> operation) =>
        format.IsFixed && operation.IsUpdate;

    /// <summary>
    /// Parts operations into batches of creations and of updates. Two operations on one record never share one, for they depend
    /// on each other.
    /// </summary>
    public static IEnumerable<XeroBatch<TRecord>> Group(IXeroFormat<TRecord> format, IEnumerable<XeroOperation<TRecord>> operations)
    {
        var (open, targets, bytes) = (new List<XeroOperation<TRecord>>(), new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var operation in operations.OrderBy(one => one.IsUpdate).ThenBy(one => ListOf(one), StringComparer.Ordinal))
        {
            if (open.Count > 0 && !Fits(operation))
            {
                yield return Of(format, open);
                (open, bytes) = ([], 0);
                targets.Clear();
            }

            open.Add(operation);
            bytes += operation.Body.Length;
            if (operation.Intent.Target is { } target)
            {
                targets.Add(target.ExternalId);
            }
        }

        if (open.Count > 0)
        {
            yield return Of(format, open);
        }

        bool Fits(XeroOperation<TRecord> next) => open.Count < XeroFacts.BatchSize
            && bytes + next.Body.Length < XeroFacts.BatchBytes
            && open[0].IsUpdate == next.IsUpdate
            && ListOf(open[0]) == ListOf(next)
            && !next.IsAlone && !open[0].IsAlone
            && !IsOwnAddress(format, next)
            && (next.Intent.Target is not { } target || !targets.Contains(target.ExternalId));

        string ListOf(XeroOperation<TRecord> operation) => format.PlaceOf(operation.Intent).List;
    }

    /// <summary>
    /// The idempotency key of a call that starts at a moment. Another call has another one, for Xero would answer what was
    /// refused, and has been mended since, as it did before.
    /// </summary>
    public string KeyAt(Instant moment) => XeroKey.Of(Members, Fingerprint, moment);
}
