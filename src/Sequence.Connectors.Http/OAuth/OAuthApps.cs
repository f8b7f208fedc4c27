using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Sequence.Connectors.Http;

/// <summary>Reads and checks the named apps of a connector's options.</summary>
public static class OAuthApps
{
    /// <summary>The app with a name, if the tenant may connect with it.</summary>
    /// <param name="apps">The apps by name.</param>
    /// <param name="name">The name, as a request to connect has it.</param>
    /// <param name="tenant">The tenant that wants to connect.</param>
    /// <param name="section">The usual configuration section of the connector, such as <c>QuickBooks</c>.</param>
    /// <exception cref="ConnectorException">
    /// The tenant has no app of that name; the message names those that it has, and no other tenant's. Or the app is incomplete; the
    /// message names the setting.
    /// </exception>
    public static OAuthApp Get(IReadOnlyDictionary<string, OAuthApp> apps, string name, string tenant, string section)
    {
        ArgumentNullException.ThrowIfNull(apps);
        var open = apps.Where(one => one.Value.Tenants.Count == 0 || one.Value.Tenants.Contains(tenant))
            .ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);
        return Get(open, name, section);
    }

    /// <summary>The app with a name.</summary>
    /// <param name="apps">The apps by name.</param>
    /// <param name="name">The name, as a connection or a request to connect has it.</param>
    /// <param name="section">The usual configuration section of the connector, such as <c>QuickBooks</c>, and the end of its
    /// <c>Add…</c> method.</param>
    /// <exception cref="ConnectorException">No app has the name, or it is incomplete; the message names the setting.</exception>
    public static OAuthApp Get(IReadOnlyDictionary<string, OAuthApp> apps, string name, string section)
    {
        ArgumentNullException.ThrowIfNull(apps);
        if (!apps.TryGetValue(name, out var app))
        {
            throw new ConnectorException(
                ConnectorErrorKind.Configuration,
                $"{section} has no app named '{name}'; it has {(apps.Count == 0 ? "none" : string.Join(", ", apps.Keys.Order(StringComparer.Ordinal)))}. "
                + $"Set {section}:Apps:{name}:ClientId, or call Add{section}(options => options.Apps[\"{name}\"] = new OAuthApp {{ … }}). "
                + $"One that is for some tenants only names them in {section}:Apps:{name}:Tenants.");
        }

        return Check(app, name, section) is [var problem, ..]
            ? throw new ConnectorException(ConnectorErrorKind.Configuration, problem)
            : app;
    }

    /// <summary>
    /// Everything that is wrong with an app, each with the setting to mend; empty when nothing is. For validators of options.
    /// </summary>
    public static IReadOnlyList<string> Check(OAuthApp app, string name, string section)
    {
        ArgumentNullException.ThrowIfNull(app);
        var problems = new List<string>();
        var path = $"{section}:Apps:{name}";
        if (string.IsNullOrWhiteSpace(app.ClientId))
        {
            problems.Add(
                $"{section} has no client id for the app '{name}'. Set {path}:ClientId, or call "
                + $"Add{section}(options => options.Apps[\"{name}\"] = new OAuthApp {{ ClientId = … }}).");
        }

        if (app is { UsesClientCredentials: true, Tenants.Count: 0 })
        {
            problems.Add(
                $"The app '{name}' of {section} reaches an account without anybody's consent, and names no tenant that may connect with it. "
                    + $"Set {path}:Tenants:0."
            );
        }

        (string Setting, Uri? Address)[] addresses =
        [
            (nameof(OAuthApp.ApiAddress), app.ApiAddress),
            (nameof(OAuthApp.AuthorizeAddress), app.AuthorizeAddress),
            (nameof(OAuthApp.TokenAddress), app.TokenAddress),
            (nameof(OAuthApp.RevokeAddress), app.RevokeAddress),
        ];
        problems.AddRange(
            from one in addresses
            where one.Address is { } address && !HostRule.IsSafe(address)
            select $"{path}:{one.Setting} is '{one.Address}'. It must be an absolute https address; plain http is allowed for this machine only."
        );
        return problems;
    }

    /// <summary>
    /// Reads the apps from a connector's section, such as <c>QuickBooks:Apps:production:ClientId</c>. Apps that are there already
    /// are changed.
    /// </summary>
    /// <exception cref="ConnectorException">A value cannot be read; the message names the setting.</exception>
    public static void Bind(IConfiguration section, IDictionary<string, OAuthApp> apps)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(apps);
        foreach (var entry in section.GetSection("Apps").GetChildren())
        {
            if (!apps.TryGetValue(entry.Key, out var app))
            {
                apps[entry.Key] = app = new OAuthApp();
            }

            Bind(entry, app);
        }
    }

    private static void Bind(IConfigurationSection entry, OAuthApp app)
    {
        app.ClientId = entry[nameof(OAuthApp.ClientId)] ?? app.ClientId;
        app.ClientSecret = entry[nameof(OAuthApp.ClientSecret)] ?? app.ClientSecret;
        app.ApiAddress = Address(entry, nameof(OAuthApp.ApiAddress)) ?? app.ApiAddress;
        app.AuthorizeAddress = Address(entry, nameof(OAuthApp.AuthorizeAddress)) ?? app.AuthorizeAddress;
        app.TokenAddress = Address(entry, nameof(OAuthApp.TokenAddress)) ?? app.TokenAddress;
        app.RevokeAddress = Address(entry, nameof(OAuthApp.RevokeAddress)) ?? app.RevokeAddress;
        if (entry[nameof(OAuthApp.UsesClientCredentials)] is { } uses)
        {
            app.UsesClientCredentials = bool.TryParse(uses, out var flag)
                ? flag
                : throw Unreadable(entry, nameof(OAuthApp.UsesClientCredentials), uses, "true or false");
        }

        if (entry[nameof(OAuthApp.Environment)] is { } text)
        {
            app.Environment =
                Enum.TryParse<ConnectorEnvironment>(text, ignoreCase: true, out var environment) && Enum.IsDefined(environment)
                    ? environment
                    : throw Unreadable(entry, nameof(OAuthApp.Environment), text, "Production or Sandbox");
        }

        foreach (var scope in Values(entry, nameof(OAuthApp.Scopes)))
        {
            app.Scopes.Add(scope);
        }

        app.Tenants.UnionWith(Values(entry, nameof(OAuthApp.Tenants)));
        foreach (var secret in Values(entry, nameof(OAuthApp.WebhookSecrets)))
        {
            app.WebhookSecrets.Add(new Secret(secret));
        }
    }

    private static IEnumerable<string> Values(IConfigurationSection entry, string name) =>
        from child in entry.GetSection(name).GetChildren() where !string.IsNullOrEmpty(child.Value) select child.Value;

    private static Uri? Address(IConfigurationSection entry, string name) => entry[name] switch
    {
        null or "" => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var address) => address,
        var text => throw Unreadable(entry, name, text, "an absolute address, such as https://api.example.com"),
    };

    private static ConnectorException Unreadable(IConfigurationSection entry, string name, string text, string expected) =>
        new(
            ConnectorErrorKind.Configuration,
            string.Create(CultureInfo.InvariantCulture, $"{entry.Path}:{name} is '{text}'; it must be {expected}.")
        );
}
