using Microsoft.AspNetCore.Builder;

namespace Sequence.Connectors.AspNetCore;

/// <summary>Passes a host's conventions on to the operations for people and to those for machines.</summary>
internal sealed class EndpointConventions(params IEndpointConventionBuilder[] groups) : IEndpointConventionBuilder
{
    public void Add(Action<EndpointBuilder> convention)
    {
        foreach (var group in groups)
        {
            group.Add(convention);
        }
    }

    public void Finally(Action<EndpointBuilder> finallyConvention)
    {
        foreach (var group in groups)
        {
            group.Finally(finallyConvention);
        }
    }
}
