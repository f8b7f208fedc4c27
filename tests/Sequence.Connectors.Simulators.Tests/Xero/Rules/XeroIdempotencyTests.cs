namespace Sequence.Connectors.Simulators.Tests;

public sealed class XeroIdempotencyTests
{
    [Fact]
    public async Task A_key_replays_for_six_minutes_and_then_no_more()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var before = fixture.Organisation.Invoices.Count;

        var first = await SendAsync(fixture, "key-1");
        fixture.Clock.Advance(TimeSpan.FromMinutes(6) - TimeSpan.FromSeconds(1));
        var replayed = await SendAsync(fixture, "key-1");
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        var again = await SendAsync(fixture, "key-1");

        Assert.Equal(first.Text, replayed.Text);
        Assert.NotEqual(first.Text, again.Text);
        Assert.Equal(before + 2, fixture.Organisation.Invoices.Count);
    }

    [Fact]
    public async Task Refusals_are_replayed_too()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var locked = new DateOnly(2026, 3, 31);
        fixture.Organisation.Change(profile => profile with { PeriodLockDate = locked });
        var refused = await SendAsync(fixture, "key-1");
        fixture.Organisation.Change(profile => profile with { PeriodLockDate = null });

        Assert.Equal(400, refused.Status);
        Assert.Equal(refused.Text, (await SendAsync(fixture, "key-1")).Text);
        Assert.Equal(200, (await SendAsync(fixture, "key-2")).Status);
    }

    [Theory]
    [InlineData(SimulatedFaultKind.ServerError, 500, 0)]
    [InlineData(SimulatedFaultKind.ServerErrorAfterEffect, 500, 1)]
    [InlineData(SimulatedFaultKind.BadGateway, 200, 1)]
    public async Task Failures_of_Xero_itself_are_replayed_and_those_on_the_way_to_it_are_not(
        SimulatedFaultKind kind, int again, int made)
    {
        await using var fixture = await XeroFixture.StartAsync();
        var before = fixture.Organisation.Invoices.Count;
        fixture.Xero.Faults.Next(kind);
        await SendAsync(fixture, "key-1");

        Assert.Equal(again, (await SendAsync(fixture, "key-1")).Status);
        Assert.Equal(before + made, fixture.Organisation.Invoices.Count);
        fixture.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(200, (await SendAsync(fixture, "key-1")).Status);
    }

    [Fact]
    public async Task A_key_with_another_request_is_refused()
    {
        await using var fixture = await XeroFixture.StartAsync();
        await SendAsync(fixture, "key-1");

        var other = await SendAsync(fixture, "key-1", ",\"Reference\":\"other\"");

        Assert.Equal(400, other.Status);
        Assert.EndsWith("is used with a different request.", other.Refusal, StringComparison.Ordinal);
        Assert.Equal("request-id-reuse", Assert.Single(fixture.Xero.Usage.Violations).Rule);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task A_key_is_forgotten_with_its_access_token_unless_the_limits_say_otherwise(bool byToken, int made)
    {
        await using var fixture = await XeroFixture.StartAsync();
        fixture.Xero.Limits.IdempotencyByToken = byToken;
        var before = fixture.Organisation.Invoices.Count;

        await SendAsync(fixture, "key-1");
        fixture.Tokens = fixture.Xero.IssueTokens();
        await SendAsync(fixture, "key-1");

        Assert.Equal(before + made, fixture.Organisation.Invoices.Count);
    }

    [Theory]
    [InlineData(128, 200)]
    [InlineData(129, 400)]
    public async Task A_key_has_at_most_128_characters(int length, int status)
    {
        await using var fixture = await XeroFixture.StartAsync();

        Assert.Equal(status, (await SendAsync(fixture, new string('k', length))).Status);
    }

    private static Task<XeroFixture.Answer> SendAsync(XeroFixture fixture, string key, string more = "") =>
        fixture.SendAsync("PUT", "Invoices", XeroFixture.Invoice(more), headers: ("Idempotency-Key", key));
}
