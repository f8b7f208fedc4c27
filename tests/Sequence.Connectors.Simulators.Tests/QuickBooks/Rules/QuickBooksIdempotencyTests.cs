namespace Sequence.Connectors.Simulators.Tests;

public sealed class QuickBooksIdempotencyTests
{
    [Fact]
    public async Task The_same_request_id_replays_the_first_answer_byte_for_byte()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var count = fixture.Company.Invoices.Count;

        var first = await fixture.PostAsync("invoice?requestid=r1", QuickBooksFixture.Invoice());
        fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await fixture.PostAsync("invoice?requestid=r1", QuickBooksFixture.Invoice());

        Assert.Equal(first.Bytes, second.Bytes);
        Assert.Equal(count + 1, fixture.Company.Invoices.Count);
    }

    [Fact]
    public async Task A_request_id_is_forgotten_after_its_retention()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        fixture.QuickBooks.Limits.RequestIdRetention = TimeSpan.FromMinutes(10);
        var first = await fixture.PostAsync("invoice?requestid=r1", QuickBooksFixture.Invoice());
        fixture.Clock.Advance(TimeSpan.FromMinutes(10));

        var second = await fixture.PostAsync("invoice?requestid=r1", QuickBooksFixture.Invoice());

        Assert.NotEqual(first.Entity("Invoice")["Id"]!.GetValue<string>(), second.Entity("Invoice")["Id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_request_id_belongs_to_one_company()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var other = fixture.QuickBooks.AddCompany(QuickBooksCompanyProfile.UnitedStates with { SampleData = false });

        await fixture.PostAsync("customer?requestid=r1", """{"DisplayName":"One"}""");
        fixture.Tokens = fixture.QuickBooks.IssueTokens(other.RealmId);
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + fixture.Tokens.AccessToken);
        client.DefaultRequestHeaders.Add("Accept", "application/json");
        using var content = new StringContent("""{"DisplayName":"Two"}""");
        using var answer = await client.PostAsync(
            new Uri($"{fixture.QuickBooks.BaseAddress}/v3/company/{other.RealmId}/customer?requestid=r1"),
            content,
            TestContext.Current.CancellationToken
        );

        Assert.NotNull(other.Customers.FindBy("DisplayName", "Two"));
    }

    [Fact]
    public async Task Another_request_under_a_used_id_is_replayed_and_noted()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        await fixture.PostAsync("customer?requestid=r1", """{"DisplayName":"One"}""");

        var answer = await fixture.PostAsync("customer?requestid=r1", """{"DisplayName":"Two"}""");

        Assert.Equal("One", answer.Entity("Customer")["DisplayName"]!.GetValue<string>());
        Assert.Equal("request-id-reuse", Assert.Single(fixture.QuickBooks.Usage.Violations).Rule);
    }

    [Fact]
    public async Task A_refused_request_may_be_repeated_under_its_id()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var refused = await fixture.PostAsync("customer?requestid=r1", """{"DisplayName":"Amy's Bird Sanctuary"}""");

        var accepted = await fixture.PostAsync("customer?requestid=r1", """{"DisplayName":"Amy's Bird Sanctuary (EUR)"}""");

        Assert.Equal(("6240", 200), (refused.Code, accepted.Status));
    }

    [Fact]
    public async Task A_batch_that_was_cut_resumes_after_the_items_that_were_applied()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        const string Batch =
            """{"BatchItemRequest":[{"bId":"a","operation":"create","Customer":{"DisplayName":"A"}},{"bId":"b","operation":"create","Customer":{"DisplayName":"B"}},{"bId":"c","operation":"create","Customer":{"DisplayName":"C"}}]}""";
        fixture.QuickBooks.Faults.Add(new SimulatedFault { Kind = SimulatedFaultKind.CutInBatch, AppliedItems = 2 });
        var count = fixture.Company.Customers.Count;

        await Assert.ThrowsAsync<HttpRequestException>(() => fixture.PostAsync("batch?requestid=r1", Batch));
        Assert.Equal(count + 2, fixture.Company.Customers.Count);
        var answer = await fixture.PostAsync("batch?requestid=r1", Batch);

        Assert.Equal(count + 3, fixture.Company.Customers.Count);
        Assert.All(answer.Json["BatchItemResponse"]!.AsArray(), item => Assert.NotNull(item!["Customer"]));
    }

    [Theory]
    [InlineData("customer", 51, """{"DisplayName":"Long"}""")]
    [InlineData("batch", 37, """{"BatchItemRequest":[{"bId":"1","operation":"create","Customer":{"DisplayName":"Long"}}]}""")]
    public async Task A_request_id_that_is_too_long_is_refused_and_noted(string path, int length, string body)
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var answer = await fixture.PostAsync($"{path}?requestid={new string('x', length)}", body);

        Assert.Equal((400, "2050"), (answer.Status, answer.Code));
        Assert.Equal("request-id", Assert.Single(fixture.QuickBooks.Usage.Violations).Rule);
    }
}
