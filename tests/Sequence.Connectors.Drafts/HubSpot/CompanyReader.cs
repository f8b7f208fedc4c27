using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Sequence.Connectors.Drafts;

/// <summary>
/// Companies by the search, which ends at 10,000 results: the cursor is the last modification time and id seen, never the
/// search's own offset, so that each search starts anew after it and no cursor can expire.
/// https://developers.hubspot.com/docs/api/crm/search
/// </summary>
internal sealed class CompanyReader(FakeTransport http, int cap = 10_000) : IRecordReader<Customer>
{
    private const string Modified = "hs_lastmodifieddate";
    private const string Search = "/crm/objects/2026-03/companies/search";

    public async IAsyncEnumerable<ChangePage<Customer>> ReadAsync(
        ReadOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var since = options.After is { } cursor ? long.Parse(cursor.Value, CultureInfo.InvariantCulture) : 0;
        var (offset, started) = ("0", since);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answer = await http.SendAsync("POST", Search, Body(started, offset));
            using var document = JsonDocument.Parse(answer.Body);
            var changes = new List<Change<Customer>>();
            foreach (var row in document.RootElement.GetProperty("results").EnumerateArray())
            {
                changes.AddRange(Read(row));
                since = Math.Max(since, Time(row));
            }

            var next = document.RootElement.TryGetProperty("paging", out var paging)
                ? paging.GetProperty("next").GetProperty("after").GetString()
                : null;
            yield return new ChangePage<Customer>
            {
                Changes = changes,
                Next = new Cursor(since.ToString(CultureInfo.InvariantCulture)),
                State = next is null ? ChangePageState.End : ChangePageState.More,
            };
            if (next is null)
            {
                yield break;
            }

            if (int.Parse(next, CultureInfo.InvariantCulture) < cap)
            {
                offset = next;
                continue;
            }

            if (since == started)
            {
                // A bulk import stamps more companies with one time than a search can show. Going on would leave some out.
                throw new ConnectorException(
                    ConnectorErrorKind.NotSupported,
                    $"More than {cap} companies were changed in the same millisecond; read them by the list instead."
                );
            }

            // The search includes its start, so companies that share the last time come again rather than never.
            (offset, started) = ("0", since);
        }
    }

    public async IAsyncEnumerable<Change<Customer>> FindAsync(
        IReadOnlyCollection<string> externalIds,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var id in externalIds.Distinct())
        {
            var answer = await http.SendAsync("GET", $"/crm/objects/2026-03/companies/{id}");
            if (answer.Status == 404)
            {
                yield return new Change<Customer>.NotFound(id);
                continue;
            }

            // A merged id answers with the company that went on.
            using var document = JsonDocument.Parse(answer.Body);
            yield return document.RootElement.GetProperty("id").GetString() is { } found && found != id
                ? new Change<Customer>.Merged(id, found)
                : Read(document.RootElement).Last();
        }
    }

    /// <summary>A company, and before it the companies that were merged into it.</summary>
    private static IEnumerable<Change<Customer>> Read(JsonElement row)
    {
        var id = row.GetProperty("id").GetString()!;
        var properties = row.GetProperty("properties");
        if (properties.TryGetProperty("hs_merged_object_ids", out var merged) && merged.GetString() is { Length: > 0 } ids)
        {
            foreach (var old in ids.Split(';'))
            {
                yield return new Change<Customer>.Merged(old, id);
            }
        }

        yield return new Change<Customer>.Current(new Customer { Id = id, Name = properties.GetProperty("name").GetString() });
    }

    private static long Time(JsonElement row) =>
        DateTimeOffset
            .Parse(row.GetProperty("properties").GetProperty(Modified).GetString()!, CultureInfo.InvariantCulture)
            .ToUnixTimeMilliseconds();

    private static string Body(long since, string offset) => Drafting.Json(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("filterGroups");
        json.WriteRawValue($$"""{"filters":[{"propertyName":"{{Modified}}","operator":"GTE","value":"{{since}}"}]}""");
        json.WriteEndArray();
        json.WritePropertyName("sorts");
        json.WriteRawValue($$"""[{"propertyName":"{{Modified}}","direction":"ASCENDING"}]""");
        json.WriteNumber("limit", 200);
        json.WriteString("after", offset);
        json.WriteEndObject();
    });
}
