using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sequence.Connectors.AspNetCore;
using Sequence.Connectors.Sync;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the connector endpoints into a host's app.</summary>
public static class ConnectorEndpointsExtensions
{
    /// <summary>
    /// Maps connecting, the API and webhooks under a prefix. People need the policy and the tenant of the options; machines that
    /// send a key of <see cref="Sequence.Connectors.ApiKeys"/> as their bearer token reach its tenant, and may neither connect
    /// nor disconnect nor manage keys. Webhooks are anonymous, because the vendor's signature over the body says who sent them.
    /// </summary>
    /// <param name="endpoints">The host's routes.</param>
    /// <param name="prefix">The path under which all of it lies; it begins with a slash and ends without.</param>
    /// <returns>
    /// The API without the webhooks, for further conventions such as rate limits. <c>AllowAnonymous</c> is refused. For the endpoint of the
    /// webhooks see <see cref="ConnectorEndpointOptions.ConfigureWebhooks"/>.
    /// </returns>
    /// <exception cref="InvalidOperationException">The options lack something; the message names the fix.</exception>
    public static IEndpointConventionBuilder MapSequenceConnectors(this IEndpointRouteBuilder endpoints, string prefix = "/connectors")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (!ReturnAddresses.IsLocal(prefix) || prefix.EndsWith('/') || prefix.IndexOfAny(['{', '?', '#']) >= 0)
        {
            throw new ArgumentException(
                $"The prefix '{prefix}' must begin with a slash and end without, such as /connectors.", nameof(prefix));
        }

        var services = endpoints.ServiceProvider;
        var options = Checked(services);
        var mount = new Mount(options, prefix);
        MapWebhooks(endpoints, prefix, mount, options, services);
        var people = endpoints.MapGroup(prefix).RequireAuthorization(options.Policy!);
        ((IEndpointConventionBuilder)people).Finally(RefuseAnonymous);

        // The key is checked where the operation is carried out; a host's policy for everything else would ask for a person's sign-in.
        var machines = endpoints.MapGroup(prefix).AllowAnonymous().WithMetadata(KeyedCalls.Instance);
        var dispatcher = new OperationDispatcher(options, mount);
        foreach (var operation in Operations(services, options, mount))
        {
            foreach (var group in (RouteGroupBuilder[])[people, machines])
            {
                group.MapMethods(operation.Pattern, [operation.Method], context => dispatcher.InvokeAsync(context, operation))
                    .WithMetadata(operation);
            }
        }

        return new EndpointConventions(people, machines);
    }

    private static void MapWebhooks(
        IEndpointRouteBuilder endpoints, string prefix, Mount mount, ConnectorEndpointOptions options, IServiceProvider services)
    {
        var webhooks = new WebhookEndpoint(options, mount, services.GetRequiredService<ILogger<WebhookEndpoint>>());
        var endpoint = endpoints.MapMethods(
                $"{prefix}{Mount.Webhooks}{{system}}", [HttpMethods.Post, HttpMethods.Get, HttpMethods.Head], webhooks.InvokeAsync)
            .WithDisplayName("Sequence.Connectors webhooks");
        options.ConfigureWebhooks?.Invoke(endpoint);
        endpoint.AllowAnonymous();
        var sync = services.GetRequiredService<SyncOptions>();
        endpoint.Finally(built =>
        {
            mount.Find(built);
            sync.WebhookAddress ??= mount.Address(Mount.Webhooks);
        });
    }

    private static List<Operation> Operations(IServiceProvider services, ConnectorEndpointOptions options, Mount mount)
    {
        var cookie = new ConnectCookie(services.GetRequiredService<IDataProtectionProvider>(), options, mount);
        var connecting = new ConnectOperations(options, mount, cookie, services.GetRequiredService<ILogger<ConnectOperations>>());
        List<Operation> operations =
        [
            .. connecting.All,
            .. ConnectionOperations.All,
            .. SettingOperations.All,
            .. SettingsVersionOperations.All,
            .. ListOperations.All,
            .. KeyOperations.All,
            .. ImportOperations.All,
            .. RunOperations.All,
            .. LinkOperations.All,
            .. ProblemOperations.All,
            .. LogOperations.All,
        ];
        operations.Add(OpenApiDocument.OperationFor(operations, mount));
        return operations;
    }

    private static ConnectorEndpointOptions Checked(IServiceProvider services)
    {
        if (services.GetService<ConnectorEndpointOptions>() is not { } options)
        {
            throw new InvalidOperationException(
                "MapSequenceConnectors needs to know who may call and for which tenant. "
                + "Call connectors.AddEndpoints(options => …) in AddSequenceConnectors.");
        }

        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(SyncEngine)) == false)
        {
            throw new InvalidOperationException(
                "MapSequenceConnectors needs the sync engine. Call connectors.AddSync() in AddSequenceConnectors.");
        }

        var problems = options.Problems().ToList();
        return problems.Count == 0 ? options : throw new InvalidOperationException(
            $"MapSequenceConnectors cannot answer anyone. {string.Join(" ", problems)}");
    }

    private static void RefuseAnonymous(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<IAllowAnonymous>().Any())
        {
            throw new InvalidOperationException(
                $"{endpoint.DisplayName} was made anonymous, and it shows a tenant's data. Remove AllowAnonymous from what "
                + "MapSequenceConnectors returned, or from the group around it.");
        }
    }
}
