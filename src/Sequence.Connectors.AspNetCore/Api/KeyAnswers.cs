namespace Sequence.Connectors.AspNetCore;

/// <summary>A key for machines, without what it is called with.</summary>
internal sealed record KeyAnswer(
    string Id,
    string Name,
    string? CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt
)
{
    public static KeyAnswer From(ApiKey one) =>
        new(
            one.Id,
            one.Name,
            one.CreatedBy,
            one.CreatedAt.ToDateTimeOffset(),
            one.ExpiresAt?.ToDateTimeOffset(),
            one.RevokedAt?.ToDateTimeOffset()
        );
}

/// <summary>A key that was just made, with the token that machines send: <c>Authorization: Bearer sqk_…</c>.</summary>
internal sealed record IssuedKeyAnswer(KeyAnswer Key, string Token)
{
    public static IssuedKeyAnswer From(IssuedApiKey one) => new(KeyAnswer.From(one.Key), one.Token.Reveal());
}
