namespace Sequence.Connectors.Xero;

/// <summary>One organisation, open for calls: what readers and writers share.</summary>
internal sealed class XeroConnection(
    ConnectionContext context, ApiClient client, XeroCache cache, XeroOptions options, SettleTime settleTime)
{
    private const string OrganisationKept = "organisation";
    private const string AccountsKept = "accounts";
    private const string ItemsKept = "items";
    private const string CurrenciesKept = "currencies";

    public Connection Connection => context.Connection;

    public XeroApi Api { get; } = new(client);

    public XeroSettings Settings { get; } = new(context.Connection.Settings);

    public XeroOptions Options => options;

    public SettleTime SettleTime => settleTime;

    public WriteCall WriteCall { get; } = new(XeroFacts.Name, settleTime, context.Clock);

    public TimeProvider Clock => context.Clock;

    public Instant Now => Instant.FromDateTimeOffset(Clock.GetUtcNow());

    /// <summary>What reading records needs, with the organisation as read within the last hour.</summary>
    public async Task<XeroReadScope> ReadScopeAsync(CancellationToken cancellationToken)
    {
        var organisation = await OrganisationAsync(cancellationToken).ConfigureAwait(false);
        return ReadScope(organisation);
    }

    public XeroReadScope ReadScope(XeroOrganisationFacts organisation) => new(Links(organisation), Settings, organisation);

    public XeroLinks Links(XeroOrganisationFacts organisation) => new(options.LinkTemplate, organisation.ShortCode);

    public Task<XeroOrganisationFacts> OrganisationAsync(CancellationToken cancellationToken) =>
        cache.GetAsync(Connection, OrganisationKept, ReadOrganisationAsync, Now, cancellationToken);

    /// <summary>What the organisation is, past the cache.</summary>
    public async Task<XeroOrganisationFacts> ReadOrganisationAsync(CancellationToken cancellationToken)
    {
        var answer = await Api.GetAsync("Organisation", cancellationToken).ConfigureAwait(false);
        var organisation = XeroPage.Read(answer.Body, "Organisations", XeroOrganisationDetails.Shape).FirstOrDefault().Wire;
        var facts = XeroOrganisationFacts.From(organisation ?? new());
        cache.Keep(Connection, OrganisationKept, facts, Now);
        return facts;
    }

    /// <summary>The ids of accounts by their codes, as read within the last hour.</summary>
    public Task<IReadOnlyDictionary<string, string>> AccountIdsAsync(CancellationToken cancellationToken) =>
        cache.GetAsync(Connection, AccountsKept, ReadAccountIdsAsync, Now, cancellationToken);

    /// <summary>The codes of items by their ids, as read within the last hour: lines name items by their codes.</summary>
    public Task<IReadOnlyDictionary<string, string>> ItemCodesAsync(CancellationToken cancellationToken) =>
        cache.GetAsync(Connection, ItemsKept, ReadItemCodesAsync, Now, cancellationToken);

    /// <summary>The codes of the organisation's currencies, as read within the last hour.</summary>
    public Task<IReadOnlySet<string>> CurrenciesAsync(CancellationToken cancellationToken) =>
        cache.GetAsync(Connection, CurrenciesKept, ReadCurrenciesAsync, Now, cancellationToken);

    /// <summary>The codes of the organisation's currencies, past the cache.</summary>
    public async Task<IReadOnlySet<string>> ReadCurrenciesAsync(CancellationToken cancellationToken)
    {
        var answer = await Api.GetAsync("Currencies", cancellationToken).ConfigureAwait(false);
        IReadOnlySet<string> codes = XeroPage.Read(answer.Body, "Currencies", XeroCurrency.Shape)
            .Select(one => one.Wire?.Code)
            .OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        cache.Keep(Connection, CurrenciesKept, codes, Now);
        return codes;
    }

    /// <summary>Forgets the lists, after Xero refused a document for what they say.</summary>
    public void ForgetLists()
    {
        cache.Forget(Connection, AccountsKept);
        cache.Forget(Connection, ItemsKept);
    }

    private async Task<IReadOnlyDictionary<string, string>> ReadAccountIdsAsync(CancellationToken cancellationToken)
    {
        var answer = await Api.GetAsync("Accounts", cancellationToken).ConfigureAwait(false);
        return XeroPage.Read(answer.Body, "Accounts", XeroAccount.Shape).Select(one => one.Wire).OfType<XeroAccount>()
            .Where(account => account is { Code: not null, AccountID: not null })
            .GroupBy(account => account.Code!, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First().AccountID!, StringComparer.OrdinalIgnoreCase);
    }

    private async Task<IReadOnlyDictionary<string, string>> ReadItemCodesAsync(CancellationToken cancellationToken)
    {
        var answer = await Api.GetAsync("Items", cancellationToken).ConfigureAwait(false);
        return XeroPage.Read(answer.Body, "Items", XeroItem.Shape).Select(one => one.Wire).OfType<XeroItem>()
            .Where(item => item is { Code: not null, ItemID: not null })
            .ToDictionary(item => item.ItemID!, item => item.Code!, StringComparer.OrdinalIgnoreCase);
    }
}
