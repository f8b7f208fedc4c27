namespace Sequence.Connectors.Simulators;

/// <summary>Counts one company's requests over a moving minute and refuses those above the limits.</summary>
internal sealed class RequestMeter(string realmId, QuickBooksLimits limits, SimulatedUsage usage, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> calls = [];
    private readonly Queue<DateTimeOffset> batches = [];
    private int inFlight;

    /// <summary>Notes that a request began; false when too many are in flight.</summary>
    public bool Enter()
    {
        lock (gate)
        {
            inFlight++;
            usage.CountConcurrency(inFlight);
            return inFlight <= limits.Concurrency
                || Refuse("concurrency", $"{inFlight.Invariant()} requests at once, {limits.Concurrency.Invariant()} allowed");
        }
    }

    public void Leave()
    {
        lock (gate)
        {
            inFlight--;
        }
    }

    /// <summary>Charges a call of so many items; false, and no charge, when the minute is full.</summary>
    public bool Charge(int items, bool isBatch)
    {
        lock (gate)
        {
            DropOld(calls);
            DropOld(batches);
            if (calls.Count + items > limits.RequestsPerMinute)
            {
                return Refuse(
                    "requests-per-minute",
                    $"{(calls.Count + items).Invariant()} calls in a minute, {limits.RequestsPerMinute.Invariant()} allowed");
            }

            if (isBatch && batches.Count + 1 > limits.BatchesPerMinute)
            {
                return Refuse(
                    "batches-per-minute",
                    $"{(batches.Count + 1).Invariant()} batches in a minute, {limits.BatchesPerMinute.Invariant()} allowed");
            }

            var now = clock.GetUtcNow();
            for (var item = 0; item < items; item++)
            {
                calls.Enqueue(now);
            }

            if (isBatch)
            {
                batches.Enqueue(now);
            }

            return true;
        }
    }

    private bool Refuse(string rule, string detail)
    {
        usage.Violate(rule, realmId, detail);
        return false;
    }

    private void DropOld(Queue<DateTimeOffset> times)
    {
        while (times.TryPeek(out var oldest) && clock.GetUtcNow() - oldest >= Window)
        {
            times.Dequeue();
        }
    }
}
