using System.Runtime.CompilerServices;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Change data capture: what changed and what was deleted, of all types in one request. It looks back 30 days and gives at most
/// 1,000 objects without paging, and says nothing when there were more.
/// https://developer.intuit.com/app/developer/qbo/docs/learn/explore-the-quickbooks-online-api/change-data-capture
/// </summary>
internal sealed class QuickBooksChangeFeed(QuickBooksConnection connection) : IChangeFeed
{
    private const int MostObjects = 1000;
    private static readonly Duration Window = Duration.FromDays(30);

    // So far our clock may lie behind QuickBooks'.
    private static readonly Duration Skew = Duration.FromHours(1);

    private static readonly QuickBooksEntity[] Entities =
    [
        QuickBooksEntities.Customer,
        QuickBooksEntities.Invoice,
        QuickBooksEntities.CreditMemo,
        QuickBooksEntities.Payment,
        QuickBooksEntities.Item,
        QuickBooksEntities.Account,
    ];

    public IReadOnlyList<RecordType> RecordTypes { get; } = [.. Entities.Select(entity => entity.RecordType)];

    public async IAsyncEnumerable<FeedPage> ReadAsync(
        Cursor? after, IReadOnlyCollection<RecordType> types, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asked = Asked(types);
        if (after is null || connection.Now - QuickBooksCursor.Resume(after) > Window - Skew)
        {
            yield return Begin(asked, await ClockAsync(cancellationToken).ConfigureAwait(false));
            yield break;
        }

        var since = QuickBooksCursor.Resume(after);
        var scope = await connection.ReadScopeAsync(cancellationToken).ConfigureAwait(false);
        var (page, at) = await AskAsync(asked, since, scope, cancellationToken).ConfigureAwait(false);
        if (at - since > Window)
        {
            yield return Begin(asked, at);
            yield break;
        }

        var tooMany = new List<RecordType>();
        if (page.Count < MostObjects)
        {
            yield return page;
        }
        else
        {
            // There may be more than was given. Each type alone has the whole room of an answer; what does not fit even then is swept.
            foreach (var entity in asked)
            {
                var alone = asked is [_] ? page : (await AskAsync([entity], since, scope, cancellationToken).ConfigureAwait(false)).Page;
                if (alone.Count < MostObjects)
                {
                    yield return alone;
                }
                else
                {
                    tooMany.Add(entity.RecordType);
                }
            }
        }

        yield return new() { Next = QuickBooksCursor.Of(at) ?? after, ToSweep = tooMany.ToValueList() };
    }

    private async Task<(FeedPage Page, Instant? At)> AskAsync(
        IReadOnlyList<QuickBooksEntity> asked, Instant since, QuickBooksReadScope scope, CancellationToken cancellationToken)
    {
        var answer = await connection
            .Api.ChangesAsync(asked.Select(entity => entity.Name), since, cancellationToken)
            .ConfigureAwait(false);
        return (
            asked.Aggregate(new FeedPage(), (page, entity) => entity.AddChanges(page, answer.Body, scope)),
            QuickBooksPage.AnsweredAt(answer.Body)
        );
    }

    /// <summary>QuickBooks' own clock. Ours may be ahead, and what happens until QuickBooks catches up would never be asked for.</summary>
    private async Task<Instant?> ClockAsync(CancellationToken cancellationToken) =>
        QuickBooksPage.AnsweredAt((await connection.Api.CompanyInfoAsync(cancellationToken).ConfigureAwait(false)).Body);

    private static FeedPage Begin(QuickBooksEntity[] asked, Instant? at) =>
        new()
        {
            Next =
                QuickBooksCursor.Of(at)
                ?? throw new ConnectorException(
                    ConnectorErrorKind.Malformed,
                    "QuickBooks did not say when it answered, so that nothing can be read from there on. Try again."
                ),
            ToSweep = asked.Select(entity => entity.RecordType).ToValueList(),
        };

    private static QuickBooksEntity[] Asked(IReadOnlyCollection<RecordType> types)
    {
        var asked = Entities.Where(entity => types.Contains(entity.RecordType)).ToArray();
        return asked.Length > 0 && types.All(type => Array.Exists(asked, entity => entity.RecordType == type))
            ? asked
            : throw new ArgumentException(
                $"QuickBooks' change feed tells of {string.Join(", ", Entities.Select(entity => entity.RecordType.Name))}; "
                + $"it was asked for {(types.Count == 0 ? "nothing" : string.Join(", ", types.Select(type => type.Name)))}.",
                nameof(types));
    }
}
