namespace Sequence.Connectors.Simulators.Tests;

/// <summary>Known violators: each limit catches the one who exceeds it, and lets the one just below it pass.</summary>
public sealed class QuickBooksLimitTests
{
    [Fact]
    public async Task The_501st_call_of_a_minute_is_refused_and_the_minute_moves()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        for (var call = 0; call < 250; call++)
        {
            await fixture.GetAsync("customer/1");
        }

        fixture.Clock.Advance(TimeSpan.FromSeconds(30));
        for (var call = 0; call < 250; call++)
        {
            Assert.Equal(200, (await fixture.GetAsync("customer/1")).Status);
        }

        var refused = await fixture.GetAsync("customer/1");
        fixture.Clock.Advance(TimeSpan.FromSeconds(30));
        var accepted = await fixture.GetAsync("customer/1");

        Assert.Equal((429, "3001"), (refused.Status, refused.Code));
        Assert.Equal(200, accepted.Status);
        Assert.Equal("requests-per-minute", Assert.Single(fixture.QuickBooks.Usage.Violations).Rule);
        Assert.Equal(501, fixture.QuickBooks.Usage.MeteredReads);
    }

    [Fact]
    public async Task Every_item_of_a_batch_counts_as_a_call()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        fixture.QuickBooks.Limits.RequestsPerMinute = 50;

        var first = await fixture.PostAsync("batch", Batch(30));
        var second = await fixture.PostAsync("batch", Batch(21));
        var third = await fixture.PostAsync("batch", Batch(20));

        Assert.Equal((200, 429, 200), (first.Status, second.Status, third.Status));
        Assert.Equal(50, fixture.QuickBooks.Usage.MeteredReads);
    }

    [Fact]
    public async Task The_41st_batch_of_a_minute_is_refused()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        for (var call = 0; call < 40; call++)
        {
            Assert.Equal(200, (await fixture.PostAsync("batch", Batch(1))).Status);
        }

        Assert.Equal(429, (await fixture.PostAsync("batch", Batch(1))).Status);
        Assert.Equal("batches-per-minute", Assert.Single(fixture.QuickBooks.Usage.Violations).Rule);
    }

    [Fact]
    public async Task A_batch_of_31_is_refused_whole()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        Assert.Equal(200, (await fixture.PostAsync("batch", Batch(30))).Status);
        Assert.Equal(400, (await fixture.PostAsync("batch", Batch(31))).Status);
        Assert.Equal("batch-size", Assert.Single(fixture.QuickBooks.Usage.Violations).Rule);
    }

    [Fact]
    public async Task The_11th_request_at_once_is_refused()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        fixture.QuickBooks.Faults.Add(new SimulatedFault { Kind = SimulatedFaultKind.Delay, Times = 10, Delay = TimeSpan.FromSeconds(5) });
        var waiting = Enumerable.Range(0, 10).Select(_ => fixture.GetAsync("customer/1")).ToList();
        while (fixture.QuickBooks.Usage.MaximumConcurrency < 10 || fixture.QuickBooks.Faults.Waiting > 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        var eleventh = await fixture.GetAsync("customer/1");
        while (!waiting.All(request => request.IsCompleted))
        {
            fixture.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.Equal(429, eleventh.Status);
        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal(200, answer.Status));
        Assert.Equal("concurrency", Assert.Single(fixture.QuickBooks.Usage.Violations).Rule);
    }

    [Fact]
    public async Task Writes_are_not_metered_and_requests_are_counted_by_kind()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        await fixture.PostAsync("customer", """{"DisplayName":"Counted"}""");
        await fixture.QueryAsync("select * from Term");
        await fixture.GetAsync("cdc?entities=Item&changedSince=2026-03-01T00:00:00Z");

        Assert.Equal(2, fixture.QuickBooks.Usage.MeteredReads);
        Assert.Equal(["cdc", "create", "query"], fixture.QuickBooks.Usage.Requests.Keys.Order());
        Assert.Empty(fixture.QuickBooks.Usage.Violations);
    }

    private static string Batch(int items) =>
        $$"""{"BatchItemRequest":[{{string.Join(',', Enumerable.Range(1, items).Select(item => $$"""{"bId":"{{item}}","Query":"select count(*) from Term"}"""))}}]}""";

    /// <summary>QuickBooks keeps no order among the items of a batch; what comes out right here may come out wrong there.</summary>
    [Theory]
    [InlineData("""{"bId":"1","operation":"update","Customer":{"Id":"1","SyncToken":"0","sparse":true,"Notes":"a"}}""", 0)]
    [InlineData("""{"bId":"2","operation":"update","Customer":{"Id":"2","SyncToken":"0","sparse":true,"Notes":"c"}}""", 1)]
    [InlineData(
        """
        {"bId":"3","operation":"create","Payment":{"CustomerRef":{"value":"1"},"TotalAmt":1,
        "Line":[{"Amount":1,"LinkedTxn":[{"TxnId":"INVOICE","TxnType":"Invoice"}]}]}}
        """,
        1
    )]
    public async Task A_batch_whose_items_need_an_order_is_told(string item, int warnings)
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var invoice = fixture.Company.Invoices.First()["Id"]!.GetValue<string>();
        var others = $$$"""
            {"bId":"8","operation":"update","Customer":{"Id":"2","SyncToken":"0","sparse":true,"Notes":"b"}},
            {"bId":"9","operation":"update","Invoice":{"Id":"{{{invoice}}}","SyncToken":"0","sparse":true,"PrivateNote":"b"}}
            """;

        var body = $$"""{"BatchItemRequest":[{{others}},{{item.Replace("INVOICE", invoice, StringComparison.Ordinal)}}]}""";
        Assert.Equal(200, (await fixture.PostAsync("batch", body)).Status);

        Assert.Equal(warnings, fixture.QuickBooks.Usage.Violations.Count(one => one.Rule == "batch-order"));
    }
}
