namespace Sequence.Connectors.Sync.Tests;

/// <summary>The truth table of how far a candidate has come.</summary>
public sealed class CandidacyTests
{
    private static readonly Problem Trouble = new() { Code = "address.missing", Path = "", Message = "There is no address." };

    private static readonly Candidate Fresh = new()
    {
        ConnectionId = "conn",
        RecordType = RecordType.Of<Customer>(),
        ExternalId = "58",
        Payload = """{"id":"58","name":"Acme"}""",
        Fingerprint = "f",
        State = CandidateState.Ready,
        ReadAt = Instant.FromUtc(2026, 3, 1, 12, 0),
    };

    public static TheoryData<string, string?, string?, string?, bool, CandidateState, string?, bool> Table => new()
    {
        // look, linked to, match, refused, has problems → state, local id, problems are kept
        { "Standing", null, null, null, false, CandidateState.Ready, null, false },
        { "Standing", null, null, null, true, CandidateState.Invalid, null, true },
        { "Standing", null, "C-1", null, false, CandidateState.Matched, "C-1", false },
        { "Standing", null, "C-1", null, true, CandidateState.Matched, "C-1", true },
        { "Standing", null, "C-1", "C-1", false, CandidateState.Ready, "C-1", false },
        { "Standing", null, "C-1", "C-1", true, CandidateState.Invalid, "C-1", true },
        { "Standing", null, "C-2", "C-1", false, CandidateState.Matched, "C-2", false },
        { "Standing", null, null, "C-1", false, CandidateState.Ready, "C-1", false },
        { "Standing", "C-1", "C-2", null, true, CandidateState.Linked, "C-1", false },
        { "NotFound", "C-1", null, null, false, CandidateState.Linked, "C-1", false },
        { "NotFound", null, "C-1", null, true, CandidateState.Gone, null, false },
        { "NotFound", null, null, "C-1", false, CandidateState.Gone, "C-1", false },
        { "Deleted", "C-1", null, null, false, CandidateState.Gone, "C-1", false },
        { "Deleted", null, "C-1", null, true, CandidateState.Gone, null, false },
        { "Merged", "C-1", null, null, false, CandidateState.Gone, "C-1", false },
        { "Merged", null, null, null, false, CandidateState.Gone, null, false },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_candidate_is_where_the_facts_put_it(
        string look,
        string? linked,
        string? match,
        string? refused,
        bool hasProblems,
        CandidateState state,
        string? localId,
        bool keepsProblems
    )
    {
        var decided = Candidacy.Decide(
            Fresh,
            new()
            {
                Look = Enum.Parse<RemoteLookKind>(look),
                Problems = hasProblems ? [Trouble] : [],
                LinkedTo = linked,
                Match = match,
                Refused = refused,
            }
        );

        Assert.Equal((state, localId), (decided.State, decided.LocalId));
        Assert.Equal(keepsProblems ? [Trouble] : [], decided.Problems);
    }

    [Fact]
    public void A_refused_match_is_remembered_by_the_candidate()
    {
        var matched = Fresh with { State = CandidateState.Matched, LocalId = "C-1", Problems = [Trouble] };

        var refused = Candidacy.Refused(matched);

        Assert.Equal((CandidateState.Invalid, "C-1"), (refused.State, refused.LocalId));
        Assert.Equal("C-1", Candidacy.RefusedOf(refused));
        Assert.Null(Candidacy.RefusedOf(matched));
        Assert.Null(Candidacy.RefusedOf(Fresh with { State = CandidateState.Linked, LocalId = "C-1" }));
    }

    [Fact]
    public void A_candidate_whose_link_was_taken_back_is_judged_anew()
    {
        var unlinked = Candidacy.Unlinked(Fresh with { State = CandidateState.Linked, LocalId = "C-1" });

        Assert.Equal(CandidateState.Invalid, unlinked.State);
        Assert.Null(unlinked.LocalId);
        Assert.Contains(unlinked.Problems, one => one.Code == "customer.email.missing");
    }
}
