using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.Http;

/// <summary>
/// Builds the pipeline around whatever handlers the host added, by name or by default:
/// tracing → retry → limit → authentication → answer → the host's → guard → HTTP.
/// </summary>
internal sealed class PipelineFilter(IServiceProvider services, TimeProvider clock) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (builder.Name?.StartsWith(ApiClientFactory.ClientName(""), StringComparison.Ordinal) is not true)
        {
            return;
        }

        FollowNothing(builder.PrimaryHandler);
        builder.PrimaryHandler = new GuardHandler(builder.PrimaryHandler);
        if (!OAuthClient.IsClientName(builder.Name))
        {
            var index = 0;
            foreach (var handler in Pipeline())
            {
                builder.AdditionalHandlers.Insert(index++, handler);
            }
        }
    };

    private IEnumerable<DelegatingHandler> Pipeline()
    {
        var counter = services.GetRequiredService<CallCounter>();
        var log = services.GetRequiredService<ILogger<ApiClient>>();
        yield return new TracingHandler(clock, log);
        yield return new RetryHandler(clock, counter, log);
        yield return new LimitHandler(services.GetRequiredService<RateLimiter>(), counter, clock);
        yield return new AuthenticationHandler(services.GetRequiredService<GrantTokens>());
        yield return new AnswerHandler(clock, counter);
    }

    private static void FollowNothing(HttpMessageHandler handler)
    {
        if (handler is SocketsHttpHandler sockets)
        {
            (sockets.AllowAutoRedirect, sockets.UseCookies, sockets.AutomaticDecompression) = (false, false, DecompressionMethods.All);
        }
        else if (handler is HttpClientHandler client)
        {
            (client.AllowAutoRedirect, client.UseCookies, client.AutomaticDecompression) = (false, false, DecompressionMethods.All);
        }
    }
}
