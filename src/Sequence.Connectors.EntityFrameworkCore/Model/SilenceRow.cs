namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>A time in which no engine said that it is at work.</summary>
internal sealed class SilenceRow
{
    public required Instant Start { get; init; }

    public required Instant End { get; init; }
}
