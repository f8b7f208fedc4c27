using System.Security.Cryptography;
using System.Text;

namespace Sequence.Connectors;

/// <summary>
/// Encrypts with AES-GCM under keys that the host holds. The first key encrypts; all of them decrypt, so that keys can be changed
/// without losing what is stored.
/// </summary>
public sealed class AesGcmSecretProtector : ISecretProtector
{
    private const byte Format = 1;
    private const int KeyIdSize = 4;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int HeaderSize = 1 + KeyIdSize + NonceSize + TagSize;

    private readonly List<(byte[] Id, byte[] Key)> _keys;

    /// <summary>Encrypts with the first key and decrypts with all of them.</summary>
    /// <param name="keys">Keys of 32 random bytes; the newest first.</param>
    /// <exception cref="ArgumentException">There is no key, or one has another length.</exception>
    public AesGcmSecretProtector(params IEnumerable<byte[]> keys)
    {
        _keys = [.. keys.Select(key => (IdOf(key), key))];
        if (_keys.Count == 0)
        {
            throw new ArgumentException(
                "Give at least one key of 32 random bytes, such as RandomNumberGenerator.GetBytes(32) made once and kept in a vault.",
                nameof(keys)
            );
        }
    }

    /// <inheritdoc />
    public byte[] Protect(Secret secret, string purpose)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var (id, key) = _keys[0];
        var plain = Encoding.UTF8.GetBytes(secret.Reveal());
        var data = new byte[HeaderSize + plain.Length];
        data[0] = Format;
        id.CopyTo(data, 1);
        var nonce = data.AsSpan(1 + KeyIdSize, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(
            nonce,
            plain,
            data.AsSpan(HeaderSize),
            data.AsSpan(1 + KeyIdSize + NonceSize, TagSize),
            Encoding.UTF8.GetBytes(purpose)
        );
        CryptographicOperations.ZeroMemory(plain);
        return data;
    }

    /// <inheritdoc />
    public Secret Unprotect(ReadOnlySpan<byte> data, string purpose)
    {
        if (data.Length <= HeaderSize || data[0] != Format)
        {
            throw new CryptographicException("The data is not an encrypted secret of this format.");
        }

        var key = FindKey(data.Slice(1, KeyIdSize));
        var plain = new byte[data.Length - HeaderSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(
            data.Slice(1 + KeyIdSize, NonceSize),
            data[HeaderSize..],
            data.Slice(1 + KeyIdSize + NonceSize, TagSize),
            plain,
            Encoding.UTF8.GetBytes(purpose)
        );
        var secret = new Secret(Encoding.UTF8.GetString(plain));
        CryptographicOperations.ZeroMemory(plain);
        return secret;
    }

    private byte[] FindKey(ReadOnlySpan<byte> id)
    {
        foreach (var (keyId, key) in _keys)
        {
            if (id.SequenceEqual(keyId))
            {
                return key;
            }
        }

        throw new CryptographicException(
            "The secret was encrypted with a key that is not among the given ones; add that key behind the newest."
        );
    }

    private static byte[] IdOf(byte[] key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Length == 32
            ? SHA256.HashData(key)[..KeyIdSize]
            : throw new ArgumentException($"A key has {key.Length} bytes; AES-256 needs exactly 32.", nameof(key));
    }
}
