namespace Sequence.Connectors.Simulators;

/// <summary>What callers asked of a system so far, counted as its vendor counts it.</summary>
public sealed class SimulatedUsage
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, int> requests = [];
    private readonly List<SimulatedViolation> violations = [];
    private int meteredReads;
    private int maximumConcurrency;

    /// <summary>
    /// Requests by operation: read, create, update, delete, void, send, pdf, query, batch, cdc, token, revoke. Xero's are read, list,
    /// create, update, delete, send, pdf, connections, token, revoke. Injected faults count too.
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
    /// Reads that succeeded. At QuickBooks: reads, queries and change data calls, one for each query of a batch, as the CorePlus meter
    /// charges them.
    /// </summary>
    public int MeteredReads
    {
        get { lock (gate) { return meteredReads; } }
    }

    /// <summary>The most requests that one account had in flight at once.</summary>
    public int MaximumConcurrency
    {
        get { lock (gate) { return maximumConcurrency; } }
    }

    /// <summary>
    /// What a well-behaved caller would not have done, in order: limits exceeded, unknown members, request ids used twice for different
    /// bodies.
    /// </summary>
    public IReadOnlyList<SimulatedViolation> Violations
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

    internal void Violate(string rule, string account, string detail)
    {
        lock (gate)
        {
            violations.Add(new SimulatedViolation(rule, account, detail));
        }
    }
}
