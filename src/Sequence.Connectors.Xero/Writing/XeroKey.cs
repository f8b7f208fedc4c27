using System.Security.Cryptography;
using System.Text;

namespace Sequence.Connectors.Xero;

/// <summary>Makes the idempotency keys of requests.</summary>
internal static class XeroKey
{
    public static string Of(ValueList<string> members, string fingerprint, Instant moment)
    {
        var text = $"{string.Join('\n', (IEnumerable<string>)members)}\n{fingerprint}\n{moment.ToUnixTimeTicks()}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
