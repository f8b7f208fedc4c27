namespace Sequence.Connectors.Sync;

/// <summary>All that decides how far a candidate has come.</summary>
internal sealed record CandidateFacts
{
    /// <summary>What the look at the system's record showed.</summary>
    public required RemoteLookKind Look { get; init; }

    /// <summary>The reasons why the record cannot be imported.</summary>
    public ValueList<Problem> Problems { get; init; }

    /// <summary>The host's record that it is linked to; null when it is not.</summary>
    public string? LinkedTo { get; init; }

    /// <summary>The host's record that the host says is the same, and that is free; null for none.</summary>
    public string? Match { get; init; }

    /// <summary>The host's record that someone said it is not; null for none.</summary>
    public string? Refused { get; init; }
}
