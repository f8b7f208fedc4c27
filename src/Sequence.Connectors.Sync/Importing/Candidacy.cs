namespace Sequence.Connectors.Sync;

/// <summary>How far a candidate has come: pure functions.</summary>
internal static class Candidacy
{
    /// <summary>The candidate after a look at its record.</summary>
    public static Candidate Decide(Candidate candidate, CandidateFacts facts) => facts switch
    {
        { Look: RemoteLookKind.Deleted or RemoteLookKind.Merged } => At(candidate, CandidateState.Gone, facts.LinkedTo, []),
        { LinkedTo: { } linked } => At(candidate, CandidateState.Linked, linked, []),
        { Look: RemoteLookKind.NotFound } => At(candidate, CandidateState.Gone, facts.Refused, []),
        { Match: { } match } when match != facts.Refused => At(candidate, CandidateState.Matched, match, facts.Problems),
        { Problems.Count: > 0 } => At(candidate, CandidateState.Invalid, facts.Refused, facts.Problems),
        _ => At(candidate, CandidateState.Ready, facts.Refused, []),
    };

    /// <summary>The candidate whose link was taken back.</summary>
    public static Candidate Unlinked(Candidate candidate) =>
        candidate.State != CandidateState.Linked
            ? candidate
            : Decide(
                candidate,
                new()
                {
                    Look = RemoteLookKind.Standing,
                    Problems = [.. ImportRules.Check(CandidateText.Parse(candidate.Payload))],
                }
            );

    /// <summary>The candidate whose match someone refused: the same one is not proposed again.</summary>
    public static Candidate Refused(Candidate candidate) =>
        Decide(candidate, new() { Look = RemoteLookKind.Standing, Problems = candidate.Problems, Refused = candidate.LocalId });

    /// <summary>The host's record that someone said the candidate is not; null for none.</summary>
    public static string? RefusedOf(Candidate? candidate) =>
        candidate is { State: CandidateState.Ready or CandidateState.Invalid or CandidateState.Gone } ? candidate.LocalId : null;

    private static Candidate At(Candidate candidate, CandidateState state, string? localId, ValueList<Problem> problems) =>
        candidate with { State = state, LocalId = localId, Problems = problems };
}
