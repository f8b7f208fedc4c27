using System.Collections.Concurrent;

namespace Sequence.Connectors.Http;

/// <summary>
/// Valid access tokens. A grant is renewed by one caller at a time, in this process and among all that share the store, and a
/// rotated token is stored before anyone uses it.
/// </summary>
public sealed class GrantTokens
{
    private readonly IGrantStore _grants;
    private readonly TokenRefresh _refresh;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, Lazy<Task<Grant?>>> _running = new(StringComparer.Ordinal);

    internal GrantTokens(IGrantStore grants, TokenRefresh refresh, TimeProvider clock) =>
        (_grants, _refresh, _clock) = (grants, refresh, clock);

    /// <summary>An access token that has not expired.</summary>
    /// <param name="grantId">The grant.</param>
    /// <param name="profile">How the system gives out tokens.</param>
    /// <param name="app">The app that the grant was given to.</param>
    /// <param name="refused">A token that the system refused: the grant is renewed if it still holds that one. Null when none was.</param>
    /// <param name="cancellationToken">Ends the wait; a renewal that has begun is finished all the same.</param>
    /// <exception cref="ConnectorException">
    /// The grant is gone or no longer honoured (<see cref="ConnectorErrorKind.Unauthorized"/>), or the system cannot be reached.
    /// </exception>
    public async Task<Secret> GetAsync(
        string grantId,
        OAuthProfile profile,
        OAuthApp app,
        Secret? refused,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(profile);
        while (true)
        {
            var grant = await _grants.FindAsync(grantId, cancellationToken).ConfigureAwait(false) ?? throw GrantErrors.Gone(profile);
            if (grant.State != GrantState.Active)
            {
                throw GrantErrors.NotHonoured(profile, grant);
            }

            if (!TokenRefresh.IsDue(grant, profile, refused, _clock))
            {
                return grant.AccessToken;
            }

            var renewed = await RefreshAsync(grant, profile, app, refused).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (renewed is not null)
            {
                return renewed.AccessToken;
            }
        }
    }

    private async Task<Grant?> RefreshAsync(Grant grant, OAuthProfile profile, OAuthApp app, Secret? refused)
    {
        // It is not ended by one caller's token: others wait for it, and a rotated token must reach the store.
        var run = _running.GetOrAdd(grant.Id, _ => new Lazy<Task<Grant?>>(() => _refresh.RunAsync(grant.Id, profile, app, refused)));
        try
        {
            return await run.Value.ConfigureAwait(false);
        }
        finally
        {
            _running.TryRemove(new KeyValuePair<string, Lazy<Task<Grant?>>>(grant.Id, run));
        }
    }
}
