using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Sequence.Connectors.Simulators.Tests;

public sealed class QuickBooksOAuthTests
{
    private const string Redirect = "https://host.example/callback";

    [Fact]
    public async Task Consent_brings_code_state_and_realm_and_the_code_works_once()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var back = QueryHelpers.ParseQuery(fixture.QuickBooks.Approve(Authorize(fixture)).Query);
        var form = $"grant_type=authorization_code&code={back["code"]}&redirect_uri={Uri.EscapeDataString(Redirect)}";
        var first = await fixture.TokenAsync(form, headers: ("x-include-refresh-token-hard-expires-in", "true"));
        var second = await fixture.TokenAsync(form);

        Assert.Equal(("s-1", fixture.Company.RealmId), (back["state"].ToString(), back["realmId"].ToString()));
        Assert.Equal(3600, first.Json["expires_in"]!.GetValue<int>());
        Assert.Equal(157_680_000, first.Json["x_refresh_token_hard_expires_in"]!.GetValue<long>());
        Assert.Null(first.Json["realmId"]);
        Assert.Equal((400, """{"error":"invalid_grant"}"""), (second.Status, second.Text));
    }

    [Fact]
    public async Task The_consent_page_lists_the_companies_and_its_form_redirects()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var other = fixture.QuickBooks.AddCompany(QuickBooksCompanyProfile.UnitedKingdom);
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler);

        var page = await browser.GetStringAsync(Authorize(fixture), TestContext.Current.CancellationToken);
        using var choice = new StringContent($"realmId={other.RealmId}", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await browser.PostAsync(Authorize(fixture), choice, TestContext.Current.CancellationToken);

        Assert.Contains("Thistle &amp; Wren Ltd", page, StringComparison.Ordinal);
        Assert.Contains($"realmId={other.RealmId}", answer.Headers.Location!.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_presses_no_thanks_declines_whichever_company_was_chosen()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler);

        using var choice = new StringContent(
            $"realmId={fixture.Company.RealmId}&deny=1", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await browser.PostAsync(Authorize(fixture), choice, TestContext.Current.CancellationToken);

        Assert.Equal(Redirect + "?error=access_denied&state=s-1", answer.Headers.Location!.AbsoluteUri);
    }

    [Fact]
    public async Task A_denied_consent_says_so()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        Assert.Equal(Redirect + "?error=access_denied&state=s-1", fixture.QuickBooks.Deny(Authorize(fixture)).AbsoluteUri);
    }

    [Fact]
    public async Task A_refresh_token_changes_after_24_hours_and_the_old_value_dies()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var original = fixture.Tokens.RefreshToken;

        var sameDay = await fixture.TokenAsync("grant_type=refresh_token&refresh_token=" + original);
        fixture.Clock.Advance(TimeSpan.FromHours(24));
        var nextDay = await fixture.TokenAsync("grant_type=refresh_token&refresh_token=" + original);
        var dead = await fixture.TokenAsync("grant_type=refresh_token&refresh_token=" + original);

        Assert.Equal(original, sameDay.Json["refresh_token"]!.GetValue<string>());
        Assert.NotEqual(original, nextDay.Json["refresh_token"]!.GetValue<string>());
        Assert.Equal((400, """{"error":"invalid_grant"}"""), (dead.Status, dead.Text));
        Assert.Equal((2, 1), (fixture.QuickBooks.RefreshesAccepted, fixture.QuickBooks.RefreshesRefused));
    }

    [Fact]
    public async Task Of_two_refreshes_at_once_one_loses_when_every_refresh_rotates()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        fixture.QuickBooks.RotateOnEveryRefresh = true;
        var form = "grant_type=refresh_token&refresh_token=" + fixture.Tokens.RefreshToken;

        var answers = await Task.WhenAll(fixture.TokenAsync(form), fixture.TokenAsync(form));

        Assert.Equal([200, 400], answers.Select(answer => answer.Status).Order());
    }

    [Fact]
    public async Task A_refresh_token_left_alone_for_101_days_dies()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        fixture.Clock.Advance(TimeSpan.FromSeconds(8_726_401));

        Assert.Equal(400, (await fixture.TokenAsync("grant_type=refresh_token&refresh_token=" + fixture.Tokens.RefreshToken)).Status);
    }

    [Fact]
    public async Task Five_years_after_consent_no_refresh_helps()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var token = fixture.Tokens.RefreshToken;
        QuickBooksFixture.Answer answer;
        var days = 0;
        do
        {
            fixture.Clock.Advance(TimeSpan.FromDays(90));
            days += 90;
            answer = await fixture.TokenAsync("grant_type=refresh_token&refresh_token=" + token);
            token = answer.Json["refresh_token"]?.GetValue<string>();
        }
        while (answer.Status == 200);

        Assert.Equal(1890, days);
    }

    [Fact]
    public async Task A_wrong_secret_is_invalid_client()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var answer = await fixture.TokenAsync("grant_type=refresh_token&refresh_token=x", authorization: "Basic bm86bm8=");

        Assert.Equal((401, """{"error":"invalid_client"}"""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task An_access_token_lasts_an_hour_and_then_gets_the_gateways_lower_case_fault()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        Assert.Equal(200, (await fixture.GetAsync("customer/1")).Status);
        fixture.Clock.Advance(TimeSpan.FromHours(1));

        var answer = await fixture.GetAsync("customer/1");

        Assert.Equal(401, answer.Status);
        Assert.Equal("3200", answer.Json["fault"]!["error"]![0]!["code"]!.GetValue<string>());
        Assert.Contains("invalid_token", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal(fixture.Clock.GetUtcNow().ToUnixTimeMilliseconds(), answer.Json["time"]!.GetValue<long>());
    }

    [Theory]
    [InlineData("application/json", """{"token":"T"}""")]
    [InlineData("application/x-www-form-urlencoded", "token=T")]
    public async Task A_revoked_grant_is_dead(string contentType, string body)
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, fixture.QuickBooks.RevokeAddress)
        {
            Content = new StringContent(
                body.Replace("T", fixture.Tokens.RefreshToken, StringComparison.Ordinal), Encoding.UTF8, contentType),
        };
        request.Headers.TryAddWithoutValidation("Authorization", fixture.Basic());

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(401, (await fixture.GetAsync("customer/1")).Status);
        Assert.Equal(400, (await fixture.TokenAsync("grant_type=refresh_token&refresh_token=" + fixture.Tokens.RefreshToken)).Status);
    }

    [Fact]
    public async Task Another_companys_token_is_refused_with_3100_and_a_lost_admin_with_120()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var own = fixture.Tokens;
        fixture.Tokens = fixture.QuickBooks.IssueTokens(fixture.QuickBooks.AddCompany(QuickBooksCompanyProfile.UnitedKingdom).RealmId);
        var foreign = await fixture.GetAsync("customer/1");
        fixture.Tokens = own;
        fixture.Company.AdminLost = true;
        var lost = await fixture.GetAsync("customer/1");

        Assert.Equal((403, "3100"), (foreign.Status, foreign.Code));
        Assert.Equal((401, "120"), (lost.Status, lost.Code));
    }

    private static Uri Authorize(QuickBooksFixture fixture) => new(
        $"{fixture.QuickBooks.AuthorizeAddress}?client_id={fixture.QuickBooks.ClientId}&response_type=code"
        + $"&scope=com.intuit.quickbooks.accounting&redirect_uri={Uri.EscapeDataString(Redirect)}&state=s-1");
}
