using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Sequence.Connectors.Http;

/// <summary>Proof keys (PKCE, RFC 7636) with the method S256.</summary>
public static class ProofKey
{
    /// <summary>Makes a random verifier of 43 characters.</summary>
    public static Secret NewVerifier() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>The challenge that goes into the consent page's address.</summary>
    public static string Challenge(Secret verifier)
    {
        ArgumentNullException.ThrowIfNull(verifier);
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier.Reveal())));
    }
}
