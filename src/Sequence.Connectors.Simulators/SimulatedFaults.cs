namespace Sequence.Connectors.Simulators;

/// <summary>
/// The faults that a simulator has in store: named ones first, in the order in which they were added, then a storm if one is on.
/// </summary>
public sealed class SimulatedFaults
{
    private readonly Lock gate = new();
    private readonly List<(SimulatedFault Fault, int Left)> waiting = [];
    private readonly List<SimulatedFaultKind> injected = [];
    private Random? storm;
    private IReadOnlyDictionary<SimulatedFaultKind, double> rates = new Dictionary<SimulatedFaultKind, double>();

    /// <summary>What was injected so far, in order.</summary>
    public IReadOnlyList<SimulatedFaultKind> Injected
    {
        get { lock (gate) { return [.. injected]; } }
    }

    /// <summary>How many named faults still wait for a request.</summary>
    public int Waiting
    {
        get { lock (gate) { return waiting.Sum(each => each.Left); } }
    }

    /// <summary>Lets the next matching requests fail.</summary>
    public void Add(SimulatedFault fault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fault.Times, 1);
        lock (gate)
        {
            waiting.Add((fault, fault.Times));
        }
    }

    /// <summary>Lets the next <paramref name="times"/> requests fail, those for <paramref name="resource"/> only if it is given.</summary>
    public void Next(SimulatedFaultKind kind, int times = 1, string? resource = null) =>
        Add(new SimulatedFault { Kind = kind, Times = times, Resource = resource });

    /// <summary>
    /// Lets requests (token requests excepted) fail at random from now on, the same way for the same seed and order of requests.
    /// <paramref name="rates"/> gives each kind its probability; their sum must not be above 1.
    /// </summary>
    public void Storm(int seed, IReadOnlyDictionary<SimulatedFaultKind, double> rates)
    {
        if (rates.Values.Any(rate => rate < 0) || rates.Values.Sum() > 1)
        {
            throw new ArgumentException("The rates must be 0 or more each and at most 1 together.", nameof(rates));
        }

        lock (gate)
        {
            storm = new Random(seed);
            this.rates = rates;
        }
    }

    /// <summary>Ends the storm and forgets every fault that still waits.</summary>
    public void Clear()
    {
        lock (gate)
        {
            waiting.Clear();
            storm = null;
        }
    }

    internal SimulatedFault? Take(SimulatedRequest request)
    {
        lock (gate)
        {
            var fault = TakeNamed(request) ?? TakeFromStorm(request);
            if (fault is not null)
            {
                injected.Add(fault.Kind);
            }

            return fault;
        }
    }

    private SimulatedFault? TakeNamed(SimulatedRequest request)
    {
        var at = waiting.FindIndex(each => each.Fault.Matches(request));
        if (at < 0)
        {
            return null;
        }

        var (fault, left) = waiting[at];
        if (left == 1)
        {
            waiting.RemoveAt(at);
        }
        else
        {
            waiting[at] = (fault, left - 1);
        }

        return fault;
    }

    private SimulatedFault? TakeFromStorm(SimulatedRequest request)
    {
        if (storm is null || request.Resource == "token")
        {
            return null;
        }

#pragma warning disable CA5394 // a seeded sequence that repeats is the purpose
        var (draw, items) = (storm.NextDouble(), storm.Next(30));
#pragma warning restore CA5394
        foreach (var (kind, rate) in rates)
        {
            if (draw < rate)
            {
                var fault = new SimulatedFault { Kind = kind, AppliedItems = items, Delay = TimeSpan.FromSeconds(1) };
                return fault.Matches(request) ? fault : null;
            }

            draw -= rate;
        }

        return null;
    }
}
