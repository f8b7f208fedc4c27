using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Sequence.Connectors.AspNetCore;

/// <summary>
/// Each operation stands twice, for people and for machines: the call goes to one of the two, so that a machine's key and a person's
/// sign-in never add up.
/// </summary>
internal sealed class KeyedCallSelector : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(IsKeyed);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var hasKey = KeyedCalls.TokenOf(httpContext.Request) is not null;
        for (var at = 0; at < candidates.Count; at++)
        {
            if (candidates.IsValidCandidate(at) && candidates[at].Endpoint.Metadata.GetMetadata<Operation>() is not null)
            {
                candidates.SetValidity(at, IsKeyed(candidates[at].Endpoint) == hasKey);
            }
        }

        return Task.CompletedTask;
    }

    private static bool IsKeyed(Endpoint endpoint) => endpoint.Metadata.GetMetadata<KeyedCalls>() is not null;
}
