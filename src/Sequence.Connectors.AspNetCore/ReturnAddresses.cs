namespace Sequence.Connectors.AspNetCore;

/// <summary>Where a browser may be sent: to the host itself, and to origins that it named. Anything else would be an open redirect.</summary>
internal static class ReturnAddresses
{
    /// <summary>Whether a text is a path of the host, however a browser reads it: no second slash, no backslash, nothing that is not printed.</summary>
    public static bool IsLocal(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.Any(one => one is '\\' or <= ' ' or '\u007f');

    /// <summary>Whether a browser may be sent to an address after connecting.</summary>
    public static bool IsAllowed(string address, ConnectorEndpointOptions options) =>
        IsLocal(address)
        || (!address.Any(one => one is '\\' or <= ' ' or '\u007f')
            && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && IsKnownOrigin(uri, options));

    /// <summary>Whether a page of this origin belongs to the host.</summary>
    public static bool IsKnownOrigin(Uri page, ConnectorEndpointOptions options) =>
        options.AllowedOrigins.Append(options.PublicAddress!).Any(one => one.IsAbsoluteUri && OriginOf(one) == OriginOf(page));

    /// <summary>The address with one more parameter in its query.</summary>
    public static string With(string address, string name, string value)
    {
        var (path, fragment) = address.IndexOf('#', StringComparison.Ordinal) is var at and >= 0 ? (address[..at], address[at..]) : (address, "");
        return $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={Uri.EscapeDataString(value)}{fragment}";
    }

    private static string OriginOf(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
