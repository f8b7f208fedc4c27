namespace Sequence.Connectors.Drafts;

public sealed class HubSpotDraftTests
{
    private readonly FakeTransport _http = new();

    [Fact]
    public async Task A_half_failed_batch_gives_each_company_its_own_outcome_whatever_the_order()
    {
        _http.Answers(207, """
            {"status":"COMPLETE","numErrors":1,
             "results":[{"id":"902","new":false,"properties":{"billing_customer_id":"c"}},{"id":"901","new":true,"properties":{"billing_customer_id":"a"}}],
             "errors":[{"status":"error","category":"VALIDATION_ERROR","message":"Property values were not valid","context":{"objectWriteTraceId":["kb"]}}]}
            """);

        var outcomes = await new CompanyWriter(Drafting.Context, _http)
            .WriteAsync(
                [Company("a"), Company("b"), Company("c"), Company("d")],
                WriteContext.None,
                TestContext.Current.CancellationToken
            )
            .ToListAsync();

        Assert.Equal("901", Assert.IsType<WriteOutcome.Created>(outcomes[0]).ExternalId);
        Assert.Equal("hubspot.validation_error", Assert.Single(Assert.IsType<WriteOutcome.Rejected>(outcomes[1]).Problems).Code);
        Assert.Equal("902", Assert.IsType<WriteOutcome.Updated>(outcomes[2]).ExternalId);
        Assert.Equal(["ka", "kb", "kc", "kd"], Assert.IsType<WriteOutcome.Uncertain>(outcomes[3]).Attempt.Members);
    }

    [Fact]
    public async Task An_association_waits_for_both_of_its_records()
    {
        var intent = new WriteIntent<Association>
        {
            Key = "k",
            Record = new Association
            {
                Id = "1",
                FromType = RecordType.Of<Invoice>(),
                FromId = "inv_1",
                ToType = RecordType.Of<Customer>(),
                ToId = "cus_1",
            },
            References = References.To<Customer>("cus_1", "901"),
        };
        var writer = new AssociationWriter(Drafting.Context, _http.Answers(200, "{}"));

        var early = await writer.WriteAsync([intent], WriteContext.None, TestContext.Current.CancellationToken).ToListAsync();
        var later = await writer
            .WriteAsync(
                [intent with { References = intent.References.And<Invoice>("inv_1", "77") }],
                WriteContext.None,
                TestContext.Current.CancellationToken
            )
            .ToListAsync();

        Assert.IsType<WriteOutcome.Rejected>(Assert.Single(early));
        Assert.IsType<WriteOutcome.Created>(Assert.Single(later));
        Assert.Equal("/crm/objects/2026-03/invoices/77/associations/default/companies/901", Assert.Single(_http.Requests).Path);
    }

    [Fact]
    public async Task A_search_that_is_full_starts_anew_from_the_last_time()
    {
        _http.Answers(200, Page("1", "2026-01-01T00:00:00.001Z", "2")).Answers(200, Page("2", "2026-01-01T00:00:00.002Z", after: null));

        var pages = new List<ChangePage<Customer>>();
        await foreach (var page in new CompanyReader(_http, cap: 2).ReadAsync(ReadOptions.Sweep, TestContext.Current.CancellationToken))
        {
            pages.Add(page);
        }

        Assert.Equal([ChangePageState.More, ChangePageState.End], pages.Select(page => page.State));
        Assert.Contains($"\"value\":\"{pages[0].Next}\"", _http.Requests[1].Body, StringComparison.Ordinal);
        Assert.Contains("\"after\":\"0\"", _http.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Companies_that_one_search_cannot_show_are_not_left_out_in_silence()
    {
        _http.Answers(200, Page("1", "2026-01-01T00:00:00.001Z", "2"));
        var start = new ReadOptions { After = new Cursor("1767225600001") };

        await Assert.ThrowsAsync<ConnectorException>(async () =>
        {
            await foreach (var _ in new CompanyReader(_http, cap: 2).ReadAsync(start, TestContext.Current.CancellationToken))
            {
            }
        });
    }

    [Fact]
    public async Task A_merged_company_is_told_as_merged_by_the_search_and_by_its_id()
    {
        _http
            .Answers(200, Page("9", "2026-01-01T00:00:00.001Z", after: null, merged: "4;5"))
            .Answers(200, """{"id":"9","properties":{"name":"Acme"}}""");
        var reader = new CompanyReader(_http);
        var told = new List<Change<Customer>>();

        await foreach (var page in reader.ReadAsync(ReadOptions.Sweep, TestContext.Current.CancellationToken))
        {
            told.AddRange(page.Changes);
        }

        await foreach (var change in reader.FindAsync(["4"], TestContext.Current.CancellationToken))
        {
            told.Add(change);
        }

        Assert.Equal(
            ["4 to 9", "5 to 9", "9", "4 to 9"],
            told.Select(change =>
                change is Change<Customer>.Merged merged ? $"{merged.ExternalId} to {merged.Into}" : change.ExternalId
            )
        );
    }

    private static WriteIntent<Customer> Company(string id) =>
        new()
        {
            Key = $"k{id}",
            Record = new Customer { Id = id, Name = $"Company {id}" },
        };

    private static string Page(string id, string modified, string? after, string merged = "") =>
        $$$"""{"total":2,"results":[{"id":"{{{id}}}","properties":{"name":"Acme","hs_lastmodifieddate":"{{{modified}}}","hs_merged_object_ids":"{{{merged}}}"} }]"""
        + (after is null ? "" : $$$""","paging":{"next":{"after":"{{{after}}}"} }""") + "}";
}
