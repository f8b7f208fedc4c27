namespace Sequence.Connectors;

/// <summary>What a system sent back with the person who was asked for consent: the query of the redirect.</summary>
public sealed class AuthorizationCallback
{
    private readonly Dictionary<string, string> _parameters;

    private AuthorizationCallback(Dictionary<string, string> parameters) => _parameters = parameters;

    /// <summary>The state; null when it is missing.</summary>
    public string? State => Find("state");

    /// <summary>The code to exchange; null when consent was not given.</summary>
    public string? Code => Find("code");

    /// <summary>The error, such as <c>access_denied</c>; null when consent was given.</summary>
    public string? Error => Find("error");

    /// <summary>Reads the query of the address that the person was sent back to.</summary>
    /// <exception cref="ArgumentException">The address is not absolute.</exception>
    public static AuthorizationCallback From(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri)
        {
            throw new ArgumentException(
                $"Give the full address that the person was sent back to, such as https://host.example.com{address.OriginalString.Split('?')[0]}.",
                nameof(address)
            );
        }

        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.IndexOf('=', StringComparison.Ordinal) is var at and >= 0
                ? (pair[..at], pair[(at + 1)..])
                : (pair, "");
            parameters[Decode(name)] = Decode(value);
        }

        return new(parameters);
    }

    /// <summary>A parameter; null when it is missing or empty.</summary>
    public string? Find(string name) => _parameters.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
