using System.Diagnostics;

namespace Sequence.Connectors;

/// <summary>A consent and its tokens. It belongs to the person who gave it, and may serve several connections.</summary>
[DebuggerDisplay("Grant {Id} {Connector} {State}")]
public sealed record Grant
{
    /// <summary>The grant's id.</summary>
    public required string Id { get; init; }

    /// <summary>The connector's id, such as <c>quickbooks</c>.</summary>
    public required string Connector { get; init; }

    /// <summary>The name of the app, in the connector's options, that was given consent.</summary>
    public required string App { get; init; }

    /// <summary>
    /// Who gave consent, as the system names them; null when it does not say. A system whose consents reach several accounts must
    /// say: a grant is shared and renewed by it.
    /// </summary>
    public string? Owner { get; init; }

    /// <summary>The token that calls bear.</summary>
    public required Secret AccessToken { get; init; }

    /// <summary>The token that gets the next access token; null where access tokens do not expire or cannot be renewed.</summary>
    public Secret? RefreshToken { get; init; }

    /// <summary>When the access token expires; null when it does not, or nobody says.</summary>
    public Instant? AccessTokenExpiresAt { get; init; }

    /// <summary>When the refresh token expires if it is not used; null when it does not.</summary>
    public Instant? RefreshTokenExpiresAt { get; init; }

    /// <summary>When consent ends whatever is done, so that someone must connect again; null when it does not.</summary>
    public Instant? ConsentExpiresAt { get; init; }

    /// <summary>What was consented to, in the system's words.</summary>
    public ValueList<string> Scopes { get; init; }

    /// <summary>Whether the grant can be used.</summary>
    public GrantState State { get; init; } = GrantState.Active;

    /// <summary>Why the grant cannot be used, in one sentence; null when it can.</summary>
    public string? StateReason { get; init; }

    /// <summary>Who is renewing the tokens at this moment; null when nobody is.</summary>
    public RefreshLease? Refreshing { get; init; }

    /// <summary>Counts the stored changes; a store refuses to replace another version than the one given.</summary>
    public long Version { get; init; }
}
