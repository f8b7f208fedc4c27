namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>When an engine last said that it is at work: one row.</summary>
internal sealed class BeatRow
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public required Instant At { get; init; }
}
