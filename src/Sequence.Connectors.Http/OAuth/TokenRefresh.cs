using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.Http;

/// <summary>
/// Renews one grant: claim the right by compare-and-swap, ask the system, store what it gave, then let it be used. Whoever does
/// not get the right waits until the stored grant moves or the right runs out.
/// </summary>
internal sealed class TokenRefresh(IGrantStore grants, OAuthClient oauth, TimeProvider clock, ILogger<GrantTokens> log)
{
    // Longer than all attempts of a token request together, so that a live holder never loses the right.
    private static readonly Duration LeaseTime = Duration.FromSeconds(120);
    private static readonly Duration FirstPoll = Duration.FromMilliseconds(100);
    private static readonly Duration LongestPoll = Duration.FromSeconds(2);

    // Some minutes: as long as a database may take to come back.
    private const int StoreAttempts = 30;
    private const int LongestStorePause = 10;

    public static bool IsDue(Grant grant, OAuthProfile profile, Secret? refused, TimeProvider clock) =>
        grant.AccessToken.Equals(refused)
        || grant.AccessTokenExpiresAt - profile.RenewBefore <= Instant.FromDateTimeOffset(clock.GetUtcNow());

    /// <summary>The grant that this call renewed; null when another did, or when the grant cannot be renewed: the store tells.</summary>
    public async Task<Grant?> RunAsync(string grantId, OAuthProfile profile, OAuthApp app, Secret? refused)
    {
        var poll = FirstPoll;
        while (await grants.FindAsync(grantId, CancellationToken.None).ConfigureAwait(false) is { State: GrantState.Active } grant
            && IsDue(grant, profile, refused, clock))
        {
            if (grant.Refreshing is { } lease && lease.Until > Now())
            {
                await Task.Delay(Duration.Min(poll, lease.Until - Now()).ToTimeSpan(), clock).ConfigureAwait(false);
                poll = Duration.Min(poll + poll, LongestPoll);
            }
            else if (await ClaimAsync(grant).ConfigureAwait(false) is { } claimed
                && await RenewAsync(claimed, profile, app).ConfigureAwait(false) is { } renewed)
            {
                return renewed;
            }
        }

        return null;
    }

    private Task<Grant?> ClaimAsync(Grant grant)
    {
        var lease = new RefreshLease(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), Now() + LeaseTime);
        return grants.TryReplaceAsync(grant with { Refreshing = lease }, CancellationToken.None);
    }

    private async Task<Grant?> RenewAsync(Grant claimed, OAuthProfile profile, OAuthApp app)
    {
        var spent = claimed.RefreshToken;
        if (spent is null && !app.UsesClientCredentials)
        {
            await EndAsync(
                    claimed,
                    profile,
                    $"The access token is no longer accepted and {profile.Name} gave none to renew it with."
                )
                .ConfigureAwait(false);
            return null;
        }

        OAuthToken token;
        try
        {
            token = spent is null
                ? await oauth.GetForAppAsync(profile, app, CancellationToken.None).ConfigureAwait(false)
                : await oauth.RefreshAsync(profile, app, spent, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ConnectorException refusal) when (refusal.SystemCode == OAuthErrors.InvalidGrant)
        {
            await EndAsync(claimed, profile, $"{profile.Name} no longer honours the consent (invalid_grant).").ConfigureAwait(false);
            return null;
        }
        catch
        {
            await grants.TryReplaceAsync(claimed with { Refreshing = null }, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        return await StoreAsync(claimed, spent, token).ConfigureAwait(false);
    }

    /// <summary>Marks a grant as ended, unless it moved meanwhile: then someone holds a newer token, and that one counts.</summary>
    private async Task EndAsync(Grant claimed, OAuthProfile profile, string reason)
    {
        var ended = claimed with { State = GrantState.NeedsReauthorization, StateReason = reason, Refreshing = null };
        if (await grants.TryReplaceAsync(ended, CancellationToken.None).ConfigureAwait(false) is not null)
        {
            Log.NeedsReauthorization(log, profile.ConnectorId, claimed.Id, reason);
        }
    }

    /// <summary>Stores rotated tokens, come what may: the spent one is worth nothing any more.</summary>
    private async Task<Grant?> StoreAsync(Grant claimed, Secret? spent, OAuthToken token)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryStoreAsync(claimed, spent, token).ConfigureAwait(false);
            }
            catch (Exception failure) when (attempt < StoreAttempts)
            {
                Log.NotStored(log, failure, claimed.Connector, claimed.Id, attempt);
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(attempt, LongestStorePause)), clock).ConfigureAwait(false);
            }
        }
    }

    private async Task<Grant?> TryStoreAsync(Grant claimed, Secret? spent, OAuthToken token)
    {
        // Someone else's change, such as a claim after our right ran out, must not push out the only living token; a newer token
        // or consent may.
        for (var grant = claimed; grant is { State: not GrantState.Revoked } && Equals(spent, grant.RefreshToken);)
        {
            if (await grants.TryReplaceAsync(token.Renew(grant, Now()), CancellationToken.None).ConfigureAwait(false) is { } renewed)
            {
                HttpTelemetry.TokenRefreshes.Add(1, new KeyValuePair<string, object?>("sequence.connector", claimed.Connector));
                Log.Renewed(log, claimed.Connector, claimed.Id);
                return renewed;
            }

            grant = await grants.FindAsync(claimed.Id, CancellationToken.None).ConfigureAwait(false);
        }

        return null;
    }

    private Instant Now() => Instant.FromDateTimeOffset(clock.GetUtcNow());
}
