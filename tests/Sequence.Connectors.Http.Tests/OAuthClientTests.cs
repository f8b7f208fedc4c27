
namespace Sequence.Connectors.Http.Tests;

public sealed class OAuthClientTests
{
    private static readonly PendingAuthorization Pending = new()
    {
        State = "state-1",
        Request = new ConnectRequest
        {
            Connector = "test",
            App = "production",
            Tenant = "t",
            RedirectUri = new Uri("https://host.example/back?x=1"),
        },
        CodeVerifier = new Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
        StartedAt = Instant.FromUtc(2026, 1, 1, 0, 0),
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Makes_the_challenge_of_RFC_7636()
    {
        Assert.Equal("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", ProofKey.Challenge(Pending.CodeVerifier!));
        Assert.Equal(43, ProofKey.NewVerifier().Reveal().Length);
    }

    [Fact]
    public void Puts_state_scopes_and_proof_key_into_the_consent_page()
    {
        var app = new OAuthApp { ClientId = "my app", Scopes = { "a b", "c" } };

        var page = TestConnector.OAuth.AuthorizeUri(app, Pending, new Dictionary<string, string> { ["prompt"] = "consent" });

        Assert.Equal(
            "https://login.test.example/authorize?prompt=consent&response_type=code&client_id=my%20app&redirect_uri=https%3A%2F%2Fhost.example%2Fback%3Fx%3D1"
            + "&scope=a%20b%20c&state=state-1&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256",
            page.AbsoluteUri);
    }

    [Fact]
    public async Task Exchanges_a_code_for_tokens()
    {
        await using var host = new TestHost();
        host.Login.AnswersInTurn(() =>
            StubSystem.Json("""{"access_token":"a","refresh_token":"r","expires_in":3600,"scope":"x y","realm":12}""")
        );

        var token = await host.Get<OAuthClient>().ExchangeAsync(TestConnector.OAuth, TestConnector.App, Pending, "code-1", Stop);

        var sent = Assert.Single(host.Login.Requests);
        Assert.Equal(
            ("authorization_code", "code-1", "https%3A%2F%2Fhost.example"[..5]),
            (sent.Form("grant_type"), sent.Form("code"), sent.Form("redirect_uri")![..5])
        );
        Assert.Equal(Pending.CodeVerifier!.Reveal(), sent.Form("code_verifier"));
        var grant = token.ToGrant("test", "production", host.Clock.Now);
        Assert.Equal(
            ("a", "r", host.Clock.Now + Duration.FromHours(1)),
            (grant.AccessToken.Reveal(), grant.RefreshToken!.Reveal(), grant.AccessTokenExpiresAt)
        );
        Assert.Equal(["x", "y"], grant.Scopes);
        Assert.Equal("12", token.Find("realm"));
        Assert.DoesNotContain("\"a\"", token.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_with_a_token_that_is_not_stored_yet()
    {
        await using var host = new TestHost();
        host.Login.AnswersInTurn(() => StubSystem.Json("[1]"));

        var (status, body) = await host.Get<OAuthClient>()
            .AskAsync(TestConnector.OAuth, HttpMethod.Get, new Uri("https://api.test.example/accounts"), new Secret("fresh"), Stop);

        Assert.Equal((200, "[1]"), (status, System.Text.Encoding.UTF8.GetString(body.Span)));
        Assert.Equal("Bearer fresh", Assert.Single(host.Login.Requests).Authorization);
    }

    [Fact]
    public async Task Shows_the_app_in_the_form_where_the_system_wants_it_there()
    {
        await using var host = new TestHost();
        host.Login.AnswersInTurn(() => StubSystem.Json("""{"access_token":"a"}"""));
        var profile = new OAuthProfile
        {
            ConnectorId = "test",
            Name = "Test Books",
            AuthorizeAddress = TestConnector.OAuth.AuthorizeAddress,
            TokenAddress = TestConnector.OAuth.TokenAddress,
            ClientAuthentication = OAuthClientAuthentication.Form,
            RequestHeaders = new Dictionary<string, string> { ["x-extra"] = "1" },
        };

        await host.Get<OAuthClient>().RefreshAsync(profile, TestConnector.App, new Secret("r"), Stop);

        var sent = Assert.Single(host.Login.Requests);
        Assert.Null(sent.Authorization);
        Assert.Equal(("client", "app-s3cret"), (sent.Form("client_id"), sent.Form("client_secret")));
        Assert.Contains("x-extra: 1", sent.Headers, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant"}""", ConnectorErrorKind.Unauthorized, "Connect the account again")]
    [InlineData(401, """{"error":"invalid_client"}""", ConnectorErrorKind.Configuration, "ClientSecret")]
    [InlineData(401, "", ConnectorErrorKind.Configuration, "ClientId")]
    [InlineData(400, """{"error":"invalid_request"}""", ConnectorErrorKind.Invalid, "RedirectUri")]
    [InlineData(429, "slow down", ConnectorErrorKind.RateLimited, "too many")]
    [InlineData(503, "<html>", ConnectorErrorKind.Unavailable, "its side")]
    [InlineData(200, "<html>", ConnectorErrorKind.Malformed, "access_token")]
    [InlineData(400, """{"error":"refresh-1-SECRET"}""", ConnectorErrorKind.Invalid, "Test Books")]
    public async Task Says_what_to_mend(int status, string body, ConnectorErrorKind kind, string says)
    {
        await using var host = new TestHost();
        host.Login.AnswersInTurn(() => StubSystem.Json(body, status));

        var failure = await Assert.ThrowsAsync<ConnectorException>(
            () => host.Get<OAuthClient>().ExchangeAsync(TestConnector.OAuth, TestConnector.App, Pending, "code-1", Stop));

        Assert.Equal(kind, failure.Kind);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", failure.ToString(), StringComparison.Ordinal);
        Assert.Single(host.Login.Requests);
    }

    [Theory]
    [InlineData(200, "", true)]
    [InlineData(400, """{"error":"invalid_token"}""", true)]
    [InlineData(400, "", true)]
    [InlineData(401, """{"error":"invalid_client"}""", false)]
    [InlineData(400, """{"error":"invalid_request"}""", false)]
    public async Task Ends_a_token_that_may_be_gone(int status, string body, bool succeeds)
    {
        await using var host = new TestHost();
        host.Login.AnswersInTurn(() => StubSystem.Json(body, status));

        var failure = await Record.ExceptionAsync(() =>
            host.Get<OAuthClient>().RevokeAsync(TestConnector.OAuth, TestConnector.App, new Secret("r"), Stop)
        );

        Assert.Equal(succeeds, failure is null);
        Assert.Equal(
            ("https://login.test.example/revoke", "r"),
            (host.Login.Requests.Single().Address.AbsoluteUri, host.Login.Requests.Single().Form("token"))
        );
    }
}
