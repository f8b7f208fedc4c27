namespace Sequence.Connectors.Xero;

/// <summary>How the host is known to Xero, and how Xero is spoken to.</summary>
public sealed class XeroOptions
{
    /// <summary>
    /// The host's apps by name, such as <c>production</c> and <c>sandbox</c>, or one that a tenant brought. An app without a
    /// secret proves itself by a proof key (PKCE); one with <see cref="OAuthApp.UsesClientCredentials"/> is a custom connection,
    /// which reaches the one organisation that it was made for.
    /// </summary>
    public IDictionary<string, OAuthApp> Apps { get; } = new Dictionary<string, OAuthApp>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The page of an invoice at the host, which Xero shows as "Go to …": a template where <c>{id}</c> and <c>{number}</c> are
    /// filled in, escaped. Xero refuses addresses that contain its own name.
    /// </summary>
    /// <value>The default is null: invoices in Xero link nowhere.</value>
    public string? DocumentAddress { get; set; }

    /// <summary>
    /// The template of links to pages of Xero; <c>{shortcode}</c> and <c>{path}</c> are filled in, the latter escaped.
    /// https://developer.xero.com/documentation/guides/how-to-guides/deep-link-xero/
    /// </summary>
    /// <value>The default opens the page in the right organisation, whichever one the reader last looked at.</value>
    public string LinkTemplate { get; set; } = XeroLinks.DefaultTemplate;

    /// <summary>Adds an app by name, or changes it.</summary>
    public XeroOptions App(string name, Action<OAuthApp> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        if (!Apps.TryGetValue(name, out var app))
        {
            Apps[name] = app = new OAuthApp();
        }

        configure(app);
        return this;
    }
}
