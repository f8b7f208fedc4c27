namespace Sequence.Connectors.QuickBooks;

/// <summary>How the host is known to Intuit, and how QuickBooks is spoken to.</summary>
public sealed class QuickBooksOptions
{
    /// <summary>
    /// The host's apps by name, such as <c>production</c> and <c>sandbox</c>, or one that a tenant brought: keys of a development
    /// app reach sandbox companies only, those of a production app real ones only.
    /// </summary>
    public IDictionary<string, OAuthApp> Apps { get; } = new Dictionary<string, OAuthApp>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Intuit's ids of the apps, by the apps' names, as developer.intuit.com shows them. With one, problems that a new consent mends
    /// link to Intuit's own page for it, which ends at the reconnect address that the app has there.
    /// </summary>
    public IDictionary<string, string> AppIds { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The template of links to pages of QuickBooks; <c>{host}</c>, <c>{page}</c> and <c>{company}</c> are filled in, the latter
    /// two escaped. Intuit documents no contract for it.
    /// </summary>
    /// <value>The default opens the page in the right company, whichever one the reader is signed in to.</value>
    public string LinkTemplate { get; set; } = QuickBooksLinks.DefaultTemplate;

    /// <summary>
    /// How many metered reads an app may make in any 24 hours, over all of its companies; null for no budget. Intuit meters
    /// reads, queries and change data, writes not, and blocks an app to the end of the month once its tier is used up: 500,000 a
    /// month for Builder, which is 16,000 a day. Background reads leave <see cref="ApiOptions.Reserve"/> of it free. Counted in
    /// this process.
    /// </summary>
    public int? ReadsPerDay { get; set; }

    /// <summary>How many of them may go to one company, so that none uses up what is there for all; null for no budget.</summary>
    public int? ReadsPerDayOfCompany { get; set; }

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
