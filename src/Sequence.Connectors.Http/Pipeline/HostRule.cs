namespace Sequence.Connectors.Http;

/// <summary>The hosts to which a token may go.</summary>
internal sealed class HostRule(string system, Uri address, IReadOnlyList<string> others)
{
    private readonly string _authority = address.IdnHost + ":" + address.Port;

    /// <summary>Whether secrets may travel to an address at all.</summary>
    public static bool IsSafe(Uri address) =>
        address.IsAbsoluteUri
        && address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    public bool Allows(Uri address) =>
        IsSafe(address) && (address.IdnHost + ":" + address.Port == _authority || others.Any(other => Matches(address, other)));

    /// <exception cref="ConnectorException">The address is not one of the system's.</exception>
    public void Check(Uri address)
    {
        if (!Allows(address))
        {
            throw new ConnectorException(ConnectorErrorKind.Configuration, Refusal(address));
        }
    }

    public string Refusal(Uri address) =>
        $"The address {Print(address)} is not one of {system}'s: tokens go over https to {string.Join(", ", [_authority, .. others])} only (plain http to this machine). "
        + "If it is right, set the app's ApiAddress.";

    private static bool Matches(Uri address, string host) => address.IsDefaultPort
        && (host.StartsWith('.')
            ? address.IdnHost.EndsWith(host, StringComparison.OrdinalIgnoreCase)
            : address.IdnHost.Equals(host, StringComparison.OrdinalIgnoreCase));

    // Scheme and host only: a path or a query may hold what must not be printed.
    private static string Print(Uri address) =>
        address.IsAbsoluteUri ? $"'{address.Scheme}://{address.Host}:{address.Port}'" : "without a host";
}
