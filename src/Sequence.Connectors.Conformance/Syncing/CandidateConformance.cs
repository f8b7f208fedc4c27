namespace Sequence.Connectors.Conformance;

/// <summary>What a store promises of candidates for import. Derive it once for each store.</summary>
public abstract class CandidateConformance : SyncStoreSuite
{
    /// <summary>A candidate comes back whole.</summary>
    [Fact]
    public async Task Brings_a_candidate_back_whole()
    {
        var candidate = NewCandidate() with
        {
            Name = "Söhne & Co",
            Link = new Uri("https://system.example.com/app/customer?id=71"),
            State = CandidateState.Invalid,
            Problems = [Trouble, Trouble with { Path = "BillingAddress.City" }],
            LocalId = "C-1",
        };
        await StoreAsync(candidate);

        Assert.Equal([candidate with { Version = 1 }], await QueryAsync(NewQuery()));
    }

    /// <summary>Reading a record again replaces its candidate, whatever was known of it, and makes no second one.</summary>
    [Fact]
    public async Task Replaces_a_candidate_whatever_its_version()
    {
        await StoreAsync(NewCandidate(), NewCandidate("72"));

        await StoreAsync(NewCandidate() with { Fingerprint = "f2", State = CandidateState.Linked }, NewCandidate("73"));

        Assert.Equal(
            [
                NewCandidate() with { Fingerprint = "f2", State = CandidateState.Linked, Version = 1 },
                NewCandidate("72") with { Version = 1 },
                NewCandidate("73") with { Version = 1 },
            ],
            await QueryAsync(NewQuery()));
    }

    /// <summary>A person sees what can be imported, what cannot, and what is gone.</summary>
    [Fact]
    public async Task Finds_candidates_by_state_id_and_time()
    {
        await StoreAsync(
            NewCandidate("71") with { State = CandidateState.Invalid },
            NewCandidate("72") with { ReadAt = Earlier },
            NewCandidate("73"),
            NewCandidate("74") with { ConnectionId = "connection-2" },
            NewCandidate("75") with { RecordType = Invoices });

        Assert.Equal(["71", "72", "73"], await IdsAsync(NewQuery()));
        Assert.Equal(["72", "73"], await IdsAsync(NewQuery() with { State = CandidateState.Ready }));
        Assert.Equal(["71", "73"], await IdsAsync(NewQuery() with { ExternalIds = ["73", "71", "74", "unknown"] }));
        Assert.Equal(["72"], await IdsAsync(NewQuery() with { ReadBefore = Now }));
        Assert.Empty(await IdsAsync(NewQuery() with { ExternalIds = [] }));
    }

    /// <summary>Candidates are read page by page in the order of their ids, none twice and none left out.</summary>
    [Fact]
    public async Task Reads_candidates_page_by_page()
    {
        await StoreAsync(NewCandidate("b"), NewCandidate("A"), NewCandidate("a"), NewCandidate("10"), NewCandidate("9"));

        Assert.Equal(["10", "9"], await IdsAsync(NewQuery() with { Max = 2 }));
        Assert.Equal(["A", "a"], await IdsAsync(NewQuery() with { Max = 2, After = "9" }));
        Assert.Equal(["b"], await IdsAsync(NewQuery() with { Max = 2, After = "a" }));
    }

    /// <summary>A person sees how much there is to import before reading it.</summary>
    [Fact]
    public async Task Counts_candidates_by_state()
    {
        await StoreAsync(
            NewCandidate("71"),
            NewCandidate("72"),
            NewCandidate("73") with { State = CandidateState.Invalid },
            NewCandidate("74") with { ConnectionId = "connection-2" },
            NewCandidate("75") with { RecordType = Invoices });

        var counts = await Store.CountCandidatesAsync(ConnectionId, Customers, Cancellation);

        Assert.Equal(
            [(CandidateState.Ready, 2), (CandidateState.Invalid, 1)],
            counts.Where(one => one.Value > 0).OrderBy(one => one.Key).Select(one => (one.Key, one.Value)));
    }

    /// <summary>A run of an import comes back whole, is replaced by its version, and is found by what people ask for.</summary>
    [Fact]
    public async Task Keeps_the_runs_of_imports()
    {
        var (first, second) = (NewRun(), NewRun("connection-2") with { Tenant = "tenant-2" });
        await StoreAsync(Commit() with { Runs = [first, second] });
        var done = first with { State = ImportRunState.Failed, By = "Ada", Read = 5, Added = 4, Problem = Trouble, Version = 1 };
        await StoreAsync(Commit() with { Runs = [done] });

        Assert.Equal(CommitResult.Conflict, await Store.CommitAsync(Commit() with { Runs = [done] }, Cancellation));
        Assert.Equal([second with { Version = 1 }, done with { Version = 2 }], await Store.QueryRunsAsync(new(), Cancellation));
        foreach (
            var query in new ImportRunQuery[]
            {
                new() { Id = first.Id },
                new() { Tenant = Tenant },
                new() { ConnectionId = ConnectionId },
                new() { State = ImportRunState.Failed },
                new() { Before = second.Id },
            }
        )
        {
            Assert.Equal(first.Id, Assert.Single(await Store.QueryRunsAsync(query, Cancellation)).Id);
        }

        Assert.Equal(second.Id, Assert.Single(await Store.QueryRunsAsync(new() { Max = 1 }, Cancellation)).Id);
    }

    private static CandidateQuery NewQuery() => new() { ConnectionId = ConnectionId, RecordType = Customers };

    private Task StoreAsync(params Candidate[] candidates) => StoreAsync(Commit() with { Candidates = candidates });

    private Task<IReadOnlyList<Candidate>> QueryAsync(CandidateQuery query) => Store.QueryCandidatesAsync(query, Cancellation);

    private async Task<IEnumerable<string>> IdsAsync(CandidateQuery query) => (await QueryAsync(query)).Select(one => one.ExternalId);
}
