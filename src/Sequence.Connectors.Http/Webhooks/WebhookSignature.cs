using System.Security.Cryptography;
using System.Text;

namespace Sequence.Connectors.Http;

/// <summary>Checks the signatures that vendors put on webhooks.</summary>
public static class WebhookSignature
{
    /// <summary>
    /// Whether a text is the base64 of the HMAC-SHA256 of a body, with one of several secrets as the key. The time that it takes
    /// tells nothing of the right signature.
    /// </summary>
    /// <param name="body">The body as received, byte for byte: the same JSON written otherwise has another signature.</param>
    /// <param name="signature">What the vendor's header says; white space around it does not count.</param>
    /// <param name="secrets">The secrets that may have signed it; none of them matches when there are none.</param>
    public static bool IsHmacSha256(ReadOnlySpan<byte> body, string? signature, IEnumerable<Secret> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!Convert.TryFromBase64String(signature ?? "", given, out var length) || length != given.Length)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var matches = false;
        foreach (var secret in secrets)
        {
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), body, expected);
            matches |= CryptographicOperations.FixedTimeEquals(given, expected);
        }

        return matches;
    }
}
