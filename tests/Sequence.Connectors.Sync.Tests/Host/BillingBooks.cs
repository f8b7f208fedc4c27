namespace Sequence.Connectors.Sync.Tests;

/// <summary>What a host's database holds: its records by owner.</summary>
internal sealed class BillingBooks
{
    private readonly Lock _gate = new();
    private readonly List<(RecordOwner Owner, IRecord Record)> _records = [];
    private readonly Dictionary<string, string> _effects = new(StringComparer.Ordinal);

    /// <summary>Mail addresses of customers that the host's import fails on.</summary>
    public HashSet<string> Broken { get; } = [];

    /// <summary>Whether customers with the same mail address are proposed as matches.</summary>
    public bool Matches { get; set; } = true;

    public static RecordOwner Owner { get; } = new("tenant-1");

    public TRecord Add<TRecord>(TRecord record, RecordOwner? owner = null)
        where TRecord : class, IRecord
    {
        lock (_gate)
        {
            _records.Add((owner ?? Owner, record));
            return record;
        }
    }

    public IReadOnlyList<TRecord> All<TRecord>(RecordOwner? owner = null)
        where TRecord : class, IRecord
    {
        lock (_gate)
        {
            return
            [
                .. _records
                    .Where(one => one.Owner == (owner ?? Owner))
                    .Select(one => one.Record)
                    .OfType<TRecord>(),
            ];
        }
    }

    public string Create(ImportRequest request)
    {
        if (Broken.Contains(request.Customer.BillingEmail ?? ""))
        {
            throw new InvalidOperationException("The host's rule 7 forbids this customer.");
        }

        lock (_gate)
        {
            if (!_effects.TryGetValue(request.EffectId, out var id))
            {
                _effects[request.EffectId] = id = $"H-{_effects.Count + 1}";
                _records.Add((request.Owner, request.Customer with { Id = id, ParentId = request.ParentId, Source = null }));
            }

            return id;
        }
    }
}
