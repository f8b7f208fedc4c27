using Microsoft.AspNetCore.Http;

namespace Sequence.Connectors.AspNetCore;

/// <summary>
/// Marks an endpoint for machines: the key of the call says for which tenant it is, and neither the host's sign-in nor its policy
/// has a say.
/// </summary>
internal sealed class KeyedCalls
{
    private const string Scheme = "Bearer ";

    public static KeyedCalls Instance { get; } = new();

    /// <summary>The token of a machine; null where the call bears none. The host's own bearer tokens begin otherwise.</summary>
    public static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } value] && value.StartsWith(Scheme + ApiKeys.Prefix, StringComparison.OrdinalIgnoreCase)
            ? value[Scheme.Length..].Trim()
            : null;
}
