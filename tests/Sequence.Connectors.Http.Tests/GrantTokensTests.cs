using System.Collections.Concurrent;

namespace Sequence.Connectors.Http.Tests;

public sealed class GrantTokensTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gives_a_valid_token_without_asking_the_system()
    {
        await using var host = new TestHost();
        await host.AddGrantAsync();

        Assert.Equal("access-0", (await GetAsync(host)).Reveal());
        Assert.Empty(host.Login.Requests);
    }

    [Fact]
    public async Task Renews_a_token_before_it_expires_and_stores_what_it_got()
    {
        await using var host = new TestHost();
        await host.AddGrantAsync(Duration.FromMinutes(4));
        host.Login.AnswersInTurn(() =>
            StubSystem.Json(
                """{"access_token":"a","refresh_token":"r","expires_in":3600,"x_refresh_token_expires_in":"8726400"}"""
            )
        );

        Assert.Equal("a", (await GetAsync(host)).Reveal());

        var grant = await host.GrantAsync();
        Assert.Equal(("a", "r"), (grant.AccessToken.Reveal(), grant.RefreshToken!.Reveal()));
        Assert.Equal(host.Clock.Now + Duration.FromHours(1), grant.AccessTokenExpiresAt);
        Assert.Equal(host.Clock.Now + Duration.FromSeconds(8726400), grant.RefreshTokenExpiresAt);
        Assert.Null(grant.Refreshing);
        var sent = Assert.Single(host.Login.Requests);
        Assert.Equal(("refresh_token", "refresh-0"), (sent.Form("grant_type"), sent.Form("refresh_token")));
        Assert.Equal("Basic " + Convert.ToBase64String("client:app-s3cret"u8), sent.Authorization);
    }

    [Fact]
    public async Task Renews_the_token_of_an_app_that_needs_no_consent_by_its_own_keys()
    {
        await using var host = new TestHost();
        var stored = await host.AddGrantAsync(Duration.Zero);
        await host.Grants.TryReplaceAsync(stored with { RefreshToken = null }, Stop);
        host.Login.AnswersInTurn(() => StubSystem.Json("""{"access_token":"a","expires_in":1800}"""));
        var app = new OAuthApp { ClientId = "client", ClientSecret = "app-s3cret", UsesClientCredentials = true, Scopes = { "x", "y" } };

        Assert.Equal("a", (await host.Tokens.GetAsync("grant-1", TestConnector.OAuth, app, refused: null, Stop)).Reveal());

        var sent = Assert.Single(host.Login.Requests);
        Assert.Equal(
            ("client_credentials", "x%20y"),
            (
                sent.Form("grant_type"),
                sent.Form("scope")!.Replace(" ", "%20", StringComparison.Ordinal).Replace("+", "%20", StringComparison.Ordinal)
            )
        );
        Assert.Equal(("a", GrantState.Active), ((await host.GrantAsync()).AccessToken.Reveal(), (await host.GrantAsync()).State));
    }

    [Fact]
    public async Task Keeps_the_refresh_token_when_the_answer_has_none()
    {
        await using var host = new TestHost();
        await host.AddGrantAsync(Duration.Zero);
        host.Login.AnswersInTurn(() => StubSystem.Json("""{"access_token":"a"}"""));

        await GetAsync(host);

        Assert.Equal("refresh-0", (await host.GrantAsync()).RefreshToken!.Reveal());
    }

    [Fact]
    public async Task Renews_once_for_many_callers()
    {
        await using var host = new TestHost();
        await host.AddGrantAsync(Duration.Zero);
        host.RotateTokens();

        var tokens = await host.Clock.DriveAsync(Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => GetAsync(host)))));

        Assert.All(tokens, token => Assert.Equal("access-1", token.Reveal()));
        Assert.Single(host.Login.Requests);
    }

    [Fact]
    public async Task Two_hosts_over_one_store_renew_a_thousand_times_and_lose_nothing()
    {
        var clock = new ManualClock();
        var store = new InMemoryGrantStore();
        await using var one = new TestHost(clock, store);
        await using var two = new TestHost(clock, store);
        await one.AddGrantAsync(Duration.Zero);
        var server = new RotatingServer();
        one.Login.Answers = two.Login.Answers = server.AnswerAsync;

        for (var round = 1; round <= 1000; round++)
        {
            TestHost[] callers = [one, two, two, one];
            var tokens = await clock.DriveAsync(Task.WhenAll(callers.Select(host => Task.Run(() => GetAsync(host), Stop))));

            Assert.All(tokens, token => Assert.Equal($"access-{round}", token.Reveal()));
            Assert.Equal($"refresh-{round}", (await one.GrantAsync()).RefreshToken!.Reveal());
            clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(1000, server.Rotations);
        Assert.Empty(server.Wrongs);
    }

    [Fact]
    public async Task Takes_over_from_a_process_that_died_while_renewing()
    {
        await using var host = new TestHost();
        var grant = await host.AddGrantAsync(Duration.Zero);
        await host.Grants.TryReplaceAsync(
            grant with
            {
                Refreshing = new RefreshLease("dead", host.Clock.Now + Duration.FromSeconds(90)),
            },
            Stop
        );
        host.RotateTokens();
        var started = host.Clock.Now;

        var token = await host.Clock.DriveAsync(GetAsync(host));

        Assert.Equal("access-1", token.Reveal());
        Assert.True(host.Clock.Now - started >= Duration.FromSeconds(90));
    }

    [Fact]
    public async Task Uses_what_another_process_got_meanwhile()
    {
        await using var host = new TestHost();
        var grant = await host.AddGrantAsync(Duration.Zero);
        var held = await host.Grants.TryReplaceAsync(
            grant with
            {
                Refreshing = new RefreshLease("other", host.Clock.Now + Duration.FromSeconds(90)),
            },
            Stop
        );

        var getting = GetAsync(host);
        await host.Grants.TryReplaceAsync(
            held! with
            {
                AccessToken = new Secret("theirs"),
                AccessTokenExpiresAt = host.Clock.Now + Duration.FromHours(1),
                Refreshing = null,
            },
            Stop
        );

        Assert.Equal("theirs", (await host.Clock.DriveAsync(getting)).Reveal());
        Assert.Empty(host.Login.Requests);
    }

    [Fact]
    public async Task Asks_for_a_new_consent_when_the_refresh_token_is_refused_and_never_loops()
    {
        await using var host = new TestHost();
        await host.AddGrantAsync(Duration.Zero);
        host.Login.AnswersInTurn(() => StubSystem.Json("""{"error":"invalid_grant"}""", 400));

        for (var time = 0; time < 3; time++)
        {
            var failure = await Assert.ThrowsAsync<ConnectorException>(() => GetAsync(host));
            Assert.Equal(ConnectorErrorKind.Unauthorized, failure.Kind);
            Assert.Contains("Connect the account again", failure.Message, StringComparison.Ordinal);
        }

        Assert.Single(host.Login.Requests);
        var grant = await host.GrantAsync();
        Assert.Equal(GrantState.NeedsReauthorization, grant.State);
        Assert.Contains("Test Books", grant.StateReason!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prefers_a_newer_stored_token_to_a_refusal()
    {
        await using var host = new TestHost();
        await host.AddGrantAsync(Duration.Zero);
        host.Login.Answers = async (_, _) =>
        {
            var stored = await host.GrantAsync();
            await host.Grants.TryReplaceAsync(
                stored with
                {
                    AccessToken = new Secret("newer"),
                    RefreshToken = new Secret("newer-refresh"),
                    AccessTokenExpiresAt = host.Clock.Now + Duration.FromHours(1),
                    Refreshing = null,
                },
                Stop
            );
            return StubSystem.Json("""{"error":"invalid_grant"}""", 400);
        };

        Assert.Equal("newer", (await GetAsync(host)).Reveal());
        Assert.Equal(GrantState.Active, (await host.GrantAsync()).State);
    }

    [Fact]
    public async Task Stores_a_rotated_token_although_its_right_ran_out()
    {
        await using var host = new TestHost();
        await host.AddGrantAsync(Duration.Zero);
        host.Login.Answers = async (_, _) =>
        {
            var stored = await host.GrantAsync();
            await host.Grants.TryReplaceAsync(
                stored with
                {
                    Refreshing = new RefreshLease("late", host.Clock.Now + Duration.FromSeconds(90)),
                },
                Stop
            );
            return StubSystem.Json("""{"access_token":"a","refresh_token":"r","expires_in":3600}""");
        };

        Assert.Equal("a", (await GetAsync(host)).Reveal());
        Assert.Equal("r", (await host.GrantAsync()).RefreshToken!.Reveal());
    }

    [Fact]
    public async Task Stores_a_rotated_token_although_the_store_fails_at_first()
    {
        var store = new FailingStore();
        await using var host = new TestHost(grants: store);
        await host.AddGrantAsync(Duration.Zero);
        host.RotateTokens();
        store.FailuresAfterClaim = 12;

        Assert.Equal("access-1", (await host.Clock.DriveAsync(GetAsync(host))).Reveal());
        Assert.Equal("refresh-1", (await host.GrantAsync()).RefreshToken!.Reveal());
        Assert.Equal(12, host.Logs.Lines.Count(line => line.Contains("could not be stored", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Finishes_a_renewal_that_its_caller_gave_up()
    {
        await using var host = new TestHost();
        await host.AddGrantAsync(Duration.Zero);
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        host.Login.Answers = (_, _) => answer.Task;
        using var source = new CancellationTokenSource();

        var getting = host.Tokens.GetAsync("grant-1", TestConnector.OAuth, TestConnector.App, refused: null, source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => getting);
        answer.SetResult(StubSystem.Json("""{"access_token":"a","refresh_token":"r","expires_in":3600}"""));
        await ManualClock.SettleAsync();

        Assert.Equal("r", (await host.GrantAsync()).RefreshToken!.Reveal());
    }

    [Fact]
    public async Task Does_not_spend_a_refresh_token_twice_when_the_answer_was_lost()
    {
        await using var host = new TestHost();
        await host.AddGrantAsync(Duration.Zero);
        host.Login.Answers = (_, _) => throw new HttpRequestException("The connection was reset.");

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => host.Clock.DriveAsync(GetAsync(host)));

        Assert.Equal(ConnectorErrorKind.Unavailable, failure.Kind);
        Assert.Single(host.Login.Requests);
        var grant = await host.GrantAsync();
        Assert.Equal((GrantState.Active, null), (grant.State, grant.Refreshing));
    }

    [Fact]
    public async Task Repeats_a_token_request_that_never_arrived()
    {
        await using var host = new TestHost();
        await host.AddGrantAsync(Duration.Zero);
        var turn = 0;
        host.Login.Answers = (_, _) => turn++ < 2
            ? throw new HttpRequestException(HttpRequestError.ConnectionError, "No route.")
            : Task.FromResult(StubSystem.Json("""{"access_token":"a"}"""));

        Assert.Equal("a", (await host.Clock.DriveAsync(GetAsync(host))).Reveal());
    }

    [Fact]
    public async Task Renews_once_after_a_refused_token_and_repeats_even_a_write()
    {
        await using var host = new TestHost();
        await host.AddGrantAsync();
        host.RotateTokens();
        host.Api.Answers = (request, _) => Task.FromResult(StubSystem.Json("{}", request.Authorization == "Bearer access-1" ? 200 : 401));

        var answer = await host.SendAsync(TestHost.Write(RequestEffect.Once));

        Assert.Null(answer.Fault);
        Assert.Equal(2, host.Api.Requests.Count);
        Assert.Single(host.Login.Requests);
    }

    [Fact]
    public async Task Renews_only_once_for_one_request()
    {
        await using var host = new TestHost();
        await host.AddGrantAsync();
        host.RotateTokens();
        host.Api.AnswersInTurn(() => StubSystem.Json("{}", 401));

        var answer = await host.SendAsync(TestHost.Read());

        Assert.Equal(ConnectorErrorKind.Unauthorized, answer.Fault!.Kind);
        Assert.Single(host.Login.Requests);
        Assert.Equal(2, host.Api.Requests.Count);
    }

    [Fact]
    public async Task Ends_when_the_system_gives_the_refused_token_again()
    {
        await using var host = new TestHost();
        await host.AddGrantAsync();
        host.Login.AnswersInTurn(() => StubSystem.Json("""{"access_token":"access-0","expires_in":3600}"""));

        var token = await host.Tokens.GetAsync("grant-1", TestConnector.OAuth, TestConnector.App, refused: new Secret("access-0"), Stop);

        Assert.Equal("access-0", token.Reveal());
        Assert.Single(host.Login.Requests);
    }

    [Fact]
    public async Task Gives_a_token_that_lives_shorter_than_it_is_renewed_before()
    {
        await using var host = new TestHost();
        await host.AddGrantAsync(Duration.Zero);
        host.Login.AnswersInTurn(() => StubSystem.Json("""{"access_token":"short","expires_in":60}"""));

        Assert.Equal("short", (await GetAsync(host)).Reveal());
        Assert.Single(host.Login.Requests);
    }

    [Fact]
    public async Task Does_not_renew_when_the_store_holds_a_newer_token_than_the_refused_one()
    {
        await using var host = new TestHost();
        await host.AddGrantAsync();

        var token = await host.Tokens.GetAsync("grant-1", TestConnector.OAuth, TestConnector.App, refused: new Secret("older"), Stop);

        Assert.Equal("access-0", token.Reveal());
        Assert.Empty(host.Login.Requests);
    }

    private static Task<Secret> GetAsync(TestHost host) =>
        host.Tokens.GetAsync("grant-1", TestConnector.OAuth, TestConnector.App, refused: null, Stop);

    /// <summary>Accepts each refresh token once, in its turn, and one request at a time.</summary>
    private sealed class RotatingServer
    {
        private int _running;

        public int Rotations { get; private set; }

        public ConcurrentQueue<string> Wrongs { get; } = [];

        public async Task<HttpResponseMessage> AnswerAsync(SentRequest request, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _running) > 1)
            {
                Wrongs.Enqueue("Two renewals ran at the same time.");
            }

            await Task.Yield();
            var token = request.Form("refresh_token");
            if (token != $"refresh-{Rotations}")
            {
                Wrongs.Enqueue($"{token} was used after {Rotations} rotations.");
                Interlocked.Decrement(ref _running);
                return StubSystem.Json("""{"error":"invalid_grant"}""", 400);
            }

            Rotations++;
            Interlocked.Decrement(ref _running);
            return StubSystem.Json(
                $$"""{"access_token":"access-{{Rotations}}","refresh_token":"refresh-{{Rotations}}","expires_in":3600}"""
            );
        }
    }

    /// <summary>Fails to store what a renewal got, for a while.</summary>
    private sealed class FailingStore : IGrantStore
    {
        private readonly InMemoryGrantStore _inner = new();

        public int FailuresAfterClaim { get; set; }

        public Task<Grant?> FindAsync(string id, CancellationToken cancellationToken) => _inner.FindAsync(id, cancellationToken);

        public Task<Grant?> FindByOwnerAsync(string connector, string app, string owner, CancellationToken cancellationToken) =>
            _inner.FindByOwnerAsync(connector, app, owner, cancellationToken);

        public Task<Grant> AddAsync(Grant grant, CancellationToken cancellationToken) => _inner.AddAsync(grant, cancellationToken);

        public Task<Grant?> TryReplaceAsync(Grant grant, CancellationToken cancellationToken) =>
            grant.Refreshing is null && FailuresAfterClaim-- > 0
                ? throw new IOException("The disk is full.")
                : _inner.TryReplaceAsync(grant, cancellationToken);

        public Task RemoveAsync(string id, CancellationToken cancellationToken) => _inner.RemoveAsync(id, cancellationToken);
    }
}
