using System.Text.Json;

namespace Sequence.Connectors.Drafts;

/// <summary>The one org that a Salesforce token reaches: its id and its own API address stand in the token answer.</summary>
internal static class SalesforceAccount
{
    public static AuthorizedAccount Read(string tokenAnswer)
    {
        using var document = JsonDocument.Parse(tokenAnswer);
        var address = new Uri(document.RootElement.GetProperty("instance_url").GetString()!);
        if (address.Scheme != Uri.UriSchemeHttps || !address.Host.EndsWith(".salesforce.com", StringComparison.OrdinalIgnoreCase))
        {
            // The tokens would go wherever the answer points.
            throw new ConnectorException(
                ConnectorErrorKind.Malformed,
                $"The token answer names '{address.Host}' as the org's address; only hosts below salesforce.com are used."
            );
        }

        // .../id/<org>/<user>
        var segments = new Uri(document.RootElement.GetProperty("id").GetString()!).Segments;
        return new AuthorizedAccount { Id = segments[^2].Trim('/'), ApiAddress = address };
    }
}
