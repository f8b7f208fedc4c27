using Microsoft.Extensions.Configuration;

namespace Sequence.Connectors.Http.Tests;

public sealed class OAuthAppsTests
{
    [Fact]
    public void Reads_the_apps_of_a_section()
    {
        var apps = new Dictionary<string, OAuthApp>();

        OAuthApps.Bind(
            Section(
                ("Apps:sandbox:ClientId", "id"),
                ("Apps:sandbox:ClientSecret", "s"),
                ("Apps:sandbox:Environment", "sandbox"),
                ("Apps:sandbox:TokenAddress", "http://localhost:5055/token"),
                ("Apps:sandbox:Scopes:0", "a"),
                ("Apps:sandbox:WebhookSecrets:0", "w")),
            apps);

        var app = OAuthApps.Get(apps, "sandbox", "TestBooks");
        Assert.Equal(("id", "s", ConnectorEnvironment.Sandbox), (app.ClientId, app.ClientSecret!.Reveal(), app.Environment));
        Assert.Equal("http://localhost:5055/token", app.TokenAddress!.AbsoluteUri);
        Assert.Equal("a", Assert.Single(app.Scopes));
        Assert.Equal("w", Assert.Single(app.WebhookSecrets).Reveal());
    }

    [Fact]
    public void Names_the_setting_and_the_call_for_an_app_that_is_missing()
    {
        var apps = new Dictionary<string, OAuthApp> { ["sandbox"] = new() };

        var failure = Assert.Throws<ConnectorException>(() => OAuthApps.Get(apps, "production", "TestBooks"));

        Assert.Equal(ConnectorErrorKind.Configuration, failure.Kind);
        Assert.Equal(
            "TestBooks has no app named 'production'; it has sandbox. Set TestBooks:Apps:production:ClientId, or call "
            + "AddTestBooks(options => options.Apps[\"production\"] = new OAuthApp { … }). "
            + "One that is for some tenants only names them in TestBooks:Apps:production:Tenants.",
            failure.Message);
    }

    [Fact]
    public void Names_the_setting_for_a_client_id_that_is_missing()
    {
        var failure = Assert.Throws<ConnectorException>(() =>
            OAuthApps.Get(new Dictionary<string, OAuthApp> { ["sandbox"] = new() }, "sandbox", "TestBooks")
        );

        Assert.Contains("TestBooks:Apps:sandbox:ClientId", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_setting_for_an_address_that_is_not_safe()
    {
        var app = new OAuthApp { ClientId = "id", ApiAddress = new Uri("http://books.example") };

        var problem = Assert.Single(OAuthApps.Check(app, "sandbox", "TestBooks"));

        Assert.Contains("TestBooks:Apps:sandbox:ApiAddress", problem, StringComparison.Ordinal);
        Assert.Contains("https", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Apps:x:Environment", "prod", "Production or Sandbox")]
    [InlineData("Apps:x:Environment", "7", "Production or Sandbox")]
    [InlineData("Apps:x:ApiAddress", "books", "absolute address")]
    public void Names_the_setting_for_a_value_that_cannot_be_read(string key, string value, string says)
    {
        var failure = Assert.Throws<ConnectorException>(() => OAuthApps.Bind(Section((key, value)), new Dictionary<string, OAuthApp>()));

        Assert.Contains("TestBooks:" + key, failure.Message, StringComparison.Ordinal);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    private static IConfigurationSection Section(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(one => new KeyValuePair<string, string?>("TestBooks:" + one.Key, one.Value)))
        .Build()
        .GetSection("TestBooks");
}
