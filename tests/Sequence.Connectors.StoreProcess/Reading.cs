using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.StoreProcess;

/// <summary>Reads a customer of QuickBooks again and again, each time with a token that has just run out.</summary>
public static class Reading
{
    public static async Task RunAsync(IServiceProvider host, string connectionId, int times, CancellationToken cancellationToken)
    {
        var grants = host.GetRequiredService<IGrantStore>();
        var connectors = host.GetRequiredService<SequenceConnectors>();
        for (var done = 0; done < times; done++)
        {
            var session = await connectors.OpenAsync(connectionId, cancellationToken);
            if (await grants.FindAsync(session.Connection.GrantId, cancellationToken) is { Refreshing: null } grant)
            {
                // Whether another is faster does not matter: then it has run out already, or is new.
                await grants.TryReplaceAsync(grant with { AccessTokenExpiresAt = Instant.FromUnixTimeSeconds(0) }, cancellationToken);
            }

            await foreach (var _ in session.Records<Customer>().FindAsync(["1"], cancellationToken))
            {
            }
        }
    }
}
