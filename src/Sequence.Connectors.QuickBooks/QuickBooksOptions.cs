using Sequence.Connectors.Http;

namespace Sequence.Connectors.QuickBooks;

/// <summary>How the host is known to Intuit, and how QuickBooks is spoken to.</summary>
public sealed class QuickBooksOptions
{
    /// <summary>
    /// The host's apps by name, such as <c>production</c> and <c>sandbox</c>, or one that a tenant brought: keys of a development app reach sandbox companies only,
    /// those of a production app real ones only.
    /// </summary>
    public IDictionary<string, OAuthApp> Apps { get; } = new Dictionary<string, OAuthApp>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The template of links to pages of QuickBooks; <c>{host}</c>, <c>{page}</c> and <c>{company}</c> are filled in, the latter two escaped. Intuit documents no contract
    /// for it.
    /// </summary>
    /// <value>The default opens the page in the right company, whichever one the reader is signed in to.</value>
    public string LinkTemplate { get; set; } = QuickBooksLinks.DefaultTemplate;

    /// <summary>Adds an app by name, or changes it.</summary>
    public QuickBooksOptions App(string name, Action<OAuthApp> configure)
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
