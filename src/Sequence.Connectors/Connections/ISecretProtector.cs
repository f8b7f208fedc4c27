namespace Sequence.Connectors;

/// <summary>Encrypts what a store keeps at rest.</summary>
public interface ISecretProtector
{
    /// <summary>Encrypts a secret for a purpose; what was encrypted for one purpose cannot be decrypted for another.</summary>
    byte[] Protect(Secret secret, string purpose);

    /// <summary>Decrypts what <see cref="Protect"/> made.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The bytes were changed, or made with another key or
    /// for another purpose.</exception>
    Secret Unprotect(ReadOnlySpan<byte> data, string purpose);
}
