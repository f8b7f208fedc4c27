namespace Sequence.Connectors.Simulators;

/// <summary>The answers that a key replays, and for how long.</summary>
internal sealed class ReplayStore(Func<TimeSpan> retention, TimeProvider clock)
{
    /// <summary>Key, what was asked, what was answered, when.</summary>
    public Dictionary<string, (string Request, SimulatedResponse Response, DateTimeOffset At)> Entries { get; } = [];

    public (string Request, SimulatedResponse Response)? Find(string key) =>
        Entries.TryGetValue(key, out var entry) && clock.GetUtcNow() - entry.At < retention()
            ? (entry.Request, entry.Response)
            : null;

    public void Keep(string key, string request, SimulatedResponse response) => Entries[key] = (request, response, clock.GetUtcNow());
}
