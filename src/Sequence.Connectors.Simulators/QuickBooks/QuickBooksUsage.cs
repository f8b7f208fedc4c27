namespace Sequence.Connectors.Simulators;

/// <summary>What callers asked of QuickBooks so far, counted as the vendor counts it.</summary>
public sealed class QuickBooksUsage
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, int> requests = [];
    private readonly List<QuickBooksViolation> violations = [];
    private int meteredReads;
    private int maximumConcurrency;

    /// <summary>
    /// Requests by operation: read, create, update, delete, void, send, pdf, query, batch, cdc, token, revoke. Injected faults count too.
    /// </summary>
    public IReadOnlyDictionary<string, int> Requests
    {
        get { lock (gate) { return new Dictionary<string, int>(requests); } }
    }

    /// <summary>All API requests; token requests are left out.</summary>
    public int TotalRequests
    {
        get { lock (gate) { return requests.Where(each => each.Key is not ("token" or "revoke")).Sum(each => each.Value); } }
    }

    /// <summary>
    /// Reads, queries and change data calls that succeeded, one for each query of a batch: what the CorePlus meter charges.
    /// </summary>
    public int MeteredReads
    {
        get { lock (gate) { return meteredReads; } }
    }

    /// <summary>The most requests that one company had in flight at once.</summary>
    public int MaximumConcurrency
    {
        get { lock (gate) { return maximumConcurrency; } }
    }

    /// <summary>
    /// What a well-behaved caller would not have done, in order: limits exceeded, unknown members, request ids used twice for different
    /// bodies.
    /// </summary>
    public IReadOnlyList<QuickBooksViolation> Violations
    {
        get { lock (gate) { return [.. violations]; } }
    }

    /// <summary>Starts counting from zero.</summary>
    public void Reset()
    {
        lock (gate)
        {
            requests.Clear();
            violations.Clear();
            (meteredReads, maximumConcurrency) = (0, 0);
        }
    }

    internal void CountRequest(string operation)
    {
        lock (gate)
        {
            requests[operation] = requests.GetValueOrDefault(operation) + 1;
        }
    }

    internal void CountReads(int count) => Interlocked.Add(ref meteredReads, count);

    internal void CountConcurrency(int inFlight)
    {
        lock (gate)
        {
            maximumConcurrency = Math.Max(maximumConcurrency, inFlight);
        }
    }

    internal void Violate(string rule, string realmId, string detail)
    {
        lock (gate)
        {
            violations.Add(new QuickBooksViolation(rule, realmId, detail));
        }
    }
}
