using System.Text.RegularExpressions;

namespace Sequence.Connectors.QuickBooks;

/// <summary>What a write must look up: versions, records that an earlier attempt made, and the record that has taken a number.</summary>
internal sealed partial class QuickBooksLookups<TRecord>(QuickBooksConnection connection, IQuickBooksFormat<TRecord> format)
    where TRecord : class, IRecord
{
    private const int MostStaleRounds = 2;

    // Positions shift when an object before them is deleted meanwhile; a few of them are read again.
    private const int PositionOverlap = 20;

    // Clocks differ, so that what an attempt made may bear a moment before it.
    private static readonly Duration ClockSkew = Duration.FromMinutes(10);

    /// <summary>The objects that intents made since a moment, by the intents' keys; the oldest where one was copied.</summary>
    public async Task<Dictionary<string, QuickBooksWritten>> FindMadeAsync(
        IReadOnlyCollection<WriteIntent<TRecord>> intents, Instant since, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, QuickBooksWritten>(StringComparer.Ordinal);
        for (var start = 1; ; start += QuickBooksFacts.PageSize - PositionOverlap)
        {
            var query = Query().Where("MetaData.CreateTime", ">=", QuickBooksValues.Text(since - ClockSkew))
                .OrderBy("MetaData.CreateTime").Page(start, QuickBooksFacts.PageSize);
            var page = await SlicesAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var slice in page)
            {
                if (intents.FirstOrDefault(format.MakersOf(slice)) is { Key: var key } && !found.ContainsKey(key))
                {
                    found.Add(key, Read(slice));
                }
            }

            if (page.Count < QuickBooksFacts.PageSize)
            {
                return found;
            }
        }
    }

    /// <summary>
    /// The id of the record to look at before a fault stands: the one that had changed, or the one that has taken the number.
    /// Null when the fault stands.
    /// </summary>
    public static string? Concerns(QuickBooksAnswered<TRecord> answered) => answered.Answer?.Fault switch
    {
        { Code: "5010" } when answered.Operation is { IsUpdate: true, StaleRounds: < MostStaleRounds } operation =>
            operation.Intent.Target!.ExternalId,
        { Code: "6140" } fault when !answered.Operation.IsUpdate => TakenBy(fault.Detail),
        _ => null,
    };

    /// <summary>
    /// What to send instead after a fault: the record with its new version when it had changed, or an update of the record that
    /// has taken the number when that one is ours. Null when the fault stands.
    /// </summary>
    public async Task<QuickBooksOperation<TRecord>?> ReconsiderAsync(
        QuickBooksOperation<TRecord> operation, QuickBooksWritten current, WriteContext context, CancellationToken cancellationToken)
    {
        if (operation.IsUpdate)
        {
            return operation.FollowsVersion ? operation.Onto(current) with { StaleRounds = operation.StaleRounds + 1 } : null;
        }

        if (QuickBooksMark.IsIn(current.Mark, operation.Intent.Key))
        {
            return (operation with { Standing = current }).Onto(current);
        }

        var isFree = context.IsLinked is { } isLinked
            && format.IsSame(operation.Intent, current.Record)
            && !await isLinked(current.Record.Id, cancellationToken).ConfigureAwait(false);
        return isFree ? operation.Onto(current) with { IsAdoption = true } : null;
    }

    /// <summary>
    /// The id of the document that a duplicate number is assigned to; the detail ends in <c>TxnId=2137</c> in every language.
    /// </summary>
    public static string? TakenBy(string? detail) =>
        detail is not null && TransactionId().Match(detail) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>
    /// The records as they stand, by their ids; one query for a thousand. An id that QuickBooks does not show is left out.
    /// </summary>
    public async Task<Dictionary<string, QuickBooksWritten>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, QuickBooksWritten>(StringComparer.Ordinal);
        foreach (var chunk in ids.Chunk(QuickBooksFacts.PageSize))
        {
            foreach (
                var slice in await SlicesAsync(Query().WhereIn("Id", chunk).Page(1, QuickBooksFacts.PageSize), cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                var written = Read(slice);
                found[written.Record.Id] = written;
            }
        }

        return found;
    }

    private async Task<List<RawPayload>> SlicesAsync(QuickBooksQuery query, CancellationToken cancellationToken) =>
        QuickBooksPage.Slices((await connection.Api.QueryAsync(query, cancellationToken).ConfigureAwait(false)).Body, format.Entity);

    // A record that cannot be read must not be taken for one that is not there: it would be made again.
    private QuickBooksWritten Read(RawPayload slice) => format.Read(slice, connection.ReadScope(company: null))
        ?? throw new ConnectorException(
            ConnectorErrorKind.Malformed,
            $"QuickBooks shows an object of the type {format.Entity} with members of other types than it documents."
        )
        {
            Connector = QuickBooksFacts.Id,
            ConnectionId = connection.Connection.Id,
        };

    private QuickBooksQuery Query() =>
        format.HasActive ? new QuickBooksQuery(format.Entity).IncludingArchived() : new QuickBooksQuery(format.Entity);

    [GeneratedRegex(@"TxnId=(\d+)")]
    private static partial Regex TransactionId();
}
