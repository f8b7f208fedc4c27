namespace Sequence.Connectors.Conformance;

/// <summary>
/// What connecting an account promises. Derive it once for each connector that declares <see cref="ConnectorSurface.Authorizes"/>.
/// </summary>
/// <param name="bench">The system, and a person at it.</param>
public abstract class AuthorizationConformance(IConsentBench bench) : ConformanceSuite(bench.Harness)
{
    private const int Callers = 8;

    /// <summary>A person consents once, and calls can be made.</summary>
    [Fact]
    public async Task Connects_the_account_that_was_consented_to()
    {
        var request = bench.NewRequest();

        var connection = await ConnectAsync(request, bench.Accounts[0]);

        Assert.Equal(
            (request.Tenant, request.Entity, request.Connector, request.App, bench.Accounts[0]),
            (connection.Tenant, connection.Entity, connection.Connector, connection.App, connection.AccountId));
        Assert.Equal(ConnectionState.Active, connection.State);
        await CallAsync(connection);
    }

    /// <summary>A person who says no is told so, and nothing is connected.</summary>
    [Fact]
    public async Task A_declined_consent_is_a_clear_error()
    {
        var callback = await bench.DeclineAsync(await BeginAsync(bench.NewRequest()), Cancellation);

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => CompleteAsync(callback));

        Assert.Equal(ConnectorErrorKind.Forbidden, exception.Kind);
    }

    /// <summary>Nobody slips a consent of their own under a tenant: an answer that was not asked for is refused.</summary>
    [Fact]
    public async Task A_forged_state_is_refused()
    {
        var callback = await bench.AcceptAsync(await BeginAsync(bench.NewRequest()), bench.Accounts[0], Cancellation);
        var state = Assert.IsType<string>(AuthorizationCallback.From(callback).State);
        var forged = new Uri(callback.AbsoluteUri.Replace(Uri.EscapeDataString(state), "forged", StringComparison.Ordinal));

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => CompleteAsync(forged));

        Assert.Equal(ConnectorErrorKind.Forbidden, exception.Kind);
    }

    /// <summary>An answer that is sent again connects nothing.</summary>
    [Fact]
    public async Task A_used_state_is_refused()
    {
        var callback = await bench.AcceptAsync(await BeginAsync(bench.NewRequest()), bench.Accounts[0], Cancellation);
        await CompleteAsync(callback);

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => CompleteAsync(callback));

        Assert.Equal(ConnectorErrorKind.Forbidden, exception.Kind);
    }

    /// <summary>Connecting again keeps the connection, and with it the links.</summary>
    [Fact]
    public async Task Reconnecting_the_same_account_keeps_the_connection()
    {
        var request = bench.NewRequest();
        var connection = await ConnectAsync(request, bench.Accounts[0]);

        var renewed = await ConnectAsync(request with { ConnectionId = connection.Id }, bench.Accounts[0]);

        Assert.Equal((connection.Id, ConnectionState.Active), (renewed.Id, renewed.State));
        await CallAsync(renewed);
    }

    /// <summary>
    /// The links of one company are never used for another: reconnecting to another account is refused, and the old one goes on.
    /// </summary>
    [Fact]
    public async Task Reconnecting_another_account_is_refused()
    {
        var request = bench.NewRequest();
        var connection = await ConnectAsync(request, bench.Accounts[0]);

        var exception = await Assert.ThrowsAsync<ConnectorException>(
            () => ConnectAsync(request with { ConnectionId = connection.Id }, bench.Accounts[1]));

        Assert.Equal(ConnectorErrorKind.Forbidden, exception.Kind);
        await CallAsync(connection);
    }

    /// <summary>
    /// An expired token is renewed once, however many calls meet it at the same time; a rotated refresh token is never used twice.
    /// </summary>
    [Fact]
    public async Task An_expired_token_is_refreshed_once_by_many_callers()
    {
        var connection = await ConnectAsync(bench.NewRequest(), bench.Accounts[0]);
        await CallAsync(connection);
        var before = bench.TokenRefreshes;
        Harness.Faults.ExpireAccessTokens();
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable.Range(0, Callers).Select(_ => OpenAndCallAsync(connection, start.Task)).ToArray();

        start.SetResult();
        await Patiently(Task.WhenAll(calls));

        Assert.Equal(before + 1, bench.TokenRefreshes);
    }

    /// <summary>Access that was taken away at the system is told as such, and not asked for again and again.</summary>
    [Fact]
    public async Task A_revoked_grant_is_told_without_a_loop()
    {
        var connection = await ConnectAsync(bench.NewRequest(), bench.Accounts[0]);
        await CallAsync(connection);
        await bench.RevokeAsync(bench.Accounts[0], Cancellation);
        var (refreshes, requests) = (bench.TokenRefreshes, Harness.RequestsSent);

        for (var attempt = 0; attempt < Callers; attempt++)
        {
            var exception = await Assert.ThrowsAsync<ConnectorException>(() => CallAsync(connection));
            Assert.Equal((ConnectorErrorKind.Unauthorized, false), (exception.Kind, exception.IsTransient));
        }

        Assert.InRange(bench.TokenRefreshes - refreshes, 0, 1);
        Assert.InRange(Harness.RequestsSent - requests, 0, Callers);
    }

    /// <summary>Disconnecting ends the access at the system too, and calls end at once.</summary>
    [Fact]
    public async Task Disconnecting_ends_the_grant_at_the_system()
    {
        var connection = await ConnectAsync(bench.NewRequest(), bench.Accounts[0]);
        Assert.True(await bench.IsGrantedAsync(bench.Accounts[0], Cancellation));

        await Patiently(CompletedAsync(Harness.Connectors.DisconnectAsync(connection.Id, Cancellation)));

        Assert.False(await bench.IsGrantedAsync(bench.Accounts[0], Cancellation));
        await Assert.ThrowsAsync<ConnectorException>(() => CallAsync(connection));
    }

    private Task<Uri> BeginAsync(ConnectRequest request) => Patiently(Harness.Connectors.BeginConnectAsync(request, Cancellation));

    private Task<IReadOnlyList<Connection>> CompleteAsync(Uri callback) =>
        Patiently(Harness.Connectors.CompleteConnectAsync(callback, Cancellation));

    private async Task<Connection> ConnectAsync(ConnectRequest request, string account) =>
        Assert.Single(await CompleteAsync(await bench.AcceptAsync(await BeginAsync(request), account, Cancellation)));

    private Task<bool> CallAsync(Connection connection) => Patiently(OpenAndCallAsync(connection, Task.CompletedTask));

    private async Task<bool> OpenAndCallAsync(Connection connection, Task start)
    {
        var session = await Harness.Connectors.OpenAsync(connection.Id, Cancellation);
        await start;
        await bench.CallAsync(session, Cancellation);
        return true;
    }

    private static async Task<bool> CompletedAsync(Task task)
    {
        await task;
        return true;
    }
}
