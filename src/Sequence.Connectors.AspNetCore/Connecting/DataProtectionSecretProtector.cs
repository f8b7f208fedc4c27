using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Sequence.Connectors.AspNetCore;

/// <summary>Encrypts stored secrets with the host's Data Protection keys, which must last and be shared by all of its processes.</summary>
internal sealed class DataProtectionSecretProtector(IDataProtectionProvider provider) : ISecretProtector
{
    public byte[] Protect(Secret secret, string purpose)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return For(purpose).Protect(Encoding.UTF8.GetBytes(secret.Reveal()));
    }

    public Secret Unprotect(ReadOnlySpan<byte> data, string purpose) => new(Encoding.UTF8.GetString(For(purpose).Unprotect(data.ToArray())));

    private IDataProtector For(string purpose) => provider.CreateProtector("Sequence.Connectors", "secrets", purpose);
}
