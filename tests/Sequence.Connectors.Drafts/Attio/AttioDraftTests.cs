namespace Sequence.Connectors.Drafts;

public sealed class AttioDraftTests
{
    private readonly FakeTransport _http = new();

    [Fact]
    public async Task Each_record_is_a_call_and_is_told_before_the_next()
    {
        _http.Answers(200, """{"data":{"id":{"record_id":"r1"},"web_url":"https://app.attio.com/acme/company/r1"}}""")
            .Answers(400, """{"status_code":400,"code":"multiple_match_results","message":"two match"}""")
            .Answers(429, """{"code":"rate_limit_exceeded"}""");
        var told = new List<(WriteOutcome Outcome, int Requests)>();

        await Assert.ThrowsAsync<ConnectorException>(async () =>
        {
            await foreach (var outcome in new AttioCompanyWriter(Drafting.Context, _http)
                .WriteAsync([Company("a"), Company("b"), Company("c")], WriteContext.None, TestContext.Current.CancellationToken))
            {
                told.Add((outcome, _http.Requests.Count));
            }
        });

        Assert.Equal("r1", Assert.IsType<WriteOutcome.Created>(told[0].Outcome).ExternalId);
        Assert.IsType<WriteOutcome.Rejected>(told[1].Outcome);
        Assert.Equal([1, 2], told.Select(one => one.Requests));
        Assert.Equal("""{"data":{"values":{"billing_id":"a","name":"Company a"}}}""", _http.Requests[0].Body);
    }

    [Fact]
    public async Task A_sweep_has_no_cursor_before_its_end_and_none_after()
    {
        var pages = await SweepAsync(Page("1", "2"), Page("2", "3"), Page("3"));

        Assert.Equal(["1", "2", "3"], pages.SelectMany(page => page.Changes).Select(change => change.ExternalId));
        Assert.All(pages, page => Assert.Null(page.Next));
        Assert.Equal([ChangePageState.More, ChangePageState.More, ChangePageState.End], pages.Select(page => page.State));
    }

    [Fact]
    public async Task A_deletion_during_the_sweep_never_makes_another_record_look_deleted()
    {
        // 1 is deleted after the first page, so the second begins with 3 where 2 is expected.
        var pages = await SweepAsync(Page("1", "2"), Page("3"), Page("2", "3"), Page("3"));

        Assert.Equal(["1", "2", "2", "3"], pages.SelectMany(page => page.Changes).Select(change => change.ExternalId));
    }

    [Fact]
    public void A_token_that_is_never_renewed_needs_no_refresh_token_and_no_expiry()
    {
        var grant = new Grant { Id = "g", Connector = "attio", App = "production", AccessToken = new Secret("t") };

        Assert.Equal((null, null, null), (grant.RefreshToken, grant.AccessTokenExpiresAt, grant.RefreshTokenExpiresAt));
        Assert.Equal((ReadMode.FullSweep, DeletionVisibility.Sweep), (AttioCompanyReader.Traits.Mode, AttioCompanyReader.Traits.Deletions));
    }

    private static WriteIntent<Customer> Company(string id) =>
        new()
        {
            Key = $"k{id}",
            Record = new Customer { Id = id, Name = $"Company {id}" },
        };

    private static string Page(params string[] ids) =>
        $$"""{"data":[{{string.Join(',', ids.Select(id => $$$"""{"id":{"record_id":"{{{id}}}"},"values":{"name":[]} }"""))}}]}""";

    private async Task<List<ChangePage<Customer>>> SweepAsync(params string[] answers)
    {
        foreach (var answer in answers)
        {
            _http.Answers(200, answer);
        }

        var pages = new List<ChangePage<Customer>>();
        await foreach (
            var page in new AttioCompanyReader(_http, pageSize: 2).ReadAsync(
                ReadOptions.Sweep,
                TestContext.Current.CancellationToken
            )
        )
        {
            pages.Add(page);
        }

        return pages;
    }
}
