using NodaTime;

namespace Sequence.Connectors.Tests;

/// <summary>A clock that stands still until a test moves it.</summary>
internal sealed class ManualClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public void Advance(Duration time) => _now += time.ToTimeSpan();

    public override DateTimeOffset GetUtcNow() => _now;
}
