using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>How a company is connected, and that sandbox and real companies are kept apart.</summary>
public sealed class ConnectTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S3-1")]
    public async Task A_company_that_a_person_consents_to_is_connected_and_can_be_read_at_once()
    {
        await using var world = await QuickBooksWorld.StartAsync();

        var connection = Assert.Single(await world.ConnectAsync("tenant-2"));
        var session = await world.Connectors.OpenAsync(connection.Id, Token);

        Assert.Equal((world.Company.RealmId, ConnectionState.Active), (connection.AccountId, connection.State));
        Assert.NotNull(await session.Customers.FindAsync("1", Token));
    }

    [Fact]
    public async Task A_company_is_connected_by_its_name_and_only_if_the_consent_opens_it()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var other = world.QuickBooks.AddCompany(QuickBooksCompanyProfile.UnitedStates);
        Assert.False(string.IsNullOrEmpty(world.Connection.AccountName));

        var page = await world.Connectors.BeginConnectAsync(
            new()
            {
                Connector = "quickbooks",
                App = "sandbox",
                Tenant = "tenant-2",
                RedirectUri = new("https://host.example/connectors/callback"),
            },
            Token
        );
        var answer = world.QuickBooks.Approve(page, world.Company.RealmId);
        var changed = new Uri(answer.AbsoluteUri.Replace(world.Company.RealmId, other.RealmId, StringComparison.Ordinal));

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => world.Connectors.CompleteConnectAsync(changed, Token));

        Assert.Equal(ConnectorErrorKind.Forbidden, refused.Kind);
        Assert.Contains(other.RealmId, refused.Message, StringComparison.Ordinal);
        Assert.Empty(await world.Services.GetRequiredService<IConnectionStore>().ListAsync("tenant-2", Token));
    }

    [Theory]
    [InlineData(ConnectorEnvironment.Sandbox, "sandbox-quickbooks.api.intuit.com")]
    [InlineData(ConnectorEnvironment.Production, "quickbooks.api.intuit.com")]
    [Trait("Behaviour", "S3-2")]
    public async Task An_app_calls_the_address_of_its_own_kind_of_companies_only(ConnectorEnvironment environment, string host)
    {
        var asked = new List<string>();
        await using var services = Offline(environment, asked);
        await services
            .GetRequiredService<IGrantStore>()
            .AddAsync(
                new()
                {
                    Id = "g-1",
                    Connector = "quickbooks",
                    App = "app",
                    AccessToken = new("access"),
                    RefreshToken = new("refresh"),
                },
                Token
            );
        await services
            .GetRequiredService<IConnectionStore>()
            .AddAsync(
                new()
                {
                    Id = "c-1",
                    Tenant = "t-1",
                    Connector = "quickbooks",
                    Environment = environment,
                    App = "app",
                    GrantId = "g-1",
                    AccountId = "1",
                },
                Token
            );
        var session = await services.GetRequiredService<SequenceConnectors>().OpenAsync("c-1", Token);

        await session.Customers.FindAsync("1", Token);

        Assert.Equal([host], asked.Distinct());
    }

    [Fact]
    [Trait("Behaviour", "S3-2")]
    public async Task A_company_that_the_app_is_not_for_is_named_before_anything_is_written()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        world.Company.AppBlocked = true;

        var problem = Assert.Single((await world.Session.PreflightAsync(Token)).Problems);

        Assert.Equal("quickbooks.app.refused", problem.Code);
        Assert.Contains("'sandbox'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("the app's keys are for sandbox companies", problem.Message, StringComparison.Ordinal);
        Assert.NotNull(problem.Fix);
    }

    private static ServiceProvider Offline(ConnectorEnvironment environment, List<string> asked)
    {
        var services = new ServiceCollection();
        services.AddSequenceConnectors(connectors =>
            connectors
                .AddQuickBooks(quickbooks =>
                    quickbooks.App(
                        "app",
                        app => (app.Environment, app.ClientId, app.ClientSecret) = (environment, "id", new("secret"))
                    )
                )
                .ConfigureHttpClient("quickbooks", http => http.ConfigurePrimaryHttpMessageHandler(() => new NoCompany(asked)))
        );
        return services.BuildServiceProvider();
    }

    private sealed class NoCompany(List<string> asked) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            asked.Add(request.RequestUri!.Host);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"QueryResponse":{}}""") });
        }
    }
}
