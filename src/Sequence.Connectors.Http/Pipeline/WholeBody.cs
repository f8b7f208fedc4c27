using System.Net;

namespace Sequence.Connectors.Http;

/// <summary>Reads a body to its end into memory of its own.</summary>
internal static class WholeBody
{
    private const int LargestAnnounced = 64 * 1024 * 1024;

    /// <exception cref="IOException">The body ended before its announced length.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // These announce the length of a body that they do not have.
        if (
            response.RequestMessage?.Method == HttpMethod.Head
            || response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotModified
        )
        {
            return default;
        }

        var content = response.Content;
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            if (content.Headers.ContentLength is { } length and <= LargestAnnounced)
            {
                var exact = GC.AllocateUninitializedArray<byte>((int)length);
                await stream.ReadExactlyAsync(exact, cancellationToken).ConfigureAwait(false);
                return exact;
            }

            using var growing = new MemoryStream();
            await stream.CopyToAsync(growing, cancellationToken).ConfigureAwait(false);
            return growing.GetBuffer().AsMemory(0, (int)growing.Length);
        }
    }
}
