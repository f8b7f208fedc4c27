namespace Sequence.Connectors.Simulators.Tests;

public sealed class QuickBooksFaultTests
{
    [Theory]
    [InlineData(SimulatedFaultKind.TooManyRequests, 429, "application/json")]
    [InlineData(SimulatedFaultKind.TooManyRequestsXml, 429, "application/xml")]
    [InlineData(SimulatedFaultKind.Forbidden, 403, "application/json")]
    [InlineData(SimulatedFaultKind.BadRequest, 400, "application/json")]
    [InlineData(SimulatedFaultKind.ServerError, 500, "application/json")]
    [InlineData(SimulatedFaultKind.BadGateway, 502, "text/html")]
    [InlineData(SimulatedFaultKind.Unavailable, 503, "text/html")]
    [InlineData(SimulatedFaultKind.Unauthorized, 401, "application/json")]
    public async Task An_early_fault_answers_in_its_shape_and_has_no_effect(SimulatedFaultKind kind, int status, string contentType)
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        fixture.QuickBooks.Faults.Next(kind);

        var hit = await fixture.PostAsync("customer", """{"DisplayName":"Once"}""");

        Assert.Equal((status, contentType), (hit.Status, hit.ContentType));
        Assert.Null(fixture.Company.Customers.FindBy("DisplayName", "Once"));
        Assert.Equal(200, (await fixture.PostAsync("customer", """{"DisplayName":"Once"}""")).Status);
    }

    [Theory]
    [InlineData(SimulatedFaultKind.ServerErrorAfterEffect, 500)]
    [InlineData(SimulatedFaultKind.TimeoutAfterEffect, 504)]
    public async Task A_late_error_hides_an_effect(SimulatedFaultKind kind, int status)
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        fixture.QuickBooks.Faults.Next(kind);

        var hit = await fixture.PostAsync("customer", """{"DisplayName":"Once"}""");

        Assert.Equal(status, hit.Status);
        Assert.NotNull(fixture.Company.Customers.FindBy("DisplayName", "Once"));
    }

    [Theory]
    [InlineData(SimulatedFaultKind.CutBeforeEffect, false)]
    [InlineData(SimulatedFaultKind.CutAfterEffect, true)]
    [InlineData(SimulatedFaultKind.CutBody, true)]
    public async Task A_cut_connection_leaves_the_caller_without_an_answer(SimulatedFaultKind kind, bool hasEffect)
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        fixture.QuickBooks.Faults.Next(kind);

        var failure = await Record.ExceptionAsync(() => fixture.PostAsync("customer", """{"DisplayName":"Once"}"""));

        Assert.True(failure is HttpRequestException or HttpIOException, failure?.ToString());
        Assert.Equal(hasEffect, fixture.Company.Customers.FindBy("DisplayName", "Once") is not null);
    }

    [Fact]
    public async Task A_fault_waits_for_the_requests_that_it_is_meant_for()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        fixture.QuickBooks.Faults.Add(new SimulatedFault
        {
            Kind = SimulatedFaultKind.TooManyRequests, Times = 2, Resource = "invoice", Operation = "create", RetryAfterSeconds = 7,
        });

        Assert.Equal(200, (await fixture.GetAsync("invoice/1")).Status);
        var hit = await fixture.PostAsync("invoice", QuickBooksFixture.Invoice());
        Assert.Equal(TimeSpan.FromSeconds(7), hit.Headers.RetryAfter!.Delta);
        Assert.Equal(429, (await fixture.PostAsync("invoice", QuickBooksFixture.Invoice())).Status);
        Assert.Equal(200, (await fixture.PostAsync("invoice", QuickBooksFixture.Invoice())).Status);
    }

    [Fact]
    public async Task Token_requests_fail_only_when_named()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var form = "grant_type=refresh_token&refresh_token=" + fixture.Tokens.RefreshToken;
        fixture.QuickBooks.Faults.Next(SimulatedFaultKind.Unavailable);

        Assert.Equal(200, (await fixture.TokenAsync(form)).Status);
        fixture.QuickBooks.Faults.Next(SimulatedFaultKind.Unavailable, resource: "token");
        Assert.Equal(503, (await fixture.TokenAsync(form)).Status);
    }

    [Fact]
    public async Task A_storm_is_the_same_for_the_same_seed()
    {
        static async Task<IReadOnlyList<SimulatedFaultKind>> WeatherAsync(int seed)
        {
            await using var fixture = await QuickBooksFixture.StartAsync();
            fixture.QuickBooks.Faults.Storm(seed, new Dictionary<SimulatedFaultKind, double>
            {
                [SimulatedFaultKind.TooManyRequests] = 0.2, [SimulatedFaultKind.BadGateway] = 0.2,
            });
            for (var call = 0; call < 50; call++)
            {
                await fixture.GetAsync("customer/1");
            }

            return fixture.QuickBooks.Faults.Injected;
        }

        var first = await WeatherAsync(7);

        Assert.InRange(first.Count, 5, 45);
        Assert.Equal(first, await WeatherAsync(7));
        Assert.NotEqual(first, await WeatherAsync(8));
    }

    [Fact]
    public async Task Another_language_injects_faults_over_http()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(fixture.Server.Address, "_simulator/quickbooks/") };

        async Task<string> PostAsync(string path, string body)
        {
            using var content = new StringContent(body);
            using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
            return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}";
        }

        Assert.Equal("200 {}", await PostAsync("faults", """{"kind":"badGateway","resource":"customer"}"""));
        Assert.Equal(502, (await fixture.GetAsync("customer/1")).Status);
        Assert.StartsWith("400", await PostAsync("faults", """{"kind":"nonsense"}"""), StringComparison.Ordinal);
        Assert.StartsWith("200", await PostAsync("clock/advance", """{"seconds":60}"""), StringComparison.Ordinal);
        var invoice = fixture.Company.AddInvoice(
            (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(QuickBooksFixture.Invoice())!);
        Assert.StartsWith("200", await PostAsync("payments", $$"""{"invoiceId":"{{invoice}}","amount":100}"""), StringComparison.Ordinal);
        Assert.Equal(0m, fixture.Company.Invoices.Find(invoice)!["Balance"]!.GetValue<decimal>());
        Assert.Equal("200 {}", await PostAsync("tokens/expire", ""));
        Assert.Equal(401, (await fixture.GetAsync("customer/1")).Status);
    }
}
