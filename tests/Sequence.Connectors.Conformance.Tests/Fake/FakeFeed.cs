using System.Globalization;
using System.Runtime.CompilerServices;

namespace Sequence.Connectors.Conformance.Tests;

internal sealed class FakeFeed(FakeGateway gateway, ConnectionContext context) : IChangeFeed
{
    public IReadOnlyList<RecordType> RecordTypes { get; } = [RecordType.Of<Customer>()];

    public async IAsyncEnumerable<FeedPage> ReadAsync(
        Cursor? after, IReadOnlyCollection<RecordType> types, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!types.All(RecordTypes.Contains))
        {
            throw new ArgumentException("The feed tells of customers only.", nameof(types));
        }

        var from = after is null ? 0 : long.Parse(after.Value, CultureInfo.InvariantCulture);
        var rows = await gateway.CallAsync(
            context, writes: false, access => gateway.System.Read(access, from, int.MaxValue, includeArchived: true), cancellationToken);
        var next = new Cursor(rows.Select(row => row.Version).Append(from).Max().ToString(CultureInfo.InvariantCulture));
        if (after is null)
        {
            yield return new FeedPage { Next = next, ToSweep = gateway.Flaw == Flaw.FeedForgetsTheSweep ? [] : types.ToValueList() };
            yield break;
        }

        var told = rows.Where(row => !row.IsDeleted || gateway.Flaw != Flaw.FeedForgetsDeletions)
            .Select(row => gateway.ToChange(row))
            .ToList();
        yield return new FeedPage { Next = next }.With(told);
    }
}
