using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.Http.Tests;

/// <summary>One process of a host that uses the test connector.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public TestHost(
        ManualClock? clock = null,
        IGrantStore? grants = null,
        Action<SequenceConnectorsBuilder>? configure = null,
        Action<IServiceCollection>? services = null
    )
    {
        Clock = clock ?? new ManualClock();
        Grants = grants ?? new InMemoryGrantStore();
        Api = new StubSystem(Clock);
        Login = new StubSystem(Clock);
        var collection = new ServiceCollection();
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddSingleton(Grants);
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
        services?.Invoke(collection);
        collection.AddSequenceConnectors(connectors =>
        {
            connectors.AddConnectorHttp("test");
            connectors.ConfigureHttpClient("test", http => http.ConfigurePrimaryHttpMessageHandler(() => Api));
            connectors.ConfigureOAuthClient("test", http => http.ConfigurePrimaryHttpMessageHandler(() => Login));
            connectors.Services.AddSingleton<IConnector, TestConnector>();
            configure?.Invoke(connectors);
        });
        _services = collection.BuildServiceProvider();
    }

    public ManualClock Clock { get; }

    public IGrantStore Grants { get; }

    public StubSystem Api { get; }

    public StubSystem Login { get; }

    public LogCollector Logs { get; } = new();

    public GrantTokens Tokens => Get<GrantTokens>();

    public static Connection Connection { get; } = new()
    {
        Id = "connection-1",
        Tenant = "tenant-1",
        Connector = "test",
        Environment = ConnectorEnvironment.Production,
        App = "production",
        GrantId = "grant-1",
        AccountId = "account-1",
    };

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<Grant> AddGrantAsync(Duration? expiresIn = null) => Grants.AddAsync(
        new Grant
        {
            Id = "grant-1",
            Connector = "test",
            App = "production",
            AccessToken = new Secret("access-0"),
            RefreshToken = new Secret("refresh-0"),
            AccessTokenExpiresAt = Clock.Now + (expiresIn ?? Duration.FromHours(1)),
        },
        TestContext.Current.CancellationToken);

    public async Task<Grant> GrantAsync() => (await Grants.FindAsync("grant-1", TestContext.Current.CancellationToken))!;

    public ApiClient Open(ApiProfile? profile = null, Connection? connection = null, OAuthApp? app = null) =>
        Get<ApiClientFactory>()
            .Open(
                profile ?? TestConnector.Profile,
                TestConnector.OAuth,
                new ConnectionContext { Connection = connection ?? Connection, Clock = Clock },
                app ?? TestConnector.App
            );

    /// <summary>Sends a request and moves the clock until it is answered.</summary>
    public Task<ApiResponse> SendAsync(ApiRequest request, ApiProfile? profile = null) =>
        Clock.DriveAsync(Open(profile).SendAsync(request, TestContext.Current.CancellationToken));

    public static ApiRequest Read(string path = "invoices") =>
        new()
        {
            Method = HttpMethod.Get,
            Path = path,
            Operation = "GET invoices",
            Effect = RequestEffect.Read,
        };

    public static ApiRequest Write(RequestEffect effect, string path = "invoice") =>
        new() { Method = HttpMethod.Post, Path = path, Operation = "POST invoice", Effect = effect, Body = "{\"total\":1}"u8.ToArray() };

    /// <summary>Makes the login server give out token n+1 for token n, once.</summary>
    public void RotateTokens()
    {
        var turn = 0;
        Login.Answers = (_, _) =>
        {
            turn++;
            return Task.FromResult(
                StubSystem.Json($$"""{"access_token":"access-{{turn}}","refresh_token":"refresh-{{turn}}","expires_in":"3600"}""")
            );
        };
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
