namespace Sequence.Connectors.QuickBooks;

/// <summary>One company, open for calls: what readers and writers share.</summary>
internal sealed class QuickBooksConnection(
    ConnectionContext context,
    ApiClient client,
    QuickBooksCache cache,
    QuickBooksOptions options,
    SettleTime settleTime,
    HostProduct product
)
{
    public Connection Connection => context.Connection;

    public QuickBooksApi Api { get; } = new(client, context.Connection.AccountId);

    public QuickBooksSettings Settings { get; } = new(context.Connection.Settings);

    public QuickBooksLinks Links { get; } = new(options.LinkTemplate, context.Connection.Environment, context.Connection.AccountId);

    /// <summary>
    /// Intuit's page where an administrator consents anew; null where the app's id at Intuit is not known.
    /// https://blogs.intuit.com/2025/11/12/important-changes-to-refresh-token-policy/
    /// </summary>
    public Uri? ReconnectLink => options.AppIds.TryGetValue(Connection.App, out var app)
        ? new(
            $"https://appcenter.intuit.com/app/connect/oauth2/request?appId={Uri.EscapeDataString(app)}"
                + $"&realmId={Uri.EscapeDataString(Connection.AccountId)}&mode=reconnect")
        : null;

    public HostProduct Product => product;

    public SettleTime SettleTime => settleTime;

    public WriteCall WriteCall { get; } = new(QuickBooksFacts.Name, settleTime, context.Clock);

    public TimeProvider Clock => context.Clock;

    public Instant Now => Instant.FromDateTimeOffset(Clock.GetUtcNow());

    public QuickBooksReadScope ReadScope(QuickBooksCompanyFacts? company) => new(Links, Settings, company);

    /// <summary>What reading needs; the company only where the tenant's choices ask for it.</summary>
    public async Task<QuickBooksReadScope> ReadScopeAsync(CancellationToken cancellationToken) =>
        ReadScope(Settings.DefaultCountry == "company" ? await CompanyAsync(cancellationToken).ConfigureAwait(false) : null);

    /// <summary>What the company is, as read within the last day.</summary>
    public Task<QuickBooksCompanyFacts> CompanyAsync(CancellationToken cancellationToken) =>
        cache.CompanyAsync(Connection, ReadCompanyAsync, Now, cancellationToken);

    /// <summary>What the company is, past the cache.</summary>
    public async Task<QuickBooksCompanyFacts> ReadCompanyAsync(CancellationToken cancellationToken)
    {
        var info = await Api.CompanyInfoAsync(cancellationToken).ConfigureAwait(false);
        var preferences = await Api.PreferencesAsync(cancellationToken).ConfigureAwait(false);
        var terms = await Api.QueryAsync(new QuickBooksQuery("Term").Page(1, QuickBooksFacts.PageSize), cancellationToken)
            .ConfigureAwait(false);
        return QuickBooksCompanyFacts.From(
            QuickBooksPage.ReadSingle(info.Body, "CompanyInfo", QuickBooksCompanyInfo.Shape) ?? new(),
            QuickBooksPage.ReadSingle(preferences.Body, "Preferences", QuickBooksPreferences.Shape) ?? new(),
            QuickBooksPage.Read(terms.Body, "Term", QuickBooksTerm.Shape).Select(one => one.Wire).OfType<QuickBooksTerm>());
    }

    /// <summary>Keeps what was just read of the company.</summary>
    public void Remember(QuickBooksCompanyFacts company) => cache.Keep(Connection, company, Now);

    /// <summary>
    /// What documents need to know of their customers, by the customers' ids; one query for a thousand that are not known yet.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, QuickBooksCustomerFacts>> CustomersAsync(
        IEnumerable<string> ids,
        CancellationToken cancellationToken
    )
    {
        var known = cache.Customers(Connection, ids, Now, out var missing);
        foreach (var chunk in missing.Chunk(QuickBooksFacts.PageSize))
        {
            var query = new QuickBooksQuery("Customer").IncludingArchived().WhereIn("Id", chunk).Page(1, QuickBooksFacts.PageSize);
            var answer = await Api.QueryAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var (wire, _) in QuickBooksPage.Read(answer.Body, "Customer", QuickBooksCustomer.Shape))
            {
                if (wire is { Id: { } id } customer)
                {
                    known[id] = QuickBooksCustomerFacts.From(customer);
                    cache.Keep(Connection, known[id], Now);
                }
            }
        }

        return known;
    }

    /// <summary>
    /// What of items, tax codes or accounts cannot be named in a document, by their ids; one query for those that were not found
    /// in use within the last day.
    /// </summary>
    public async Task<Dictionary<string, Problem>> UnusableAsync(
        string entity,
        IEnumerable<string> ids,
        CancellationToken cancellationToken
    )
    {
        var unusable = cache.NotListed(Connection, entity, ids, Now)
            .ToDictionary(id => id, id => QuickBooksRefusals.Unusable(entity, id, name: null, Links), StringComparer.Ordinal);
        foreach (var chunk in unusable.Keys.Chunk(QuickBooksFacts.PageSize))
        {
            var query = new QuickBooksQuery(entity).IncludingArchived().WhereIn("Id", chunk).Page(1, QuickBooksFacts.PageSize);
            var answer = await Api.QueryAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (
                var listed in QuickBooksPage
                    .Read(answer.Body, entity, QuickBooksListed.Shape)
                    .Select(one => one.Wire)
                    .OfType<QuickBooksListed>()
            )
            {
                if (listed is { Active: not false } and not { Type: "Category" })
                {
                    RememberUsable(entity, listed.Id ?? "");
                    unusable.Remove(listed.Id ?? "");
                }
                else
                {
                    unusable[listed.Id ?? ""] = QuickBooksRefusals.Unusable(entity, listed.Id ?? "", listed.Name, Links);
                }
            }
        }

        return unusable;
    }

    /// <summary>Keeps that an item, a tax code or an account was just found in use.</summary>
    public void RememberUsable(string entity, string id) => cache.KeepListed(Connection, entity, id, Now);

    /// <summary>Forgets which items, tax codes and accounts were found in use.</summary>
    public void ForgetLists() => cache.ForgetListed(Connection);

    /// <summary>Forgets the company, so that it is read again for the next write.</summary>
    public void ForgetCompany() => cache.Forget(Connection);

    /// <summary>Forgets a customer, after QuickBooks refused a document for what is known of it.</summary>
    public void Forget(string customerId) => cache.Forget(Connection, customerId);
}
