namespace Sequence.Connectors.Simulators;

/// <summary>Counts the calls to one organisation over a moving minute and a fixed day, and names the limit that a call is above.</summary>
internal sealed class XeroMeter(string tenantId, XeroLimits limits, SimulatedUsage usage, TimeProvider clock, XeroAppMeter app)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> calls = [];
    private DateTimeOffset dayStart;
    private int inFlight;

    /// <summary>Calls of the day so far.</summary>
    public int CallsOfDay { get; private set; }

    /// <summary>When the day's count starts anew.</summary>
    public DateTimeOffset DayEndsAt => dayStart + Day;

    /// <summary>Lets the next calls be the last ones of the day.</summary>
    public void SpendDay(int left)
    {
        lock (gate)
        {
            Turn();
            CallsOfDay = Math.Max(0, limits.RequestsPerDay - left);
        }
    }

    /// <summary>Notes that a request began; the refusal when too many are in flight.</summary>
    public SimulatedResponse? Enter()
    {
        lock (gate)
        {
            inFlight++;
            usage.CountConcurrency(inFlight);
            return inFlight <= limits.Concurrency
                ? null
                : Refuse(
                    "concurrency", "concurrent", null,
                    $"{inFlight.Invariant()} requests at once, {limits.Concurrency.Invariant()} allowed");
        }
    }

    public void Leave()
    {
        lock (gate)
        {
            inFlight--;
        }
    }

    /// <summary>Charges a call; the refusal when the app's minute, the organisation's or its day is full.</summary>
    public SimulatedResponse? Charge()
    {
        lock (gate)
        {
            Turn();
            var now = clock.GetUtcNow();
            if (!app.Charge())
            {
                return Refuse(
                    "app-requests-per-minute", "appminute", null,
                    $"more than {limits.AppRequestsPerMinute.Invariant()} calls in a minute");
            }

            if (CallsOfDay >= limits.RequestsPerDay)
            {
                return Refuse(
                    "requests-per-day", "day", DayEndsAt - now, $"more than {limits.RequestsPerDay.Invariant()} calls in a day");
            }

            if (calls.Count >= limits.RequestsPerMinute)
            {
                return Refuse(
                    "requests-per-minute", "minute", calls.Peek() + Minute - now,
                    $"more than {limits.RequestsPerMinute.Invariant()} calls in a minute");
            }

            calls.Enqueue(now);
            CallsOfDay++;
            return null;
        }
    }

    /// <summary>What is left, as every answer tells.</summary>
    public IReadOnlyDictionary<string, string> Headers()
    {
        lock (gate)
        {
            Turn();
            return new Dictionary<string, string>
            {
                ["X-DayLimit-Remaining"] = Math.Max(0, limits.RequestsPerDay - CallsOfDay).Invariant(),
                ["X-MinLimit-Remaining"] = Math.Max(0, limits.RequestsPerMinute - calls.Count).Invariant(),
                ["X-AppMinLimit-Remaining"] = app.Left.Invariant(),
            };
        }
    }

    private SimulatedResponse Refuse(string rule, string problem, TimeSpan? wait, string detail)
    {
        usage.Violate(rule, tenantId, detail);
        return XeroBodies.TooMany(problem, wait is { } time ? (int)Math.Ceiling(time.TotalSeconds) : null);
    }

    private void Turn()
    {
        var now = clock.GetUtcNow();
        if (now - dayStart >= Day)
        {
            (dayStart, CallsOfDay) = (now, 0);
        }

        while (calls.TryPeek(out var oldest) && now - oldest >= Minute)
        {
            calls.Dequeue();
        }
    }
}

/// <summary>Counts the calls to all organisations together.</summary>
internal sealed class XeroAppMeter(XeroLimits limits, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> calls = [];

    public int Left
    {
        get
        {
            lock (gate)
            {
                Drop();
                return Math.Max(0, limits.AppRequestsPerMinute - calls.Count);
            }
        }
    }

    public bool Charge()
    {
        lock (gate)
        {
            Drop();
            if (calls.Count >= limits.AppRequestsPerMinute)
            {
                return false;
            }

            calls.Enqueue(clock.GetUtcNow());
            return true;
        }
    }

    private void Drop()
    {
        while (calls.TryPeek(out var oldest) && clock.GetUtcNow() - oldest >= TimeSpan.FromMinutes(1))
        {
            calls.Dequeue();
        }
    }
}
