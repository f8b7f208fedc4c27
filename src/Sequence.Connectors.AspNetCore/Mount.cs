using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Sequence.Connectors.AspNetCore;

/// <summary>
/// Where the endpoints lie: under the prefix that they were mapped with, behind those of the groups around them, which are known when the
/// endpoints are built.
/// </summary>
internal sealed class Mount(ConnectorEndpointOptions options, string prefix)
{
    public const string Webhooks = "/webhooks/";

    /// <summary>The whole prefix within the host's app.</summary>
    public string Prefix { get; private set; } = prefix;

    /// <summary>The address under which vendors and browsers reach a path behind the prefix.</summary>
    public Uri Address(string path) => new($"{options.PublicAddress!.AbsoluteUri.TrimEnd('/')}{Prefix}{path}");

    /// <summary>The path of that address.</summary>
    public string Path(string path) => $"{options.PublicAddress!.AbsolutePath.TrimEnd('/')}{Prefix}{path}";

    /// <summary>Takes the prefix from the endpoint of the webhooks as it is built.</summary>
    /// <exception cref="InvalidOperationException">A group around it has parameters, so that there is no one address.</exception>
    public void Find(EndpointBuilder webhooks)
    {
        var pattern = ((RouteEndpointBuilder)webhooks).RoutePattern;
        var text = "/" + pattern.RawText!.TrimStart('/');
        if (pattern.Parameters.Count > 1)
        {
            throw new InvalidOperationException(
                $"The connector endpoints were mapped in a group with parameters, as {text}, and vendors need one address. "
                    + "Map them outside of it, such as with app.MapSequenceConnectors(\"/connectors\").");
        }

        Prefix = text[..text.IndexOf(Webhooks, StringComparison.Ordinal)];
    }
}
