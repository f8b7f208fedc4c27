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
    /// The id of the record to look at before a fault stands: the one that had changed or may be gone, or the one that has taken the
    /// number.
    /// Null when the fault stands.
    /// </summary>
    public string? Concerns(QuickBooksAnswered<TRecord> answered) => answered.Answer?.Fault switch
    {
        { Code: "5010" } when answered.Operation is { IsUpdate: true, StaleRounds: < MostStaleRounds } operation =>
            operation.Intent.Target!.ExternalId,

        // It says no more than that something is not there: the record itself, or what it names.
        { Code: "610" } when answered.Operation is { IsUpdate: true } operation && operation.Action != QuickBooksAction.Delete =>
            operation.Intent.Target!.ExternalId,
        { Code: "6140" } fault when !answered.Operation.IsUpdate && TakerOf(fault.Detail) is var (type, id) && type == format.Entity => id,
        _ => null,
    };

    /// <summary>
    /// What to send instead after a fault: the record with its new version when it had changed, or an update of the record that
    /// has taken the number when that one is ours. Null when the fault stands.
    /// </summary>
    public async Task<QuickBooksOperation<TRecord>?> ReconsiderAsync(
        QuickBooksAnswered<TRecord> answered, QuickBooksWritten current, WriteContext context, CancellationToken cancellationToken)
    {
        var operation = answered.Operation;
        if (operation.IsUpdate)
        {
            var hasChanged = operation.FollowsVersion && answered.Answer?.Fault is { Code: "5010" };
            return hasChanged ? operation.Onto(current) with { StaleRounds = operation.StaleRounds + 1 } : null;
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
    /// The document that a duplicate number is assigned to: the detail ends in <c>TxnType=Invoice with TxnId=2137</c>, between words of
    /// any language. Null where it does not.
    /// </summary>
    public static (string Type, string Id)? TakerOf(string? detail) =>
        detail is not null && Taker().Match(detail) is { Success: true } match ? (match.Groups[1].Value, match.Groups[2].Value) : null;

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

    [GeneratedRegex(@"TxnType=(\w+).*TxnId=(\d+)")]
    private static partial Regex Taker();
}
