using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Tests;

public sealed class SequenceConnectorsTests : IDisposable
{
    private readonly FakeHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Sessions_follow_the_settings_that_were_set()
    {
        var connection = (await _host.ConnectAsync())[0];

        var configured = await _host.Connectors.ConfigureAsync(
            connection.Id,
            settings => settings.With("items.default", "3").With("taxes.vat", "5"),
            Token
        );

        Assert.Equal("3", configured.Settings.Find("items.default"));
        Assert.Equal("5", (await _host.Connectors.OpenAsync(connection.Id, Token)).Connection.Settings.Find("taxes.vat"));
    }

    [Theory]
    [InlineData("items.defualt", "3", "Fake Books has no setting 'items.defualt'; it has items.default, taxes.*, rounding.")]
    [InlineData("taxes.", "5", "Fake Books has no setting 'taxes.'; it has items.default, taxes.*, rounding.")]
    [InlineData("rounding", "sideways", "The setting 'rounding' of Fake Books is 'sideways'; it takes up, down.")]
    public async Task Refuses_a_setting_that_would_do_nothing(string key, string value, string message)
    {
        var connection = (await _host.ConnectAsync())[0];

        var refused = await Assert.ThrowsAsync<ConnectorException>(() =>
            _host.Connectors.ConfigureAsync(connection.Id, settings => settings.With(key, value), Token)
        );

        Assert.Equal(ConnectorErrorKind.Configuration, refused.Kind);
        Assert.Equal(message, refused.Message);
        Assert.Empty((await _host.Connectors.OpenAsync(connection.Id, Token)).Connection.Settings.Values);
    }

    [Fact]
    public async Task Sets_settings_on_top_of_a_change_that_came_first()
    {
        var connection = (await _host.ConnectAsync())[0];
        var calls = 0;

        var configured = await _host.Connectors.ConfigureAsync(connection.Id, Change, Token);

        Assert.Equal(2, calls);
        Assert.Equal(("3", "up"), (configured.Settings.Find("items.default"), configured.Settings.Find("rounding")));

        ConnectionSettings Change(ConnectionSettings settings)
        {
            if (calls++ == 0)
            {
                Assert.NotNull(
                    _host
                        .Connections.TryReplaceAsync(connection with { Settings = settings.With("rounding", "up") }, Token)
                        .Result
                );
            }

            return settings.With("items.default", "3");
        }
    }

    [Fact]
    public void Names_what_is_registered_and_the_fix_when_a_system_is_unknown()
    {
        var refused = Assert.Throws<ConnectorException>(() => _host.Connectors.SurfaceOf("quickbook"));

        Assert.Equal(ConnectorErrorKind.Configuration, refused.Kind);
        Assert.Contains("'quickbook'. Registered: fake.", refused.Message, StringComparison.Ordinal);
        Assert.Contains("call its Add method inside AddSequenceConnectors()", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_that_nothing_is_registered()
    {
        using var services = new ServiceCollection().AddSequenceConnectors().BuildServiceProvider();

        var refused = Assert.Throws<ConnectorException>(() => services.GetRequiredService<SequenceConnectors>().SurfaceOf("fake"));

        Assert.Contains("Registered: none.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_two_systems_with_one_id()
    {
        using var services = new ServiceCollection()
            .AddSingleton<IConnector>(new FakeConnector())
            .AddSingleton<IConnector>(new FakeConnector())
            .AddSequenceConnectors()
            .BuildServiceProvider();

        var refused = Assert.Throws<ConnectorException>(() => services.GetRequiredService<SequenceConnectors>());

        Assert.Contains("'fake'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prints_what_every_system_can_do() => Assert.Equal(
        """
        | | Fake Books |
        |---|---|
        | API version | v1 |
        | Invoice | read (changes, 100 a page); write (upsert, mark sent; 30 a call) |
        | Consent | OAuth 2.0 |
        | Preflight | yes |
        | Change feed | – |
        | Webhooks | – |

        """,
        _host.Connectors.Describe());

    [Fact]
    public void Adds_to_what_is_there_when_it_is_registered_twice()
    {
        using var services = new ServiceCollection()
            .AddSequenceConnectors(connectors => connectors.UseGrantStore<InMemoryGrantStore>().UseSecretKeys(new byte[32]))
            .AddSequenceConnectors()
            .BuildServiceProvider();

        Assert.Single(services.GetServices<SequenceConnectors>());
        Assert.Single(services.GetServices<IGrantStore>());
        Assert.IsType<AesGcmSecretProtector>(services.GetRequiredService<ISecretProtector>());
    }

    [Fact]
    public async Task Opens_a_session_over_a_connection()
    {
        var connection = Assert.Single(await _host.ConnectAsync());

        var session = await _host.Connectors.OpenAsync(connection.Id, Token);

        Assert.Equal(("fake", connection), (session.Connector.Id, session.Connection));
        Assert.Equal("EUR", Assert.Single((await session.PreflightAsync(Token)).Facts).Value);
        Assert.Equal(new FakeOffer("4711"), session.Find<FakeOffer>());
        Assert.Null(session.Find<IDisposable>());
    }

    [Fact]
    public async Task Refuses_to_open_a_connection_that_does_not_exist()
    {
        var refused = await Assert.ThrowsAsync<ConnectorException>(() => _host.Connectors.OpenAsync("c-9", Token));

        Assert.Equal((ConnectorErrorKind.Configuration, "There is no connection with the id 'c-9'."), (refused.Kind, refused.Message));
    }

    [Fact]
    public async Task Refuses_to_open_a_connection_that_cannot_be_used_and_says_why()
    {
        var connection = Assert.Single(await _host.ConnectAsync());
        var grant = await _host.Grants.FindAsync(connection.GrantId, Token);
        await _host.Grants.TryReplaceAsync(
            grant! with
            {
                State = GrantState.NeedsReauthorization,
                StateReason = "Consent was withdrawn.",
            },
            Token
        );

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => _host.Connectors.OpenAsync(connection.Id, Token));

        Assert.Equal((ConnectorErrorKind.Unauthorized, "fake", connection.Id), (refused.Kind, refused.Connector, refused.ConnectionId));
        Assert.Contains("Fake Books cannot be used: Consent was withdrawn.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_to_open_a_connection_that_was_ended()
    {
        var connection = Assert.Single(await _host.ConnectAsync());
        await _host.Connectors.DisconnectAsync(connection.Id, Token);

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => _host.Connectors.OpenAsync(connection.Id, Token));

        Assert.Contains("it was disconnected. Connect the account again.", refused.Message, StringComparison.Ordinal);
    }
}
