using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Hosting;

namespace Sequence.Connectors.AspNetCore;

/// <summary>Stops the host's start when the policy that guards the endpoints does not exist: otherwise each call would fail, and only then.</summary>
internal sealed class PolicyCheck(ConnectorEndpointOptions options, IAuthorizationPolicyProvider? policies) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Policy is { Length: > 0 } name && (policies is null || await policies.GetPolicyAsync(name).ConfigureAwait(false) is null))
        {
            throw new InvalidOperationException(
                $"The authorization policy '{name}' of the connector endpoints does not exist. Add it: services.AddAuthorizationBuilder().AddPolicy(\"{name}\", …).");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
