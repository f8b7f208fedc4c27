using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Sequence.Connectors.AspNetCore;

/// <summary>Reads bodies byte for byte, up to a length.</summary>
internal static class RequestBody
{
    /// <summary>The whole body; null when it is longer than allowed, of which no more than that is read.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context, int longest)
    {
        if (context.Request.ContentLength > longest)
        {
            return null;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // The length is checked here, where the answer to a longer body is ours; the server's own limit may be lower or none.
            limit.MaxRequestBodySize = null;
        }

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false) is var read and > 0)
        {
            if (body.Length + read > longest)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
