using System.Text;

namespace Sequence.Connectors.Xero;

/// <summary>
/// Up to fifty elements in one request. New records go by PUT, which refuses a number that is taken; POST would take over
/// whatever record bears it. https://developer.xero.com/documentation/api/accounting/requests-and-responses
/// </summary>
internal sealed class XeroBatch<TRecord>
    where TRecord : class, IRecord
{
    private const int EnvelopeLength = 64;

    // A request is what is hashed: its method, and its body behind it.
    private XeroBatch(
        IXeroFormat<TRecord> format,
        IReadOnlyList<XeroOperation<TRecord>> operations,
        HttpMethod method,
        ReadOnlyMemory<byte> request
    )
    {
        (Operations, Method, Body) = (operations, method, request[method.Method.Length..]);
        var first = operations[0].Intent;
        (List, IdMember) = format.PlaceOf(first);
        Path = IsOwnAddress(format, operations[0])
            ? $"{List}/{format.KeyOf(first.Target!.ExternalId)}"
            : $"{List}?summarizeErrors=false{(format.HasUnitDecimals ? "&unitdp=4" : "")}";
        Fingerprint = WriteAttempts.Hash(request.Span);
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
        var method = operations[0].IsUpdate ? HttpMethod.Post : HttpMethod.Put;
        using var buffer = new BodyBuffer(operations.Sum(operation => operation.Body.Length + 1) + EnvelopeLength);
        Encoding.ASCII.GetBytes(method.Method, buffer);
        var json = buffer.Json;
        if (IsOwnAddress(format, operations[0]))
        {
            json.WriteRawValue(operations[0].Body.Span, skipInputValidation: true);
            return new(format, operations, method, buffer.Take());
        }

        json.WriteStartObject();
        json.WriteStartArray(format.PlaceOf(operations[0].Intent).List);
        foreach (var operation in operations)
        {
            json.WriteRawValue(operation.Body.Span, skipInputValidation: true);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return new(format, operations, method, buffer.Take());
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

    /// <summary>The attempt of a call that starts at a moment.</summary>
    public WriteAttempt Attempt(Instant moment) => WriteAttempts.Begin(Members, Fingerprint, moment);
}
