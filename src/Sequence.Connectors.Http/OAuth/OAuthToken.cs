using System.Diagnostics;
using System.Text.Json;

namespace Sequence.Connectors.Http;

/// <summary>What a system answered to a request for tokens.</summary>
[DebuggerDisplay("***")]
public sealed record OAuthToken
{
    /// <summary>The token that calls bear.</summary>
    public required Secret AccessToken { get; init; }

    /// <summary>The token that gets the next one; null when the answer has none.</summary>
    public Secret? RefreshToken { get; init; }

    /// <summary>How long the access token lives; null when the system does not say.</summary>
    public Duration? ExpiresIn { get; init; }

    /// <summary>How long the refresh token lives if it is not used; null when the system does not say.</summary>
    public Duration? RefreshTokenExpiresIn { get; init; }

    /// <summary>How long consent lasts whatever is done; null when it does not end.</summary>
    public Duration? ConsentExpiresIn { get; init; }

    /// <summary>Who gave consent, as the system names them; null when it does not say.</summary>
    public string? Owner { get; init; }

    /// <summary>What was consented to; empty when the system does not say.</summary>
    public ValueList<string> Scopes { get; init; }

    internal JsonElement Answer { get; init; }

    /// <summary>A text member of the answer; null when it has none.</summary>
    public string? Find(string member) => Lenient.Text(Answer, member);

    /// <summary>A member of the answer that counts seconds, as a number or as text; null when it has none.</summary>
    public Duration? FindSeconds(string member) => Lenient.Seconds(Answer, member);

    /// <summary>Makes a grant of the answer to an exchange, with a new id, not yet stored.</summary>
    /// <param name="connector">The connector's id.</param>
    /// <param name="app">The name of the app that was given consent.</param>
    /// <param name="now">When the answer came.</param>
    public Grant ToGrant(string connector, string app, Instant now) => Renew(
        new Grant { Id = Guid.NewGuid().ToString("n"), Connector = connector, App = app, AccessToken = AccessToken }, now);

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";

    /// <summary>The grant with these tokens; what the answer does not say stays as it is.</summary>
    internal Grant Renew(Grant grant, Instant now) => grant with
    {
        AccessToken = AccessToken,
        RefreshToken = RefreshToken ?? grant.RefreshToken,
        AccessTokenExpiresAt = now + ExpiresIn,
        RefreshTokenExpiresAt = now + RefreshTokenExpiresIn ?? grant.RefreshTokenExpiresAt,
        ConsentExpiresAt = now + ConsentExpiresIn ?? grant.ConsentExpiresAt,
        Owner = Owner ?? grant.Owner,
        Scopes = Scopes.Count > 0 ? Scopes : grant.Scopes,
        State = GrantState.Active,
        StateReason = null,
        Refreshing = null,
    };
}
