namespace Sequence.Connectors;

/// <summary>What a connected account is and can hold, found by asking it: facts and problems.</summary>
public sealed record PreflightReport
{
    /// <summary>What was found, in the order of reading.</summary>
    public required ValueList<PreflightFact> Facts { get; init; }

    /// <summary>What stands in the way, each with its fix; empty when nothing does.</summary>
    public ValueList<Problem> Problems { get; init; }
}
