using System.Globalization;

namespace Sequence.Connectors.StoreProcess;

/// <summary>
/// Renews a grant as processes do that share it: the token after the one that stands, and again from the start when another was
/// faster.
/// </summary>
public static class Renewing
{
    public static async Task RunAsync(IGrantStore grants, string id, string name, int times, CancellationToken cancellationToken)
    {
        for (var done = 0; done < times;)
        {
            var grant = await grants.FindAsync(id, cancellationToken) ?? throw new InvalidOperationException($"The grant '{id}' is lost.");
            var next = int.Parse(grant.RefreshToken!.Reveal(), CultureInfo.InvariantCulture) + 1;
            var renewed = grant with
            {
                RefreshToken = new(next.ToString(CultureInfo.InvariantCulture)),
                AccessToken = new($"{name}-{next}"),
            };
            done += await grants.TryReplaceAsync(renewed, cancellationToken) is null ? 0 : 1;
        }
    }
}
