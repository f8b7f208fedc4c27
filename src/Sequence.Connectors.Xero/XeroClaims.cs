using System.Buffers.Text;
using System.Text.Json;

namespace Sequence.Connectors.Xero;

/// <summary>
/// What an access token says of itself. It is read to tell grants apart, never to trust it: Xero alone checks its tokens.
/// </summary>
internal sealed record XeroClaims(string? UserId, string? ConsentId)
{
    private static readonly XeroClaims None = new(null, null);

    public static XeroClaims Of(Secret accessToken)
    {
        try
        {
            using var claims = JsonDocument.Parse(
                Base64Url.DecodeFromChars(accessToken.Reveal().Split('.') is [_, var payload, ..] ? payload : "")
            );
            return new(
                XeroFault.TextOf(claims.RootElement, "xero_userid"),
                XeroFault.TextOf(claims.RootElement, "authentication_event_id")
            );
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException)
        {
            return None;
        }
    }
}
