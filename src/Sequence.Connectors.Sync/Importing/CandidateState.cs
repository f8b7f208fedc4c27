namespace Sequence.Connectors.Sync;

/// <summary>How far a system's record is from being one of the host's.</summary>
public enum CandidateState
{
    /// <summary>It can be imported.</summary>
    Ready,

    /// <summary>It lacks something; <see cref="Candidate.Problems"/> says what.</summary>
    Invalid,

    /// <summary>The host knows a record that seems to be the same; <see cref="Candidate.LocalId"/> says which.</summary>
    Matched,

    /// <summary>It is linked.</summary>
    Linked,

    /// <summary>It is no longer in the system.</summary>
    Gone,
}
