using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Sequence.Connectors.AspNetCore;

/// <summary>Where a host is reached, who may call its connector endpoints, and for which tenant.</summary>
public sealed class ConnectorEndpointOptions
{
    /// <summary>
    /// The address under which vendors and browsers reach the host, such as <c>https://app.example.com</c>, with the path that a proxy
    /// takes away if there is one. It must be given: what a request says of its own host is never believed. Plain http is allowed for this
    /// machine only.
    /// </summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>
    /// The name of the authorization policy that callers must meet. It must be given; webhooks alone need none, they are signed.
    /// </summary>
    public string? Policy { get; set; }

    /// <summary>
    /// Other origins than the public address, such as <c>https://admin.example.com</c>, whose pages may call the API, and to which a person
    /// may be sent back after connecting. CORS stays the host's affair.
    /// </summary>
    public IList<Uri> AllowedOrigins { get; } = [];

    /// <summary>Where a person is sent after connecting when the request to connect names no place: a path of the host.</summary>
    /// <value>The default is <c>/</c>.</value>
    public string ReturnTo { get; set; } = "/";

    /// <summary>The longest body that is read, of a webhook or of a call, in bytes. A longer one is answered with 413.</summary>
    /// <value>The default is 1 MiB: vendors put some hundred events into a delivery, of 200 bytes each.</value>
    public int LongestBody { get; set; } = 1024 * 1024;

    /// <summary>
    /// Conventions for the endpoint that vendors deliver webhooks to, such as a rate limit; null for none. It stays anonymous: the vendor's
    /// signature says who sent a delivery.
    /// </summary>
    public Action<IEndpointConventionBuilder>? ConfigureWebhooks { get; set; }

    internal Func<HttpContext, ValueTask<string?>>? Tenant { get; private set; }

    /// <summary>
    /// Says whose connections a caller sees. It must be given. A null or empty answer refuses the call: never answer with a tenant that the
    /// request chose for itself.
    /// </summary>
    public void ResolveTenant(Func<HttpContext, string?> resolve)
    {
        ArgumentNullException.ThrowIfNull(resolve);
        Tenant = context => ValueTask.FromResult(resolve(context));
    }

    /// <summary>As <see cref="ResolveTenant"/>, for a host that has to look it up.</summary>
    public void ResolveTenantBy(Func<HttpContext, ValueTask<string?>> resolve)
    {
        ArgumentNullException.ThrowIfNull(resolve);
        Tenant = resolve;
    }

    /// <summary>Everything that is missing or wrong, each with its fix; empty when nothing is.</summary>
    internal IEnumerable<string> Problems()
    {
        if (PublicAddress is null)
        {
            yield return "It does not know where the host is reached. Set options.PublicAddress, such as to https://app.example.com.";
        }
        else if (!IsUsable(PublicAddress))
        {
            yield return "options.PublicAddress must be an absolute https address without a query, such as https://app.example.com; "
                + "plain http is allowed for this machine only.";
        }

        if (string.IsNullOrWhiteSpace(Policy))
        {
            yield return "It does not know who may call. Set options.Policy to the name of one of the host's authorization policies.";
        }

        if (Tenant is null)
        {
            yield return "It does not know whose connections a caller sees. "
                + "Call options.ResolveTenant(context => …), such as with a claim of the signed-in user.";
        }

        if (!ReturnAddresses.IsLocal(ReturnTo))
        {
            yield return "options.ReturnTo must be a path of the host that begins with one slash, such as /settings.";
        }
    }

    private static bool IsUsable(Uri address) =>
        address.IsAbsoluteUri
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.Query.Length + address.Fragment.Length + address.UserInfo.Length == 0;
}
