namespace Sequence.Connectors.Simulators;

/// <summary>The answers that request ids replay, for one company.</summary>
internal sealed class ReplayStore(QuickBooksLimits limits, TimeProvider clock)
{
    /// <summary>Key, what was asked, what was answered, when.</summary>
    public Dictionary<string, (string Request, SimulatedResponse Response, DateTimeOffset At)> Entries { get; } = [];

    public (string Request, SimulatedResponse Response)? Find(string key) =>
        Entries.TryGetValue(key, out var entry) && clock.GetUtcNow() - entry.At < limits.RequestIdRetention
            ? (entry.Request, entry.Response)
            : null;

    public void Keep(string key, string request, SimulatedResponse response) => Entries[key] = (request, response, clock.GetUtcNow());
}
