using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Sequence.Connectors.Drafts;

/// <summary>
/// All companies, again and again: Attio has no modification time to ask by, and a deletion shows only by absence. Pages are
/// counted by offset, which shifts when a record is deleted meanwhile; each page therefore begins with the last record of the one
/// before, and a page that does not starts the sweep anew. A sweep has no place to resume from, so its pages carry no cursor.
/// </summary>
internal sealed class AttioCompanyReader(FakeTransport http, int pageSize = 500) : IRecordReader<Customer>
{
    private const int Restarts = 3;

    public static ReadTraits Traits { get; } = new() { Mode = ReadMode.FullSweep, Deletions = DeletionVisibility.Sweep, PageSize = 500 };

    public async IAsyncEnumerable<ChangePage<Customer>> ReadAsync(
        ReadOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (offset, restarts, anchor) = (0, 0, (string?)null);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var records = await PageAsync(offset);
            if (anchor is not null && records.FirstOrDefault()?.Id != anchor)
            {
                (offset, anchor) = (0, null);
                if (++restarts > Restarts)
                {
                    // Ending here would make every record that slipped by look deleted.
                    throw new ConnectorException(
                        ConnectorErrorKind.Unavailable,
                        "Companies were deleted faster than Attio can be swept; try again later."
                    );
                }

                continue;
            }

            var last = records.Count < pageSize;
            yield return new ChangePage<Customer>
            {
                Changes = [.. records.Skip(anchor is null ? 0 : 1).Select(record => new Change<Customer>.Current(record))],
                Next = null,
                State = last ? ChangePageState.End : ChangePageState.More,
            };
            if (last)
            {
                yield break;
            }

            (offset, anchor) = (offset + pageSize - 1, records[^1].Id);
        }
    }

    public async IAsyncEnumerable<Change<Customer>> FindAsync(
        IReadOnlyCollection<string> externalIds,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var id in externalIds.Distinct())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answer = await http.SendAsync("GET", $"/v2/objects/companies/records/{id}");
            if (answer.Status == 404)
            {
                yield return new Change<Customer>.NotFound(id);
                continue;
            }

            using var document = JsonDocument.Parse(answer.Body);
            yield return new Change<Customer>.Current(Read(document.RootElement.GetProperty("data")));
        }
    }

    private async Task<List<Customer>> PageAsync(int offset)
    {
        var body = $$"""{"sorts":[{"attribute":"created_at","direction":"asc"}],"limit":{{pageSize}},"offset":{{offset}}}""";
        var answer = await http.SendAsync("POST", "/v2/objects/companies/records/query", body);
        using var document = JsonDocument.Parse(answer.Body);
        return [.. document.RootElement.GetProperty("data").EnumerateArray().Select(Read)];
    }

    // Every value is a list; an empty one means that there is none.
    private static Customer Read(JsonElement data) =>
        new()
        {
            Id = data.GetProperty("id").GetProperty("record_id").GetString()!,
            Name = data.GetProperty("values")
                .GetProperty("name")
                .EnumerateArray()
                .Select(value => value.GetProperty("value").GetString())
                .FirstOrDefault(),
        };
}
