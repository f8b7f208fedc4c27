namespace Sequence.Connectors.Simulators.Tests;

public sealed class XeroFaultTests
{
    [Theory]
    [InlineData(SimulatedFaultKind.TooManyRequests, 429, "minute", "26")]
    [InlineData(SimulatedFaultKind.TooManyRequestsOfDay, 429, "day", "70000")]
    [InlineData(SimulatedFaultKind.TooManyRequestsAtOnce, 429, "concurrent", null)]
    [InlineData(SimulatedFaultKind.TooManyRequestsOfApp, 429, "appminute", null)]
    public async Task Every_limit_can_strike_on_request_without_a_body(SimulatedFaultKind kind, int status, string problem, string? wait)
    {
        await using var fixture = await XeroFixture.StartAsync();
        fixture.Xero.Faults.Next(kind, resource: "invoices");

        var answer = await fixture.GetAsync("Invoices");

        Assert.Equal((status, "", problem, wait),
            (answer.Status, answer.Text, answer.Header("X-Rate-Limit-Problem"), answer.Header("Retry-After")));
        Assert.Equal(200, (await fixture.GetAsync("Invoices")).Status);
        Assert.Empty(fixture.Xero.Usage.Violations);
    }

    [Theory]
    [InlineData(SimulatedFaultKind.ServerError, 500, 0)]
    [InlineData(SimulatedFaultKind.BadGateway, 502, 0)]
    [InlineData(SimulatedFaultKind.Unavailable, 503, 0)]
    [InlineData(SimulatedFaultKind.Unauthorized, 401, 0)]
    [InlineData(SimulatedFaultKind.Forbidden, 403, 0)]
    [InlineData(SimulatedFaultKind.ServerErrorAfterEffect, 500, 1)]
    [InlineData(SimulatedFaultKind.TimeoutAfterEffect, 504, 1)]
    public async Task A_fault_has_an_effect_or_not_as_its_kind_says(SimulatedFaultKind kind, int status, int made)
    {
        await using var fixture = await XeroFixture.StartAsync();
        var before = fixture.Organisation.Invoices.Count;
        fixture.Xero.Faults.Next(kind);

        Assert.Equal(status, (await fixture.PutAsync("Invoices", XeroFixture.Invoice())).Status);
        Assert.Equal(before + made, fixture.Organisation.Invoices.Count);
    }

    [Theory]
    [InlineData(SimulatedFaultKind.CutBeforeEffect, 0)]
    [InlineData(SimulatedFaultKind.CutAfterEffect, 1)]
    [InlineData(SimulatedFaultKind.CutBody, 1)]
    public async Task A_cut_connection_tells_nothing(SimulatedFaultKind kind, int made)
    {
        await using var fixture = await XeroFixture.StartAsync();
        var before = fixture.Organisation.Invoices.Count;
        fixture.Xero.Faults.Next(kind);

        await Assert.ThrowsAnyAsync<Exception>(() => fixture.PutAsync("Invoices", XeroFixture.Invoice()));
        Assert.Equal(before + made, fixture.Organisation.Invoices.Count);
    }

    [Fact]
    public async Task A_batch_can_break_off_in_the_middle_and_one_element_is_no_batch()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var before = fixture.Organisation.Invoices.Count;
        fixture.Xero.Faults.Add(new SimulatedFault { Kind = SimulatedFaultKind.CutInBatch, AppliedItems = 2 });
        var one = XeroFixture.Invoice();

        Assert.Equal(200, (await fixture.PutAsync("Invoices", one)).Status);
        Task<XeroFixture.Answer> Send() => fixture.SendAsync(
            "PUT", "Invoices?summarizeErrors=false", $"{{\"Invoices\":[{one},{one},{one}]}}", headers: ("Idempotency-Key", "key-1"));
        await Assert.ThrowsAnyAsync<Exception>(Send);

        Assert.Equal(before + 3, fixture.Organisation.Invoices.Count);
        Assert.Equal(3, (await Send()).List("Invoices").Count);
    }

    [Fact]
    public async Task An_organisation_out_of_reach_is_403_and_an_unknown_path_404_in_html()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var missing = await fixture.GetAsync("Invoices/INV-9999");
        fixture.Organisation.Unreachable = true;
        var forbidden = await fixture.GetAsync("Organisation");

        Assert.Equal((404, "text/html; charset=utf-8"), (missing.Status, missing.ContentType));
        Assert.Equal((403, "AuthenticationUnsuccessful"), (forbidden.Status, forbidden.Json["Detail"]!.GetValue<string>()));
    }
}
