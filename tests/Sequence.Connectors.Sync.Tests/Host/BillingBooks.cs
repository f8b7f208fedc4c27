namespace Sequence.Connectors.Sync.Tests;

/// <summary>What a host's database holds: its records by owner, and when they were last changed.</summary>
internal sealed class BillingBooks
{
    private readonly Lock _gate = new();
    private readonly List<(RecordOwner Owner, IRecord Record, Instant At)> _records = [];
    private readonly Dictionary<string, string> _effects = new(StringComparer.Ordinal);

    public Func<Instant> Now { get; set; } = () => Instant.FromUtc(2026, 3, 1, 12, 0);

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
            _records.Add((owner ?? Owner, record, Now()));
            return record;
        }
    }

    public IReadOnlyList<TRecord> All<TRecord>(RecordOwner? owner = null, Instant? since = null)
        where TRecord : class, IRecord
    {
        lock (_gate)
        {
            return
            [
                .. _records
                    .Where(one => one.Owner == (owner ?? Owner) && (since is null || one.At >= since))
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
                _records.Add((request.Owner, request.Customer with { Id = id, ParentId = request.ParentId, Source = null }, Now()));
            }

            return id;
        }
    }
}
