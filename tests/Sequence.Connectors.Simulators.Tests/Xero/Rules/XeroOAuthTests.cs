using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Sequence.Connectors.Simulators.Tests;

public sealed class XeroOAuthTests
{
    private const string Scopes = "offline_access accounting.invoices accounting.contacts accounting.settings.read";
    private const string Redirect = "https://host.example/callback";

    [Fact]
    public async Task A_code_serves_once_within_five_minutes_and_for_its_address()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var (first, late, elsewhere) = (Code(fixture), Code(fixture), Code(fixture));

        Assert.Equal(200, (await fixture.TokenAsync(Form(first))).Status);
        Assert.Equal((400, "invalid_grant"), Error(await fixture.TokenAsync(Form(first))));
        Assert.Equal((400, "invalid_grant"), Error(await fixture.TokenAsync(Form(elsewhere, "https://other.example/"))));
        fixture.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((400, "invalid_grant"), Error(await fixture.TokenAsync(Form(late))));
    }

    [Fact]
    public async Task A_used_refresh_token_lives_thirty_minutes_longer_and_an_unused_one_sixty_days()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var first = fixture.Tokens.RefreshToken!;

        var second = (await Refresh(fixture, first)).Json["refresh_token"]!.GetValue<string>();
        fixture.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(200, (await Refresh(fixture, first)).Status);
        fixture.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal((400, "invalid_grant"), Error(await Refresh(fixture, first)));
        fixture.Clock.Advance(TimeSpan.FromDays(59));
        var third = (await Refresh(fixture, second)).Json["refresh_token"]!.GetValue<string>();
        fixture.Clock.Advance(TimeSpan.FromDays(61));

        Assert.Equal((400, "invalid_grant"), Error(await Refresh(fixture, third)));
        Assert.Equal((3, 2), (fixture.Xero.RefreshesAccepted, fixture.Xero.RefreshesRefused));
    }

    [Fact]
    public async Task An_access_token_ends_after_thirty_minutes_and_says_when()
    {
        await using var fixture = await XeroFixture.StartAsync();
        fixture.Clock.Advance(TimeSpan.FromMinutes(30));

        var answer = await fixture.GetAsync("Organisation");

        Assert.Equal(401, answer.Status);
        Assert.StartsWith("TokenExpired: token expired at ", answer.Json["Detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_public_client_proves_itself_with_its_verifier()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var verifier = new string('v', 43);
        var challenge = XeroJwt.Base64Url(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(verifier)));
        var address = Authorize(fixture, Scopes, fixture.Xero.PkceClientId) + $"&code_challenge={challenge}&code_challenge_method=S256";
        string Code() => QueryHelpers.ParseQuery(fixture.Xero.Approve(new Uri(address)).Query)["code"].ToString();
        Task<XeroFixture.Answer> Redeem(string code, string proof) =>
            fixture.TokenAsync(Form(code) + $"&client_id={fixture.Xero.PkceClientId}&code_verifier={proof}", "none");

        Assert.Equal((400, "invalid_grant"), Error(await Redeem(Code(), new string('w', 43))));
        var tokens = await Redeem(Code(), verifier);
        Assert.Equal(200, tokens.Status);
        Assert.Throws<ArgumentException>(() => fixture.Xero.Approve(new Uri(Authorize(fixture, Scopes, fixture.Xero.PkceClientId))));
        var refreshed = await fixture.TokenAsync(
            $"grant_type=refresh_token&refresh_token={tokens.Json["refresh_token"]}&client_id={fixture.Xero.PkceClientId}", "none");
        Assert.Equal(200, refreshed.Status);
    }

    [Fact]
    public async Task One_user_has_one_grant_for_several_organisations()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var other = fixture.Xero.AddOrganisation(XeroOrganisationProfile.UnitedKingdom);
        var second = fixture.Xero.IssueTokens(other.TenantId);

        var connections = JsonNode.Parse((await fixture.IdentityAsync("GET", "/connections")).Text)!.AsArray();
        fixture.Tokens = second;
        var both = await fixture.GetAsync("Organisation");
        var id = connections.First(each => each!["tenantId"]!.GetValue<string>() == other.TenantId)!["id"]!.GetValue<string>();

        Assert.Equal(2, connections.Count);
        Assert.Equal(200, both.Status);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}$", connections[0]!["createdDateUtc"]!.GetValue<string>());
        Assert.Equal(204, (await fixture.IdentityAsync("DELETE", $"/connections/{id}")).Status);
        Assert.Equal(403, (await fixture.SendAsync("GET", "Organisation", tenant: other.TenantId)).Status);
        Assert.Equal(200, (await fixture.GetAsync("Organisation")).Status);
    }

    [Fact]
    public async Task Revoking_ends_every_connection_of_the_user()
    {
        await using var fixture = await XeroFixture.StartAsync();

        var revoked = await fixture.IdentityAsync(
            "POST",
            "/connect/revocation",
            $"token={fixture.Tokens.RefreshToken}",
            XeroFixture.Basic(fixture.Xero.ClientId, fixture.Xero.ClientSecret)
        );

        Assert.Equal((200, ""), (revoked.Status, revoked.Text));
        Assert.Equal(401, (await fixture.GetAsync("Organisation")).Status);
        Assert.Equal((400, "invalid_grant"), Error(await Refresh(fixture, fixture.Tokens.RefreshToken!)));
    }

    [Fact]
    public async Task A_custom_connection_needs_no_tenant_header_and_has_no_refresh_token()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var organisation = fixture.Organisation;
        var answer = await fixture.TokenAsync(
            "grant_type=client_credentials", XeroFixture.Basic(organisation.CustomClientId, organisation.CustomClientSecret));
        fixture.Tokens = fixture.Tokens with { AccessToken = answer.Json["access_token"]!.GetValue<string>() };

        Assert.False(answer.Json.ContainsKey("refresh_token"));
        Assert.Equal(200, (await fixture.SendAsync("GET", "Organisation", tenant: "none")).Status);
        Assert.Equal((400, "invalid_scope"), Error(await fixture.TokenAsync(
            "grant_type=client_credentials&scope=accounting.transactions",
            XeroFixture.Basic(organisation.CustomClientId, organisation.CustomClientSecret))));
    }

    [Fact]
    public async Task A_scope_that_is_missing_is_401_and_a_broad_one_cannot_be_asked_for()
    {
        await using var fixture = await XeroFixture.StartAsync();
        fixture.Xero.RevokeGrants();
        var answer = await fixture.TokenAsync(Form(Code(fixture)));
        fixture.Tokens = fixture.Tokens with { AccessToken = answer.Json["access_token"]!.GetValue<string>() };

        var refused = await fixture.GetAsync("Payments");
        var readOnly = await fixture.PutAsync("Currencies", """{"Code":"SEK"}""");

        Assert.Equal((401, 401), (refused.Status, readOnly.Status));
        Assert.Equal((401, "AuthorizationUnsuccessful"), (refused.Status, refused.Json["Detail"]!.GetValue<string>()));
        Assert.Throws<ArgumentException>(() => fixture.Xero.Approve(new Uri(Authorize(fixture, "accounting.transactions"))));
        fixture.Xero.AllowsBroadScopes = true;
        Assert.NotNull(fixture.Xero.Approve(new Uri(Authorize(fixture, "accounting.transactions"))));
    }

    private static string Code(XeroFixture fixture) =>
        QueryHelpers.ParseQuery(fixture.Xero.Approve(new Uri(Authorize(fixture, Scopes))).Query)["code"].ToString();

    private static string Authorize(XeroFixture fixture, string scopes, string? client = null) => QueryHelpers.AddQueryString(
        fixture.Xero.AuthorizeAddress.AbsoluteUri,
        new Dictionary<string, string?>
        {
            ["response_type"] = "code", ["client_id"] = client
                ?? fixture.Xero.ClientId, ["redirect_uri"] = Redirect, ["scope"] = scopes, ["state"] = "s",
        });

    private static string Form(string code, string redirect = Redirect) =>
        $"grant_type=authorization_code&code={code}&redirect_uri={Uri.EscapeDataString(redirect)}";

    private static Task<XeroFixture.Answer> Refresh(XeroFixture fixture, string token) =>
        fixture.TokenAsync($"grant_type=refresh_token&refresh_token={token}");

    private static (int Status, string? Error) Error(XeroFixture.Answer answer) =>
        (answer.Status, answer.Json["error"]?.GetValue<string>());
}
