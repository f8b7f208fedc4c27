namespace Sequence.Connectors.Xero;

/// <summary>What an organisation is, and what stands in the way of writing documents to it.</summary>
internal sealed class XeroPreflight(XeroConnection connection) : IPreflight
{
    private static readonly (string Path, string Scope)[] Probes =
    [
        ("Contacts?page=1&pageSize=1&summaryOnly=true", "accounting.contacts"),
        ("Invoices?page=1&pageSize=1&summaryOnly=true", "accounting.invoices"),
        ("Payments?page=1&pageSize=1", "accounting.payments"),
    ];

    public async Task<PreflightReport> RunAsync(CancellationToken cancellationToken)
    {
        var organisation = await connection.ReadOrganisationAsync(cancellationToken).ConfigureAwait(false);
        var links = connection.Links(organisation);
        connection.ForgetLists();
        var currencies = await ListAsync("Currencies", XeroCurrency.Shape, cancellationToken).ConfigureAwait(false);
        var actions = await ListAsync("Organisation/Actions", "Actions", XeroAction.Shape, cancellationToken).ConfigureAwait(false);
        var accounts = await ListAsync("Accounts", XeroAccount.Shape, cancellationToken).ConfigureAwait(false);
        var taxRates = await ListAsync("TaxRates", XeroTaxRate.Shape, cancellationToken).ConfigureAwait(false);
        var problems = new List<Problem>();
        CheckOrganisation(organisation, links, problems);
        CheckActions(actions, links, problems);
        CheckAccounts(accounts, links, problems);
        var items = connection.Settings.Of(XeroSettings.ItemPrefix).Any()
            ? await ListAsync("Items", XeroItem.Shape, cancellationToken).ConfigureAwait(false)
            : [];
        problems.AddRange(XeroMappingCheck.Problems(connection.Settings, accounts, taxRates, items, links));
        problems.AddRange(XeroPaymentAccountCheck.Problems(connection.Settings, accounts, links));
        var tracking = await TrackingAsync(cancellationToken).ConfigureAwait(false);
        problems.AddRange(XeroTrackingCheck.Problems(connection.Settings, tracking, links));
        var callsLeft = await CheckScopesAsync(problems, cancellationToken).ConfigureAwait(false);
        return new()
        {
            Facts = Facts(organisation, currencies.Select(one => one.Code).OfType<string>(), taxRates, callsLeft).ToValueList(),
            Problems = problems.ToValueList(),
        };
    }

    private static IEnumerable<PreflightFact> Facts(
        XeroOrganisationFacts organisation,
        IEnumerable<string> currencies,
        List<XeroTaxRate> taxRates,
        string? callsLeft
    ) =>
        [
            new("company.name", "Organisation", organisation.Name ?? "unknown"),
            new("company.country", "Country", organisation.Country?.Value ?? organisation.CountryText ?? "unknown"),
            new("company.offering", "Xero plan", organisation.Plan ?? "unknown"),
            new("company.edition", "Edition", organisation.Edition ?? "unknown"),
            new("company.time_zone", "Time zone", organisation.TimeZone ?? "unknown"),
            new("company.demo", "Demo company", organisation.IsDemo ? "yes, Xero empties it after 28 days" : "no"),
            new("currency.home", "Home currency", organisation.BaseCurrencyText ?? "unknown"),
            new(
                "currency.list",
                "Currencies",
                Or(string.Join(", ", currencies.Order(StringComparer.Ordinal)), "the home currency only")
            ),
            new("books.closed", "Books closed until", organisation.LockedUntil is { } locked ? XeroValues.Text(locked) : "never"),
            new(
                "books.year_closed",
                "Books closed for everybody until",
                organisation.YearLockedUntil is { } year ? XeroValues.Text(year) : "never"
            ),
            new(
                "tax.registered",
                "Registered for tax",
                organisation.PaysTax switch
                {
                    true => "yes",
                    false => "no",
                    null => "unknown",
                }
            ),
            new(
                "tax.rates",
                "Tax rates for sales",
                Or(string.Join(", ", taxRates.Where(IsForSales).Select(rate => $"{rate.Name} ({rate.TaxType})")), "none")
            ),
            new("limits.day", "Calls left today", callsLeft ?? "unknown"),
        ];

    private void CheckOrganisation(XeroOrganisationFacts organisation, XeroLinks links, List<Problem> problems)
    {
        if (organisation.Status is not (null or "ACTIVE"))
        {
            Add(
                problems,
                "xero.organisation.inactive",
                "",
                $"The organisation is '{organisation.Status}'.",
                "Renew its subscription in Xero.",
                links.Settings()
            );
        }

        if (!organisation.IsDemo && connection.Connection.Environment == ConnectorEnvironment.Sandbox)
        {
            Add(
                problems,
                "xero.organisation.real",
                "",
                $"'{organisation.Name}' holds real books, and the connection is for trying things out.",
                "Connect the Demo Company instead.",
                null
            );
        }

        if (organisation.IsDemo && connection.Connection.Environment == ConnectorEnvironment.Production)
        {
            Add(
                problems,
                "xero.organisation.demo",
                "",
                "The Demo Company is emptied after 28 days, and the connection is for real books.",
                "Connect the organisation that holds them.",
                null
            );
        }
    }

    private static void CheckActions(List<XeroAction> actions, XeroLinks links, List<Problem> problems)
    {
        foreach (var action in actions.Where(action => action is { Name: "CreateApprovedInvoice", Status: "NOT-ALLOWED" }))
        {
            Add(
                problems,
                "xero.action.forbidden",
                "",
                $"The person who connected may not {action.Name}, or the plan has no room for it.",
                "Connect as an adviser or a standard user.",
                links.Settings()
            );
        }
    }

    private void CheckAccounts(List<XeroAccount> accounts, XeroLinks links, List<Problem> problems)
    {
        if (connection.Settings.DefaultAccount is not { } wanted)
        {
            Add(
                problems,
                "account.default.missing",
                XeroSettings.DefaultAccountKey,
                "Lines whose product is not mapped have no ledger account to be booked to.",
                $"Set '{XeroSettings.DefaultAccountKey}' to the code of an account, or map each product.",
                links.Accounts()
            );
            return;
        }

        var found = accounts
            .Where(account => account.Code == wanted || account.AccountID == wanted)
            .Select(account => (XeroAccount?)account)
            .FirstOrDefault();
        if (found is not { Status: "ACTIVE" } || found is { Type: "BANK" })
        {
            Add(
                problems,
                "account.default.invalid",
                XeroSettings.DefaultAccountKey,
                found is null
                    ? $"The default account '{wanted}' is not in Xero."
                    : $"The default account '{found.Value.Name}' takes no sales: it is a bank account, or archived.",
                $"Set '{XeroSettings.DefaultAccountKey}' to the code of an active account.",
                links.Accounts()
            );
        }
    }

    // A scope that is missing shows only when it is asked for.
    private async Task<string?> CheckScopesAsync(List<Problem> problems, CancellationToken cancellationToken)
    {
        string? callsLeft = null;
        foreach (var (path, scope) in Probes)
        {
            try
            {
                callsLeft =
                    (await connection.Api.GetAsync(path, cancellationToken).ConfigureAwait(false)).Header(XeroLimits.LeftOfDay)
                    ?? callsLeft;
            }
            catch (ConnectorException refused) when (refused.Kind == ConnectorErrorKind.Forbidden)
            {
                Add(
                    problems,
                    "scope.missing",
                    "",
                    $"Consent does not cover '{scope}'.",
                    "Add the scope to the app, and connect the organisation again.",
                    null
                );
            }
        }

        return callsLeft;
    }

    private async Task<List<XeroTrackingCategory>> TrackingAsync(CancellationToken cancellationToken) =>
        connection.Settings.Tracking.Any() || connection.Settings.TrackedFields.Any()
            ? await ListAsync("TrackingCategories", XeroTrackingCategory.Shape, cancellationToken).ConfigureAwait(false)
            : [];

    private Task<List<TWire>> ListAsync<TWire>(string list, WireShape<TWire> shape, CancellationToken cancellationToken)
        where TWire : struct => ListAsync(list, list, shape, cancellationToken);

    private async Task<List<TWire>> ListAsync<TWire>(string path, string list, WireShape<TWire> shape, CancellationToken cancellationToken)
        where TWire : struct
    {
        var answer = await connection.Api.GetAsync(path, cancellationToken).ConfigureAwait(false);
        return [.. XeroPage.Read(answer.Body, list, shape).Select(one => one.Wire).OfType<TWire>()];
    }

    private static bool IsForSales(XeroTaxRate rate) => rate is { Status: "ACTIVE", CanApplyToRevenue: not false };

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;

    private static void Add(List<Problem> problems, string code, string path, string message, string fix, Uri? link) =>
        problems.Add(new Problem { Code = code, Path = path, Message = message, Fix = fix, Link = link });
}
