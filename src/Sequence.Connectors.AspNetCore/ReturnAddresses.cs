namespace Sequence.Connectors.AspNetCore;

/// <summary>
/// Where a browser may be sent: to the host itself, and to origins that it named. Anything else would be an open redirect.
/// </summary>
internal static class ReturnAddresses
{
    /// <summary>
    /// Whether a text is a path of the host, however a browser reads it: no second slash, no backslash, nothing that is not printed.
    /// </summary>
    public static bool IsLocal(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.Any(IsTreacherous);

    /// <summary>Whether a browser may be sent to an address after connecting.</summary>
    public static bool IsAllowed(string address, ConnectorEndpointOptions options) =>
        IsLocal(address)
        || (!address.Any(IsTreacherous)
            && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && IsKnownOrigin(uri, options));

    /// <summary>Whether a page of this origin belongs to the host.</summary>
    public static bool IsKnownOrigin(Uri page, ConnectorEndpointOptions options) =>
        options.AllowedOrigins.Append(options.PublicAddress!).Any(one => one.IsAbsoluteUri && OriginOf(one) == OriginOf(page));

    /// <summary>The address with one more parameter in its query.</summary>
    public static string With(string address, string name, string value)
    {
        var at = address.IndexOf('#', StringComparison.Ordinal);
        var (path, fragment) = at < 0 ? (address, "") : (address[..at], address[at..]);
        return $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={Uri.EscapeDataString(value)}{fragment}";
    }

    // A browser takes a backslash for a slash and drops what is not printed; a header carries ASCII only, so that the rest must be escaped.
    private static bool IsTreacherous(char one) => one is '\\' or <= ' ' or > '~';

    private static string OriginOf(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
