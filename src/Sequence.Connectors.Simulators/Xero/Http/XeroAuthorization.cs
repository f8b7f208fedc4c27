using System.Security.Cryptography;

namespace Sequence.Connectors.Simulators;

/// <summary>Users, consents, codes and tokens: what Xero's identity server remembers.</summary>
internal sealed class XeroAuthorization(TimeProvider clock, string clientId)
{
    public static readonly TimeSpan AccessTokenLifetime = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan RefreshTokenLifetime = TimeSpan.FromDays(60);
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly Dictionary<string, XeroCode> codes = [];

    public List<XeroGrant> Grants { get; } = [];

    /// <summary>Tokens without a user: of custom connections, and of the app itself.</summary>
    public Dictionary<string, (string? TenantId, string[] Scopes, DateTimeOffset Until)> AppTokens { get; } = [];

    public int Accepted { get; private set; }

    public int Refused { get; private set; }

    public string IssueCode(XeroCode code)
    {
        var text = RandomNumberGenerator.GetHexString(43);
        lock (gate)
        {
            codes[text] = code with { Until = clock.GetUtcNow() + CodeLifetime };
        }

        return text;
    }

    /// <summary>Tokens for a code, which works once; null when it is unknown, spent, late, another app's or for another address.</summary>
    public XeroIssue? Redeem(string? code, string? redirectUri, string client, string? verifier)
    {
        lock (gate)
        {
            return code is not null && codes.Remove(code, out var issued) && issued.RedirectUri == redirectUri && issued.ClientId == client
                && issued.Until > clock.GetUtcNow() && Proves(issued.Challenge, verifier)
                ? Connect(issued)
                : null;
        }
    }

    /// <summary>Connects organisations for a user and issues the first tokens.</summary>
    public XeroIssue Connect(XeroCode consent)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var grant = Grants.Find(each => each.UserId == consent.UserId);
            if (grant is null)
            {
                Grants.Add(grant = new XeroGrant { UserId = consent.UserId });
            }

            var family = new XeroTokenFamily { AuthEventId = Guid.NewGuid(), ClientId = consent.ClientId };
            grant.Families.Add(family);
            grant.Scopes.UnionWith(consent.Scopes);
            foreach (var tenant in consent.TenantIds)
            {
                var at = grant.Connections.FindIndex(each => each.TenantId == tenant);
                var before = at < 0 ? new XeroConnection(Guid.NewGuid(), tenant, family.AuthEventId, now, now) : grant.Connections[at];
                grant.Connections.RemoveAll(each => each.TenantId == tenant);
                grant.Connections.Add(before with { AuthEventId = family.AuthEventId, UpdatedAt = now });
            }

            return Issue(grant, family);
        }
    }

    /// <summary>
    /// New tokens for a refresh token. A used one is good for 30 more minutes, in case the answer was lost; null when it is unknown,
    /// revoked, used longer ago, or unused for 60 days.
    /// </summary>
    public XeroIssue? Refresh(string? token, string client)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            foreach (var (grant, family) in Grants.SelectMany(grant => grant.Families.Select(family => (grant, family))))
            {
                if (token is null || family.ClientId != client || !family.RefreshTokens.TryGetValue(token, out var known)
                    || now - known.IssuedAt > RefreshTokenLifetime || now - (known.UsedAt ?? now) > Grace)
                {
                    continue;
                }

                family.RefreshTokens[token] = (known.IssuedAt, known.UsedAt ?? now);
                Accepted++;
                return Issue(grant, family);
            }

            Refused++;
            return null;
        }
    }

    /// <summary>A token without a user: of one organisation's custom connection, or of the app itself.</summary>
    public string IssueAppToken(string? tenantId, string[] scopes)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var token = XeroJwt.Access(clientId, null, Guid.NewGuid(), scopes, now, AccessTokenLifetime);
            AppTokens[token] = (tenantId, scopes, now + AccessTokenLifetime);
            return token;
        }
    }

    public XeroBearer? FindByAccessToken(string token)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (AppTokens.TryGetValue(token, out var app))
            {
                return app.Until > now ? new XeroBearer(null, app.TenantId, app.Scopes) : null;
            }

            var grant = Grants.Find(each => each.Families.Exists(family => family.AccessTokens.GetValueOrDefault(token) > now));
            return grant is null ? null : new XeroBearer(grant, null, [.. grant.Scopes]);
        }
    }

    /// <summary>When a token ended; null when it was never issued.</summary>
    public DateTimeOffset? EndOf(string token)
    {
        lock (gate)
        {
            return AppTokens.TryGetValue(token, out var app) ? app.Until
                : Grants.SelectMany(grant => grant.Families).Where(family => family.AccessTokens.ContainsKey(token))
                    .Select(family => (DateTimeOffset?)family.AccessTokens[token]).FirstOrDefault();
        }
    }

    public bool Disconnect(Func<XeroConnection, bool> which, XeroGrant? grant)
    {
        lock (gate)
        {
            return Grants.Where(each => grant is null || each == grant).Sum(each => each.Connections.RemoveAll(one => which(one))) > 0;
        }
    }

    /// <summary>Ends a user's consent: every connection and every token.</summary>
    public void Revoke(string? refreshToken)
    {
        lock (gate)
        {
            Grants.RemoveAll(grant =>
                refreshToken is not null && grant.Families.Exists(each => each.RefreshTokens.ContainsKey(refreshToken)));
        }
    }

    public void ExpireAccessTokens()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            foreach (var family in Grants.SelectMany(grant => grant.Families))
            {
                foreach (var token in family.AccessTokens.Keys)
                {
                    family.AccessTokens[token] = now;
                }
            }

            foreach (var (token, app) in AppTokens)
            {
                AppTokens[token] = app with { Until = now };
            }
        }
    }

    private XeroIssue Issue(XeroGrant grant, XeroTokenFamily family)
    {
        var now = clock.GetUtcNow();
        var scopes = grant.Scopes.ToArray();
        var access = XeroJwt.Access(family.ClientId, grant.UserId, family.AuthEventId, scopes, now, AccessTokenLifetime);
        family.AccessTokens[access] = now + AccessTokenLifetime;
        string? refresh = null;
        if (grant.Scopes.Contains("offline_access"))
        {
            refresh = RandomNumberGenerator.GetHexString(43, lowercase: true);
            family.RefreshTokens[refresh] = (now, null);
        }

        var tokens = new XeroTokens(
            grant.UserId, [.. grant.Connections.Select(each => each.TenantId)], access, refresh, now + AccessTokenLifetime);
        return new XeroIssue(tokens, scopes, family.AuthEventId);
    }

    private static bool Proves(string? challenge, string? verifier) => challenge is null
        || (verifier is not null && challenge == XeroJwt.Base64Url(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(verifier))));
}

/// <summary>A consent on its way to tokens.</summary>
internal sealed record XeroCode(
    Guid UserId, string ClientId, string RedirectUri, string[] Scopes, string[] TenantIds, string? Challenge = null,
        DateTimeOffset Until = default);

/// <summary>Tokens as they leave the identity server.</summary>
internal sealed record XeroIssue(XeroTokens Tokens, string[] Scopes, Guid AuthEventId);
