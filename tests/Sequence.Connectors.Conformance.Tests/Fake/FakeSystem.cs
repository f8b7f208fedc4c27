using System.Globalization;

namespace Sequence.Connectors.Conformance.Tests;

/// <summary>
/// A small system in memory: rows in the order of their last change, batches that fail in part, versions, and a mark that finds what an
/// intent made.
/// </summary>
internal sealed class FakeSystem
{
    public const int LargestPage = 10;
    public const int LargestBatch = 4;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, FakeRow> _rows = [];
    private readonly FakeClock _clock;
    private long _sequence;
    private int _ids;

    public FakeSystem(FakeClock clock) => (_clock, Faults) = (clock, new FakeFaults(Tokens));

    public FakeTokens Tokens { get; } = new();

    public FakeFaults Faults { get; }

    public int Requests { get; private set; }

    public int Epoch { get; set; }

    public int Count => _rows.Values.Count(row => !row.IsDeleted);

    /// <summary>Rows that changed after a place, oldest first, and deleted ones among them.</summary>
    public FakeRow[] Read(string token, long after, int take, bool includeArchived) => Call(token, writes: false, () => _rows.Values
        .Where(row => row.Version > after && (includeArchived || row.State != "archived"))
        .OrderBy(row => row.Version).Take(take).ToArray());

    public FakeRow[] Find(string token, IReadOnlyCollection<string> ids) => Call(token, writes: false, () => ids
        .Select(id => _rows.GetValueOrDefault(id)).OfType<FakeRow>().Where(row => !row.IsDeleted).ToArray());

    public FakeRow[] FindByMark(string token, IReadOnlyCollection<string> marks) => Call(token, writes: false, () => _rows.Values
        .Where(row => row.Mark is not null && marks.Contains(row.Mark)).ToArray());

    public FakeAnswer[] Write(string token, IReadOnlyList<FakeItem> items) =>
        Call(token, writes: true, () => items.Select(Apply).ToArray());

    /// <summary>What a person makes at the system.</summary>
    public string Make(string name) => Store(New(new Dictionary<string, string?> { ["name"] = name }, mark: null)).Id;

    /// <summary>What a person changes at the system.</summary>
    public void Change(string id, Func<FakeRow, FakeRow> change) => Store(change(_rows[id]));

    public FakeRow Get(string id) => _rows[id];

    private T Call<T>(string token, bool writes, Func<T> act)
    {
        lock (_gate)
        {
            Requests++;
            Tokens.Check(token);
            Faults.BeforeEffect(writes);
            var answer = act();
            Faults.AfterEffect(writes);
            return answer;
        }
    }

    private FakeAnswer Apply(FakeItem item)
    {
        if (item.Fields.GetValueOrDefault("name")?.Contains("refused", StringComparison.Ordinal) == true)
        {
            return new(null, "name.refused");
        }

        if (item.Id is null)
        {
            return new(Store(New(item.Fields, item.Mark)), null);
        }

        var row = _rows[item.Id];
        if (item.Version is not null && item.Version != row.Version.ToString(CultureInfo.InvariantCulture))
        {
            return new(null, "stale");
        }

        var fields = row.Fields.ToDictionary(field => field.Key, field => field.Value);
        foreach (var (name, value) in item.Fields)
        {
            fields[name] = value;
        }

        return new(Store(row with { Fields = fields, State = item.Archives ? "archived" : row.State }), null);
    }

    private FakeRow New(IReadOnlyDictionary<string, string?> fields, string? mark) =>
        new() { Id = $"row-{++_ids}", Mark = mark, Fields = fields, Version = 0, ModifiedAt = default };

    private FakeRow Store(FakeRow row) =>
        _rows[row.Id] = row with { Version = ++_sequence, ModifiedAt = Instant.FromDateTimeOffset(_clock.GetUtcNow()) };
}
