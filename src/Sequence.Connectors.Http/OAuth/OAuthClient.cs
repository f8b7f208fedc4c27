using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.Http;

/// <summary>
/// Speaks to the systems' authorization servers (RFC 6749, 7009). Its requests go their own way, over the <c>HttpClient</c> named
/// <c>Sequence.Connectors.{id}.OAuth</c>, and are repeated only when they never arrived, or when the system accepts a spent refresh token.
/// </summary>
public sealed class OAuthClient
{
    private const string NameEnd = ".OAuth";
    private const int Attempts = 3;
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly IHttpClientFactory _clients;
    private readonly TimeProvider _clock;
    private readonly ILogger<OAuthClient> _log;

    internal OAuthClient(IHttpClientFactory clients, TimeProvider clock, ILogger<OAuthClient> log) =>
        (_clients, _clock, _log) = (clients, clock, log);

    /// <summary>The name of the <c>HttpClient</c> for a connector's token requests.</summary>
    public static string ClientName(string connectorId) => ApiClientFactory.ClientName(connectorId) + NameEnd;

    /// <summary>Exchanges the code of a consent for tokens.</summary>
    /// <exception cref="ConnectorException">The system refused the code or the app, or cannot be reached.</exception>
    public Task<OAuthToken> ExchangeAsync(
        OAuthProfile profile,
        OAuthApp app,
        PendingAuthorization pending,
        string code,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(pending);
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = pending.Request.RedirectUri.AbsoluteUri,
        };
        if (pending.CodeVerifier is { } verifier)
        {
            form["code_verifier"] = verifier.Reveal();
        }

        return GetTokenAsync(profile, app, form, repeatLost: false, cancellationToken);
    }

    /// <summary>
    /// Gets tokens for the app itself (RFC 6749 §4.4), for systems that know
    /// <see cref="OAuthApp.UsesClientCredentials"/>. Scopes are asked for only where the app names them: consent was given to it elsewhere.
    /// </summary>
    /// <exception cref="ConnectorException">The system refused the app, or cannot be reached.</exception>
    public Task<OAuthToken> GetForAppAsync(OAuthProfile profile, OAuthApp app, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(app);
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        if (app.Scopes.Count > 0)
        {
            form["scope"] = string.Join(' ', app.Scopes);
        }

        return GetTokenAsync(profile, app, form, repeatLost: true, cancellationToken);
    }

    /// <summary>
    /// Asks the system with a token that no stored grant holds yet, such as which accounts a consent reaches. It goes to any
    /// address of the app's API, and is repeated when its answer is lost: ask only what may be asked twice.
    /// </summary>
    /// <param name="profile">How the system gives out tokens.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="address">Where to ask.</param>
    /// <param name="token">The token.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The status and the body, whatever they are.</returns>
    /// <exception cref="ConnectorException">The system cannot be reached.</exception>
    public Task<(int Status, ReadOnlyMemory<byte> Body)> AskAsync(
        OAuthProfile profile, HttpMethod method, Uri address, Secret token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(token);
        return SendAsync(profile, address, () => Question(method, address, token), repeatLost: true, cancellationToken);
    }

    /// <summary>
    /// Renews tokens. Use <see cref="GrantTokens"/>, which makes sure that only one process does and that nothing is lost.
    /// </summary>
    /// <exception cref="ConnectorException"> The system refused the refresh token (<see cref="ConnectorErrorKind.Unauthorized"/>)
    /// or the app (<see cref="ConnectorErrorKind.Configuration"/>), or cannot be reached.
    /// </exception>
    public Task<OAuthToken> RefreshAsync(OAuthProfile profile, OAuthApp app, Secret refreshToken, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(refreshToken);
        var form = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken.Reveal() };
        return GetTokenAsync(profile, app, form, profile.AcceptsSpentRefreshToken, cancellationToken);
    }

    /// <summary>Ends a token at the system; ending one that is gone succeeds.</summary>
    /// <returns>False where the system has no way to end tokens.</returns>
    /// <exception cref="ConnectorException">The system refused the app, or cannot be reached.</exception>
    public async Task<bool> RevokeAsync(OAuthProfile profile, OAuthApp app, Secret token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(token);
        if ((app.RevokeAddress ?? profile.RevokeAddress) is not { } address)
        {
            return false;
        }

        var form = new Dictionary<string, string> { ["token"] = token.Reveal() };
        var (status, body) = await SendAsync(
                profile,
                address,
                () => CreateMessage(profile, app, address, form),
                repeatLost: true,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (status is < 200 or >= 300 && !OAuthErrors.SaysGone(status, body))
        {
            throw OAuthErrors.Of(profile, status, body, "end a token");
        }

        return true;
    }

    internal static bool IsClientName(string name) => name.EndsWith(NameEnd, StringComparison.Ordinal);

    private async Task<OAuthToken> GetTokenAsync(
        OAuthProfile profile, OAuthApp app, Dictionary<string, string> form, bool repeatLost, CancellationToken cancellationToken)
    {
        var address = app.TokenAddress ?? profile.TokenAddress;
        var (status, body) = await SendAsync(
                profile,
                address,
                () => CreateMessage(profile, app, address, form),
                repeatLost,
                cancellationToken
            )
            .ConfigureAwait(false);
        var answer = Lenient.Parse(body);
        if (status is < 200 or >= 300 || Lenient.Text(answer, "access_token") is not { } accessToken)
        {
            throw OAuthErrors.Of(profile, status, body, "give out tokens");
        }

        var token = new OAuthToken
        {
            AccessToken = new Secret(accessToken),
            RefreshToken = Lenient.Text(answer, "refresh_token"),
            ExpiresIn = Lenient.Seconds(answer, "expires_in"),
            Scopes = (Lenient.Text(answer, "scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToValueList(),
            Answer = answer,
        };
        return profile.ReadToken?.Invoke(token) ?? token;
    }

    private async Task<(int Status, ReadOnlyMemory<byte> Body)> SendAsync(
        OAuthProfile profile, Uri address, Func<HttpRequestMessage> create, bool repeatLost, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await SendOnceAsync(profile, address, create, cancellationToken).ConfigureAwait(false);
                if (answer.Status < 500 || !repeatLost || attempt == Attempts)
                {
                    return answer;
                }

                Log.RepeatsTokenRequest(_log, profile.ConnectorId, attempt, $"status {answer.Status}");
            }
            catch (NoAnswerException lost) when (attempt < Attempts && (repeatLost || !lost.WasSent))
            {
                Log.RepeatsTokenRequest(_log, profile.ConnectorId, attempt, lost.Message);
            }
            catch (NoAnswerException lost)
            {
                throw new ConnectorException(
                    ConnectorErrorKind.Unavailable,
                    $"{profile.Name} did not answer a token request: {lost.Message}",
                    lost
                )
                {
                    Connector = profile.ConnectorId,
                };
            }

            await Task.Delay(Pause * attempt, _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(int Status, ReadOnlyMemory<byte> Body)> SendOnceAsync(
        OAuthProfile profile, Uri address, Func<HttpRequestMessage> create, CancellationToken cancellationToken)
    {
        using var message = create();
        var pass = new AttemptPass(profile.Name, "a token request", new HostRule(profile.Name, address, []), mayRepeat: false);
        pass.GiveTo(message);
        using var client = _clients.CreateClient(ClientName(profile.ConnectorId));
        using var timeout = new CancellationTokenSource(AttemptTimeout, _clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var response = await client
                .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ending.Token)
                .ConfigureAwait(false);
            return ((int)response.StatusCode, await WholeBody.ReadAsync(response, ending.Token).ConfigureAwait(false));
        }
        catch (Exception failure) when (failure is not ConnectorException || pass.WasUsed)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw NoAnswerException.Of(failure, pass, timeout.IsCancellationRequested ? Duration.FromTimeSpan(AttemptTimeout) : null);
        }
    }

    private static HttpRequestMessage Question(HttpMethod method, Uri address, Secret token)
    {
        var message = new HttpRequestMessage(method, address);
        message.Headers.Accept.ParseAdd("application/json");
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        return message;
    }

    private static HttpRequestMessage CreateMessage(OAuthProfile profile, OAuthApp app, Uri address, Dictionary<string, string> form)
    {
        var members = new Dictionary<string, string>(form);
        var message = new HttpRequestMessage(HttpMethod.Post, address);
        message.Headers.Accept.ParseAdd("application/json");
        if (profile.ClientAuthentication == OAuthClientAuthentication.Form || app.ClientSecret is null)
        {
            members["client_id"] = app.ClientId;
            if (app.ClientSecret is { } secret)
            {
                members["client_secret"] = secret.Reveal();
            }
        }
        else
        {
            var pair = $"{Uri.EscapeDataString(app.ClientId)}:{Uri.EscapeDataString(app.ClientSecret.Reveal())}";
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }

        foreach (var (name, value) in profile.RequestHeaders)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        message.Content = new FormUrlEncodedContent(members);
        return message;
    }
}
