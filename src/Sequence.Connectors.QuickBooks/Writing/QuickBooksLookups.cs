using System.Text.RegularExpressions;

namespace Sequence.Connectors.QuickBooks;

/// <summary>What a write must look up: versions, records that an earlier attempt made, and the record that has taken a number.</summary>
internal sealed partial class QuickBooksLookups<TRecord>(QuickBooksConnection connection, IQuickBooksFormat<TRecord> format)
    where TRecord : class, IRecord
{
    private const int MostStaleRounds = 2;

    // Clocks differ, so that what an attempt made may bear a moment before it.
    private static readonly Duration ClockSkew = Duration.FromMinutes(10);

    /// <summary>The versions of the records that intents write over whatever stands, by the records' ids; one query for a thousand.</summary>
    public async Task<IReadOnlyDictionary<string, string?>> VersionsAsync(IReadOnlyList<WriteIntent<TRecord>> intents, CancellationToken cancellationToken)
    {
        var unknown = intents.Where(intent => intent.Target is { Version: null }).Select(intent => intent.Target!.ExternalId).ToHashSet(StringComparer.Ordinal);
        var found = await FindAsync(unknown, cancellationToken).ConfigureAwait(false);
        return found.ToDictionary(one => one.Key, one => one.Value.Record.Source?.Version, StringComparer.Ordinal);
    }

    /// <summary>The objects that bear the mark of an intent and were made since a moment, by the intent's key.</summary>
    public async Task<Dictionary<string, QuickBooksWritten>> FindMarkedAsync(IReadOnlyCollection<string> keys, Instant since, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, QuickBooksWritten>(StringComparer.Ordinal);
        for (var start = 1; ; start += QuickBooksFacts.PageSize)
        {
            var query = Query().Where("MetaData.CreateTime", ">=", QuickBooksValues.Text(since - ClockSkew))
                .OrderBy("MetaData.CreateTime").Page(start, QuickBooksFacts.PageSize);
            var page = await ReadAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var written in page)
            {
                if (keys.FirstOrDefault(key => QuickBooksMark.IsIn(written.Mark, key)) is { } key)
                {
                    found.TryAdd(key, written);
                }
            }

            if (page.Count < QuickBooksFacts.PageSize)
            {
                return found;
            }
        }
    }

    /// <summary>
    /// What to send instead after a fault: the record with its new version when it had changed, or an update of the record that has taken the number when that one is
    /// ours. Null when the fault stands.
    /// </summary>
    public async Task<QuickBooksOperation<TRecord>?> ReconsiderAsync(
        QuickBooksOperation<TRecord> operation, QuickBooksFault? fault, WriteContext context, CancellationToken cancellationToken)
    {
        switch (fault?.Code)
        {
            case "5010" when operation is { IsUpdate: true, FollowsVersion: true, StaleRounds: < MostStaleRounds }:
                var id = operation.Intent.Target!.ExternalId;
                var current = (await FindAsync([id], cancellationToken).ConfigureAwait(false)).GetValueOrDefault(id);
                return current is null ? null : Onto(operation, current) with { StaleRounds = operation.StaleRounds + 1 };
            case "6140" when !operation.IsUpdate && TakenBy(fault.Detail) is { } taker:
                var taken = (await FindAsync([taker], cancellationToken).ConfigureAwait(false)).GetValueOrDefault(taker);
                return taken is null ? null : await AdoptAsync(operation, taken, context, cancellationToken).ConfigureAwait(false);
            default:
                return null;
        }
    }

    /// <summary>The same operation as an update of a record that stands already.</summary>
    public static QuickBooksOperation<TRecord> Onto(QuickBooksOperation<TRecord> operation, QuickBooksWritten written) => operation with
    {
        Body = default,
        FollowsVersion = true,
        Intent = operation.Intent with
        {
            Target = new()
            {
                ExternalId = written.Record.Id,
                Version = written.Record.Source?.Version,
                Parts = operation.Intent.Target?.Parts ?? QuickBooksOutcomes<TRecord>.PartsOf(operation.LineIds, written.LineIds),
            },
        },
    };

    /// <summary>The id of the document that a duplicate number is assigned to; the detail ends in <c>TxnId=2137</c> in every language.</summary>
    public static string? TakenBy(string? detail) => detail is not null && TransactionId().Match(detail) is { Success: true } match ? match.Groups[1].Value : null;

    private async Task<QuickBooksOperation<TRecord>?> AdoptAsync(
        QuickBooksOperation<TRecord> operation, QuickBooksWritten taken, WriteContext context, CancellationToken cancellationToken)
    {
        if (QuickBooksMark.IsIn(taken.Mark, operation.Intent.Key))
        {
            return Onto(operation, taken) with { WasMadeBefore = true };
        }

        var isFree = context.IsLinked is { } isLinked
            && format.IsSame(operation.Intent, taken.Record)
            && !await isLinked(taken.Record.Id, cancellationToken).ConfigureAwait(false);
        return isFree ? Onto(operation, taken) with { WasMadeBefore = true, IsAdoption = true } : null;
    }

    private async Task<Dictionary<string, QuickBooksWritten>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, QuickBooksWritten>(StringComparer.Ordinal);
        foreach (var chunk in ids.Chunk(QuickBooksFacts.PageSize))
        {
            foreach (var written in await ReadAsync(Query().WhereIn("Id", chunk).Page(1, QuickBooksFacts.PageSize), cancellationToken).ConfigureAwait(false))
            {
                found[written.Record.Id] = written;
            }
        }

        return found;
    }

    private async Task<List<QuickBooksWritten>> ReadAsync(QuickBooksQuery query, CancellationToken cancellationToken)
    {
        var answer = await connection.Api.QueryAsync(query, cancellationToken).ConfigureAwait(false);
        var scope = connection.ReadScope(company: null);
        return [.. QuickBooksPage.Slices(answer.Body, format.Entity).Select(slice => format.Read(slice, scope)).OfType<QuickBooksWritten>()];
    }

    private QuickBooksQuery Query() => format.HasActive ? new QuickBooksQuery(format.Entity).IncludingArchived() : new QuickBooksQuery(format.Entity);

    [GeneratedRegex(@"TxnId=(\d+)")]
    private static partial Regex TransactionId();
}
