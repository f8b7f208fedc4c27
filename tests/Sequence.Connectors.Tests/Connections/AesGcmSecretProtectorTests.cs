using System.Security.Cryptography;

namespace Sequence.Connectors.Tests;

public sealed class AesGcmSecretProtectorTests
{
    private static readonly Secret Token = new("refresh-töken");
    private static readonly byte[] Old = [.. Enumerable.Repeat((byte)1, 32)];
    private static readonly byte[] New = [.. Enumerable.Repeat((byte)2, 32)];
    private static readonly AesGcmSecretProtector Protector = new(Old);

    [Fact]
    public void Gives_back_what_it_encrypted()
    {
        var data = Protector.Protect(Token, "grant");

        Assert.Equal(Token, Protector.Unprotect(data, "grant"));
        Assert.Equal(-1, data.AsSpan().IndexOf("refresh"u8));
    }

    [Fact]
    public void Encrypts_the_same_secret_differently_each_time() =>
        Assert.NotEqual(Protector.Protect(Token, "grant"), Protector.Protect(Token, "grant"));

    [Fact]
    public void Refuses_another_purpose()
    {
        var data = Protector.Protect(Token, "grant");

        Assert.ThrowsAny<CryptographicException>(() => Protector.Unprotect(data, "webhook"));
    }

    [Fact]
    public void Refuses_another_key_and_says_which_to_add()
    {
        var data = Protector.Protect(Token, "grant");

        var refused = Assert.ThrowsAny<CryptographicException>(() => new AesGcmSecretProtector(New).Unprotect(data, "grant"));
        Assert.Contains("add that key behind the newest", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_old_secrets_after_the_key_was_changed_and_writes_new_ones_under_the_new_key()
    {
        var rotated = new AesGcmSecretProtector(New, Old);

        Assert.Equal(Token, rotated.Unprotect(Protector.Protect(Token, "grant"), "grant"));
        Assert.Equal(Token, new AesGcmSecretProtector(New).Unprotect(rotated.Protect(Token, "grant"), "grant"));
    }

    [Fact]
    public void Notices_every_changed_byte()
    {
        var data = Protector.Protect(Token, "grant");

        for (var i = 0; i < data.Length; i++)
        {
            var changed = data.ToArray();
            changed[i] ^= 1;

            Assert.ThrowsAny<CryptographicException>(() => Protector.Unprotect(changed, "grant"));
        }

        Assert.ThrowsAny<CryptographicException>(() => Protector.Unprotect(data.AsSpan(0, data.Length - 1), "grant"));
        Assert.ThrowsAny<CryptographicException>(() => Protector.Unprotect([], "grant"));
    }

    [Fact]
    public void Refuses_keys_that_are_missing_or_of_another_length()
    {
        Assert.Throws<ArgumentException>(() => new AesGcmSecretProtector());

        var refused = Assert.Throws<ArgumentException>(() => new AesGcmSecretProtector(new byte[16]));
        Assert.Contains("16 bytes", refused.Message, StringComparison.Ordinal);
    }
}
