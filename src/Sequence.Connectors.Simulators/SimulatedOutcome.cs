namespace Sequence.Connectors.Simulators;

/// <summary>What the caller gets: an answer, a part of it before the connection is cut, or nothing at all.</summary>
internal sealed record SimulatedOutcome(SimulatedResponse? Response, int? BytesSent = null)
{
    public static SimulatedOutcome Cut { get; } = new((SimulatedResponse?)null);
}
