using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Http.Tests;

public sealed class HostRuleTests
{
    [Theory]
    [InlineData("https://api.test.example/x", true)]
    [InlineData("https://API.TEST.EXAMPLE/x", true)]
    [InlineData("https://eu.accounts.test.example/x", true)]
    [InlineData("http://api.test.example/x", false)]
    [InlineData("https://api.test.example:8443/x", false)]
    [InlineData("https://api.test.example.evil.example/x", false)]
    [InlineData("https://evil-accounts.test.example/x", false)]
    [InlineData("https://user@api.test.example/x", false)]
    [InlineData("http://localhost:5055/x", false)]
    public void Allows_the_hosts_of_the_system_only(string address, bool allowed)
    {
        var rule = new HostRule("Test Books", new Uri("https://api.test.example/base/"), [".accounts.test.example"]);

        Assert.Equal(allowed, rule.Allows(new Uri(address)));
    }

    [Fact]
    public void Allows_plain_http_to_this_machine_when_the_app_says_so()
    {
        var rule = new HostRule("Test Books", new Uri("http://127.0.0.1:5055"), []);

        Assert.True(rule.Allows(new Uri("http://127.0.0.1:5055/v3")));
        Assert.False(rule.Allows(new Uri("http://127.0.0.1:5056/v3")));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("http://api.test.example/")]
    public async Task Refuses_a_connection_to_a_foreign_address_before_anything_is_sent(string address)
    {
        await using var host = new TestHost();

        var failure = Assert.Throws<ConnectorException>(() =>
            host.Open(connection: TestHost.Connection with { ApiAddress = new Uri(address) })
        );

        Assert.Equal(ConnectorErrorKind.Configuration, failure.Kind);
        Assert.Contains(new Uri(address).Host, failure.Message, StringComparison.Ordinal);
        Assert.Contains("ApiAddress", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sends_to_the_address_of_the_account_when_it_is_one_of_the_systems()
    {
        await using var host = new TestHost();
        await host.AddGrantAsync();
        var client = host.Open(connection: TestHost.Connection with { ApiAddress = new Uri("https://eu.accounts.test.example") });

        await host.Clock.DriveAsync(client.SendAsync(TestHost.Read("v1/x"), TestContext.Current.CancellationToken));

        Assert.Equal("https://eu.accounts.test.example/v1/x", Assert.Single(host.Api.Requests).Address.AbsoluteUri);
    }

    [Theory]
    [InlineData("../../admin")]
    [InlineData("x/%2e%2e/%2e%2e/%2e%2e/admin")]
    public async Task Refuses_a_path_that_leads_out_of_the_api_address(string path)
    {
        await using var host = new TestHost();
        await host.AddGrantAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => host.SendAsync(TestHost.Read(path)));
        Assert.Empty(host.Api.Requests);
    }

    [Fact]
    public async Task Takes_an_absolute_address_in_a_path_for_a_path()
    {
        await using var host = new TestHost();
        await host.AddGrantAsync();

        await host.SendAsync(TestHost.Read("https://evil.example/x"));

        Assert.Equal("api.test.example", Assert.Single(host.Api.Requests).Address.Host);
    }

    [Fact]
    public async Task Does_not_follow_a_redirect_to_a_foreign_host_and_names_it()
    {
        await using var host = new TestHost();
        await host.AddGrantAsync();
        host.Api.AnswersInTurn(() => StubSystem.Json("", 307, ("Location", "https://evil.example/collect?token=abc")));

        var answer = await host.SendAsync(TestHost.Write(RequestEffect.Once));

        var failure = Assert.Throws<ConnectorException>(answer.EnsureSuccess);
        Assert.Equal(ConnectorErrorKind.Configuration, failure.Kind);
        Assert.Contains("evil.example", failure.Message, StringComparison.Ordinal);
        Assert.Contains("redirects are not followed", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("abc", failure.Message, StringComparison.Ordinal);
        Assert.Single(host.Api.Requests);
    }

    [Fact]
    public async Task Does_not_follow_redirects_over_real_sockets()
    {
        var primary = new SocketsHttpHandler();
        await using var host = new TestHost(configure: connectors =>
            connectors.ConfigureHttpClient("test", http => http.ConfigurePrimaryHttpMessageHandler(() => primary))
        );

        _ = host.Get<IHttpMessageHandlerFactory>().CreateHandler(ApiClientFactory.ClientName("test"));

        Assert.False(primary.AllowAutoRedirect);
        Assert.False(primary.UseCookies);
    }
}
