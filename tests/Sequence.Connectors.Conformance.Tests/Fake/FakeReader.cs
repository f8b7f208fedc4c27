using System.Globalization;
using System.Runtime.CompilerServices;

namespace Sequence.Connectors.Conformance.Tests;

internal sealed class FakeReader(FakeGateway gateway, ConnectionContext context) : IRecordReader<Customer>
{
    private FakeSystem System => gateway.System;

    public async IAsyncEnumerable<ChangePage<Customer>> ReadAsync(
        ReadOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var token = gateway.Flaw == Flaw.IgnoresCancellation ? CancellationToken.None : cancellationToken;
        var (epoch, after) = Parse(options.After);
        if (epoch != System.Epoch)
        {
            yield return new ChangePage<Customer> { Changes = [], State = ChangePageState.CursorExpired };
            yield break;
        }

        var size = Math.Min(options.PageSize ?? FakeSystem.LargestPage, FakeSystem.LargestPage);
        var position = 0;
        while (true)
        {
            var take = gateway.Flaw == Flaw.ReadsRecordsOneByOne ? 1 : size;
            var rows = gateway.Flaw == Flaw.PagesByPosition
                ? (await CallAsync(from: 0, int.MaxValue)).Skip(position).Take(take).ToArray()
                : await CallAsync(after, take);
            position += rows.Length;
            after = rows.Length == 0 ? after : rows[^1].Version;
            var isLast = rows.Length < take;
            yield return new ChangePage<Customer>
            {
                Changes =
                    isLast && gateway.Flaw == Flaw.LosesTheLastPage
                        ? []
                        : [.. rows.Where(IsTold).Select(row => gateway.ToChange(row))],
                Next = new Cursor($"{epoch}:{after}"),
                State = isLast ? ChangePageState.End : ChangePageState.More,
            };
            if (isLast)
            {
                yield break;
            }
        }

        Task<FakeRow[]> CallAsync(long from, int take) =>
            gateway.CallAsync(context, writes: false, access => System.Read(access, from, take, options.IncludeArchived), token);
    }

    public async IAsyncEnumerable<Change<Customer>> FindAsync(
        IReadOnlyCollection<string> externalIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var ids in externalIds.Distinct().Chunk(FakeSystem.LargestPage))
        {
            var rows = await gateway.CallAsync(context, writes: false, access => System.Find(access, ids), cancellationToken);
            foreach (var id in ids)
            {
                yield return rows.FirstOrDefault(row => row.Id == id) is { } row
                    ? gateway.ToChange(row)
                    : new Change<Customer>.NotFound(id);
            }
        }
    }

    public static Customer ToCustomer(FakeRow row) => new()
    {
        Id = row.Id,
        Name = row.Fields.GetValueOrDefault("name"),
        Phone = row.Fields.GetValueOrDefault("phone"),
        Website = row.Fields.GetValueOrDefault("website"),
        ParentId = row.Fields.GetValueOrDefault("parent"),
        State = row.State switch { "active" => RecordState.Active, "archived" => RecordState.Archived, _ => RecordState.Unknown },
        StateText = row.State,
        Source = new RecordSource
        {
            Connector = FakeConnector.Id,
            ExternalId = row.Id,
            Version = row.Version.ToString(CultureInfo.InvariantCulture),
            Link = new Uri($"https://fake.example.com/customers/{row.Id}"),
            ModifiedAt = row.ModifiedAt,
            Payload = new RawPayload(row.ToJson()),
        },
    };

    private bool IsTold(FakeRow row) => gateway.Flaw != Flaw.DropsUnknownWords || row.Unknown is null;

    private (int Epoch, long After) Parse(Cursor? cursor)
    {
        var parts = cursor?.Value.Split(':');
        return parts is null
            ? (System.Epoch, 0)
            : (int.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
