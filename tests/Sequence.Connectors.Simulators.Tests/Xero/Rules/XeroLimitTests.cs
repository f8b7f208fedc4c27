namespace Sequence.Connectors.Simulators.Tests;

/// <summary>Known violators: each limit catches the one who exceeds it, and lets the one just below it pass.</summary>
public sealed class XeroLimitTests
{
    [Fact]
    public async Task The_61st_call_of_a_minute_is_refused_without_a_body_and_told_how_long_to_wait()
    {
        await using var fixture = await XeroFixture.StartAsync();
        for (var call = 0; call < 60; call++)
        {
            Assert.Equal(200, (await fixture.GetAsync("Organisation")).Status);
        }

        fixture.Clock.Advance(TimeSpan.FromSeconds(20));
        var refused = await fixture.GetAsync("Organisation");
        fixture.Clock.Advance(TimeSpan.FromSeconds(40));
        var accepted = await fixture.GetAsync("Organisation");

        Assert.Equal((429, "", "minute", "40"),
            (refused.Status, refused.Text, refused.Header("X-Rate-Limit-Problem"), refused.Header("Retry-After")));
        Assert.Equal("0", refused.Header("X-MinLimit-Remaining"));
        Assert.Equal((200, "59"), (accepted.Status, accepted.Header("X-MinLimit-Remaining")));
        Assert.Equal("requests-per-minute", Assert.Single(fixture.Xero.Usage.Violations).Rule);
    }

    [Fact]
    public async Task The_day_is_counted_by_organisation_and_ends()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var other = fixture.Xero.AddOrganisation(XeroOrganisationProfile.UnitedKingdom);
        fixture.Tokens = fixture.Xero.IssueTokens(other.TenantId);
        fixture.Organisation.SpendDayLimit(left: 1);

        var last = await fixture.GetAsync("Organisation");
        var refused = await fixture.GetAsync("Organisation");
        var elsewhere = await fixture.SendAsync("GET", "Organisation", tenant: other.TenantId);
        fixture.Clock.Advance(TimeSpan.FromDays(1));
        fixture.Tokens = fixture.Xero.IssueTokens();

        Assert.Equal((200, "0"), (last.Status, last.Header("X-DayLimit-Remaining")));
        Assert.Equal((429, "", "day", "86400"),
            (refused.Status, refused.Text, refused.Header("X-Rate-Limit-Problem"), refused.Header("Retry-After")));
        Assert.Equal(200, elsewhere.Status);
        Assert.Equal(200, (await fixture.GetAsync("Organisation")).Status);
        Assert.Equal("requests-per-day", Assert.Single(fixture.Xero.Usage.Violations).Rule);
    }

    [Fact]
    public async Task Fifty_two_ids_fit_into_an_address_and_one_more_finds_nothing()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var ids = Enumerable.Range(0, 53).Select(_ => Guid.NewGuid()).ToList();

        var fits = await fixture.GetAsync($"Invoices?IDs={string.Join(',', ids.Take(52))}&page=1&padding={new string('a', 100)}");
        var refused = await fixture.GetAsync($"Invoices?IDs={string.Join(',', ids)}&page=1&padding={new string('a', 100)}");

        Assert.Equal((200, 404), (fits.Status, refused.Status));
        Assert.Equal("query-length", Assert.Single(fixture.Xero.Usage.Violations).Rule);
    }

    [Fact]
    public async Task A_starter_app_has_a_thousand_calls_a_day()
    {
        await using var fixture = await XeroFixture.StartAsync();
        fixture.Xero.Limits.RequestsPerDay = 1_000;

        Assert.Equal("999", (await fixture.GetAsync("Organisation")).Header("X-DayLimit-Remaining"));
    }

    [Fact]
    public async Task The_limit_of_the_app_counts_all_organisations()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var other = fixture.Xero.AddOrganisation(XeroOrganisationProfile.UnitedKingdom);
        fixture.Tokens = fixture.Xero.IssueTokens(other.TenantId);
        fixture.Xero.Limits.AppRequestsPerMinute = 2;

        await fixture.GetAsync("Organisation");
        var second = await fixture.SendAsync("GET", "Organisation", tenant: other.TenantId);
        var refused = await fixture.GetAsync("Organisation");

        Assert.Equal((200, "0"), (second.Status, second.Header("X-AppMinLimit-Remaining")));
        Assert.Equal((429, "appminute"), (refused.Status, refused.Header("X-Rate-Limit-Problem")));
        Assert.Equal("app-requests-per-minute", Assert.Single(fixture.Xero.Usage.Violations).Rule);
    }

    [Fact]
    public async Task The_sixth_request_at_once_is_refused_without_a_time_to_wait()
    {
        await using var fixture = await XeroFixture.StartAsync();
        fixture.Xero.Faults.Add(new SimulatedFault { Kind = SimulatedFaultKind.Delay, Times = 5, Delay = TimeSpan.FromSeconds(5) });
        var waiting = Enumerable.Range(0, 5).Select(_ => fixture.GetAsync("Organisation")).ToList();
        while (fixture.Xero.Usage.MaximumConcurrency < 5 || fixture.Xero.Faults.Waiting > 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        var sixth = await fixture.GetAsync("Organisation");
        while (!waiting.All(request => request.IsCompleted))
        {
            fixture.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.Equal((429, "concurrent", null), (sixth.Status, sixth.Header("X-Rate-Limit-Problem"), sixth.Header("Retry-After")));
        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal(200, answer.Status));
        Assert.Equal("concurrency", Assert.Single(fixture.Xero.Usage.Violations).Rule);
    }

    [Fact]
    public async Task Other_bad_manners_are_noted_too()
    {
        await using var fixture = await XeroFixture.StartAsync();

        var xml = await fixture.SendAsync("GET", "Organisation", accept: "*/*");
        await fixture.PutAsync("Invoices", XeroFixture.Invoice(",\"ExpectedPaymentDate\":\"2026-04-02T00:00:00+13:00\""));
        fixture.Xero.Limits.BodyBytes = 100;
        var large = await fixture.PutAsync("Invoices", XeroFixture.Invoice());

        Assert.StartsWith("text/xml", xml.ContentType, StringComparison.Ordinal);
        Assert.Equal(413, large.Status);
        Assert.Equal(["accept", "date-with-zone", "body-size"], fixture.Xero.Usage.Violations.Select(each => each.Rule));
    }
}
