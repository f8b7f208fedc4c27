using System.Security.Cryptography;

namespace Sequence.Connectors.Simulators;

/// <summary>Consents, codes and tokens: what Intuit's authorization server remembers.</summary>
internal sealed class QuickBooksAuthorization(TimeProvider clock)
{
    public static readonly TimeSpan AccessTokenLifetime = TimeSpan.FromHours(1);
    public static readonly TimeSpan RefreshTokenLifetime = TimeSpan.FromSeconds(8_726_400);
    public static readonly TimeSpan HardLifetime = TimeSpan.FromDays(365 * 5);
    private static readonly TimeSpan RotationInterval = TimeSpan.FromHours(24);
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (QuickBooksApp App, string RealmId, string RedirectUri, DateTimeOffset Until)> codes = [];

    public List<QuickBooksGrant> Grants { get; } = [];

    public bool RotatesOnEveryRefresh { get; set; }

    public int Accepted { get; private set; }

    public int Refused { get; private set; }

    public string IssueCode(QuickBooksApp app, string realmId, string redirectUri)
    {
        var code = "XAB1" + Secret(20);
        lock (gate)
        {
            codes[code] = (app, realmId, redirectUri, clock.GetUtcNow() + CodeLifetime);
        }

        return code;
    }

    /// <summary>
    /// Tokens for a code, which works once; null when it is unknown, spent, late, or for another app or redirect address.
    /// </summary>
    public QuickBooksTokens? Redeem(QuickBooksApp app, string? code, string? redirectUri)
    {
        lock (gate)
        {
            return code is not null
                && codes.Remove(code, out var issued)
                && issued.App == app
                && issued.RedirectUri == redirectUri
                && issued.Until > clock.GetUtcNow()
                ? Issue(issued.RealmId, app.IsSandbox)
                : null;
        }
    }

    public QuickBooksTokens Issue(string realmId, bool isSandbox)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var grant = new QuickBooksGrant
            {
                RealmId = realmId,
                IsSandbox = isSandbox,
                ConsentedAt = now,
                RefreshToken = NewRefreshToken(),
                RefreshTokenSince = now,
                RefreshTokenUsedAt = now,
            };
            Grants.Add(grant);
            return AddAccessToken(grant);
        }
    }

    /// <summary>
    /// New tokens for a refresh token; null when it is unknown, rotated away, idle too long, past its hard limit or revoked.
    /// </summary>
    public (QuickBooksTokens Tokens, QuickBooksGrant Grant)? Refresh(string? refreshToken)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var grant = Grants.Find(each => each.RefreshToken == refreshToken && !each.IsRevoked);
            if (grant is null || now - grant.RefreshTokenUsedAt > RefreshTokenLifetime || now - grant.ConsentedAt > HardLifetime)
            {
                Refused++;
                return null;
            }

            if (RotatesOnEveryRefresh || now - grant.RefreshTokenSince >= RotationInterval)
            {
                grant.RefreshToken = NewRefreshToken();
                grant.RefreshTokenSince = now;
            }

            grant.RefreshTokenUsedAt = now;
            Accepted++;
            return (AddAccessToken(grant), grant);
        }
    }

    public QuickBooksGrant? FindByAccessToken(string token)
    {
        lock (gate)
        {
            return Grants.Find(
                grant => !grant.IsRevoked && grant.AccessTokens.TryGetValue(token, out var until) && until > clock.GetUtcNow());
        }
    }

    public void Revoke(Func<QuickBooksGrant, bool> which)
    {
        lock (gate)
        {
            foreach (var grant in Grants.Where(which))
            {
                grant.IsRevoked = true;
            }
        }
    }

    public bool RevokeToken(string? token)
    {
        bool Bears(QuickBooksGrant grant) =>
            !grant.IsRevoked && token is not null && (grant.RefreshToken == token || grant.AccessTokens.ContainsKey(token));
        lock (gate)
        {
            var isKnown = Grants.Any(Bears);
            Revoke(Bears);
            return isKnown;
        }
    }

    public void ExpireAccessTokens()
    {
        lock (gate)
        {
            Grants.ForEach(grant => grant.AccessTokens.Clear());
        }
    }

    private QuickBooksTokens AddAccessToken(QuickBooksGrant grant)
    {
        // QuickBooks: access tokens run to about a thousand characters.
        var token = "eyJlbmMiOiJBMTI4Q0JDLUhTMjU2IiwiYWxnIjoiZGlyIn0.." + Secret(450);
        var until = clock.GetUtcNow() + AccessTokenLifetime;
        foreach (var spent in grant.AccessTokens.Where(each => each.Value <= clock.GetUtcNow()).Select(each => each.Key).ToList())
        {
            grant.AccessTokens.Remove(spent);
        }

        grant.AccessTokens[token] = until;
        return new QuickBooksTokens(grant.RealmId, token, grant.RefreshToken, until);
    }

    private static string NewRefreshToken() => "RT1-" + Secret(23);

    private static string Secret(int bytes) => RandomNumberGenerator.GetHexString(bytes * 2, lowercase: true);
}
