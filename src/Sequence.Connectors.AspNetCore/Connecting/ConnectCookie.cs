using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Sequence.Connectors.AspNetCore;

/// <summary>
/// Keeps a <see cref="ConnectTicket"/> in the browser that asked, encrypted, one cookie for each question: without it anybody could have a
/// person's consent end up in another tenant by sending them an address.
/// </summary>
internal sealed class ConnectCookie(IDataProtectionProvider protection, ConnectorEndpointOptions options, Mount mount)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);
    private readonly IDataProtector _protector = protection.CreateProtector("Sequence.Connectors", "connect");

    public void Put(HttpContext context, ConnectTicket ticket)
    {
        var text = JsonSerializer.Serialize(ticket, EndpointsJson.Default.ConnectTicket);
        context.Response.Cookies.Append(NameOf(ticket.State), _protector.Protect(text), Options(Lifetime));
    }

    /// <summary>The ticket of a question; null when this browser did not ask it, or has had its answer.</summary>
    public ConnectTicket? Find(HttpContext context, string? state)
    {
        if (state is null || context.Request.Cookies[NameOf(state)] is not { } value)
        {
            return null;
        }

        try
        {
            var ticket = JsonSerializer.Deserialize(_protector.Unprotect(value), EndpointsJson.Default.ConnectTicket);
            return ticket?.State == state ? ticket : null;
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Closes a question: its answer counts once.</summary>
    public void Remove(HttpContext context, ConnectTicket ticket) =>
        context.Response.Cookies.Delete(NameOf(ticket.State), Options(lifetime: null));

    private CookieOptions Options(TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = lifetime,
        Path = mount.Path("/callback"),
        // The vendor's redirect comes from another site; a strict cookie would not come with it.
        SameSite = SameSiteMode.Lax,
        Secure = options.PublicAddress!.Scheme == Uri.UriSchemeHttps,
    };

    private static string NameOf(string state) =>
        $"sequence-connect-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)))[..16]}";
}
