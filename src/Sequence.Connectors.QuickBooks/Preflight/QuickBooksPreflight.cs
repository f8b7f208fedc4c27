namespace Sequence.Connectors.QuickBooks;

/// <summary>What a company is, and what stands in the way of writing documents to it.</summary>
internal sealed class QuickBooksPreflight(QuickBooksConnection connection, IGrantStore grants) : IPreflight
{
    private const int MostNamed = 100;
    private static readonly Duration ConsentNotice = Duration.FromDays(30);
    private static readonly string[] Running = ["PAID", "SUBSCRIBED", "TRIAL"];

    public async Task<PreflightReport> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ExamineAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException refusal) when (QuickBooksAccess.ProblemOf(refusal.SystemCode, connection) is { } problem)
        {
            return new() { Facts = [], Problems = [problem] };
        }
    }

    private async Task<PreflightReport> ExamineAsync(CancellationToken cancellationToken)
    {
        var company = await connection.ReadCompanyAsync(cancellationToken).ConfigureAwait(false);
        connection.Remember(company);
        connection.ForgetLists();
        var problems = new List<Problem>();
        CheckSubscription(company, problems);
        var consentEnds = await ConsentEndsAsync(cancellationToken).ConfigureAwait(false);
        CheckConsent(consentEnds, problems);
        problems.AddRange(QuickBooksFieldMaps.Check(connection.Settings.FieldMaps, company, connection.Links));
        await CheckItemAsync(company, problems, cancellationToken).ConfigureAwait(false);
        if (company.TaxMode is QuickBooksTaxMode.ManualUs or QuickBooksTaxMode.Global)
        {
            await CheckTaxCodesAsync(company, problems, cancellationToken).ConfigureAwait(false);
        }

        return new() { Facts = Facts(company, consentEnds), Problems = problems.ToValueList() };
    }

    private static ValueList<PreflightFact> Facts(QuickBooksCompanyFacts company, Instant? consentEnds) =>
        [
            new("company.name", "Company", company.Name ?? "unknown"),
            new("company.country", "Country", company.Country?.Value ?? company.CountryText ?? "unknown"),
            new("company.offering", "QuickBooks plan", company.Offering ?? "unknown"),
            new("currency.home", "Home currency", company.HomeCurrencyText ?? "unknown"),
            new("currency.multiple", "Several currencies", company.MultiCurrency ? "on" : "off"),
            new(
                "numbers.custom",
                "Documents bring their own numbers",
                company.CustomNumbers ? "yes" : "no, QuickBooks numbers them"
            ),
            new(
                "tax.mode",
                "Sales tax",
                company.TaxMode switch
                {
                    QuickBooksTaxMode.AutomatedUs => "automated (US)",
                    QuickBooksTaxMode.ManualUs => "by hand (US)",
                    QuickBooksTaxMode.Global => "tax codes on lines",
                    _ => "not set up",
                }
            ),
            new(
                "terms",
                "Terms of payment",
                company.Terms.Count == 0
                    ? "none"
                    : string.Join(", ", company.Terms.OrderBy(term => term.Key).Select(term => term.Value.Name))
            ),
            new("credit.auto_apply", "New credit memos are applied by QuickBooks", company.AutoApplyCredit ? "yes" : "no"),
            new("payments.auto_apply", "Payments are applied by QuickBooks", company.AutoApplyPayments ? "yes" : "no"),
            new(
                "books.closed",
                "Books closed until",
                company.BooksClosedUntil is { } date ? QuickBooksValues.Text(date) : "never"
            ),
            new("consent.ends", "Consent ends", consentEnds is { } end ? Day(end) : "not known"),
        ];

    private static string Day(Instant moment) => QuickBooksValues.Text(moment.InUtc().Date);

    /// <summary>
    /// When the grant ends whatever is done. A refresh token is good for 100 days from its last use, which the reads before have
    /// been; one that is good for less is cut by the end of consent, five years after it was given.
    /// </summary>
    private async Task<Instant?> ConsentEndsAsync(CancellationToken cancellationToken)
    {
        var grant = await grants.FindAsync(connection.Connection.GrantId, cancellationToken).ConfigureAwait(false);
        return grant?.RefreshTokenExpiresAt is { } token && token - connection.Now < ConsentNotice && !(grant.ConsentExpiresAt < token)
            ? token
            : grant?.ConsentExpiresAt;
    }

    private void CheckConsent(Instant? ends, List<Problem> problems)
    {
        if (ends is { } end && end - connection.Now < ConsentNotice)
        {
            problems.Add(new()
            {
                Code = "consent.ending",
                Path = "",
                Message = $"Consent to QuickBooks ends on {Day(end)}, and nothing is in step with it after that.",
                Fix = "Have an administrator of the company connect it again before; the connection and its links are kept.",
                Link = connection.ReconnectLink,
            });
        }
    }

    private void CheckSubscription(QuickBooksCompanyFacts company, List<Problem> problems)
    {
        if (company.Subscription is { } state && !Running.Any(running => state.StartsWith(running, StringComparison.OrdinalIgnoreCase)))
        {
            problems.Add(
                QuickBooksAccess.ProblemOf(QuickBooksAccess.SubscriptionEnded, connection)! with
                {
                    Message = $"The company's QuickBooks subscription is '{state}'.",
                }
            );
        }
    }

    private async Task CheckItemAsync(QuickBooksCompanyFacts company, List<Problem> problems, CancellationToken cancellationToken)
    {
        var item = connection.Settings.DefaultItem ?? company.DefaultItemId;
        if (item is null)
        {
            problems.Add(new()
            {
                Code = "item.default.missing",
                Path = QuickBooksSettings.DefaultItemKey,
                Message = "Lines whose product is not mapped have no item to be booked to.",
                Fix = $"Set '{QuickBooksSettings.DefaultItemKey}' to the id of an item, or map each product.",
                Link = connection.Links.Items(),
            });
            return;
        }

        var query = new QuickBooksQuery("Item").IncludingArchived().WhereIn("Id", [item]).Page(1, 1);
        var answer = await connection.Api.QueryAsync(query, cancellationToken).ConfigureAwait(false);
        var found = QuickBooksPage.Read(answer.Body, "Item", QuickBooksItem.Shape).FirstOrDefault().Wire;
        if (found is null or { Active: false } or { Type: "Category" })
        {
            problems.Add(
                new()
                {
                    Code = "item.default.invalid",
                    Path = QuickBooksSettings.DefaultItemKey,
                    Message = found is null
                        ? $"The default item '{item}' is not in QuickBooks."
                        : $"The default item '{found?.Name}' cannot be sold: it is a category, or inactive.",
                    Fix = $"Set '{QuickBooksSettings.DefaultItemKey}' to the id of an active item.",
                    Link = connection.Links.Items(),
                }
            );
        }
        else
        {
            connection.RememberUsable("Item", item);
        }
    }

    private async Task CheckTaxCodesAsync(QuickBooksCompanyFacts company, List<Problem> problems, CancellationToken cancellationToken)
    {
        if (connection.Settings.DefaultTaxCode is not null)
        {
            return;
        }

        var zeroRated = await ZeroRatedAsync(cancellationToken).ConfigureAwait(false);
        var missing = new List<QuickBooksCustomer>();
        for (var start = 1; ; start += QuickBooksFacts.PageSize)
        {
            var query = new QuickBooksQuery("Customer").OrderBy("Id").Page(start, QuickBooksFacts.PageSize);
            var answer = await connection.Api.QueryAsync(query, cancellationToken).ConfigureAwait(false);
            var page = QuickBooksPage.Read(answer.Body, "Customer", QuickBooksCustomer.Shape);
            missing.AddRange(page.Select(one => one.Wire).OfType<QuickBooksCustomer>().Where(one => IsWithoutCode(one, zeroRated)));
            if (page.Count < QuickBooksFacts.PageSize)
            {
                break;
            }
        }

        problems.AddRange(missing.Take(MostNamed).Select(one => WithoutCode(one, company)));
        if (missing.Count > MostNamed)
        {
            problems.Add(new()
            {
                Code = "customer.tax_code.missing",
                Path = "",
                Message = $"{missing.Count - MostNamed} more customers have no default tax code.",
                Fix = $"Give each one, or set '{QuickBooksSettings.DefaultTaxCodeKey}'.",
                Link = connection.Links.Taxes(),
            });
        }
    }

    private async Task<HashSet<string>> ZeroRatedAsync(CancellationToken cancellationToken)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var page in new QuickBooksTaxRates(connection).ReadAsync(ReadOptions.Sweep, cancellationToken).ConfigureAwait(false))
        {
            codes.UnionWith(
                page.Changes.OfType<Change<TaxRate>.Current>()
                    .Where(one => one.Record.Percentage is { Points: 0m })
                    .Select(one => one.ExternalId)
            );
        }

        return codes;
    }

    private static bool IsWithoutCode(QuickBooksCustomer customer, HashSet<string> zeroRated) =>
        customer.DefaultTaxCodeRef?.Value is not { } code || (customer.Taxable == false && !zeroRated.Contains(code));

    private Problem WithoutCode(QuickBooksCustomer customer, QuickBooksCompanyFacts company) => new()
    {
        Code = "customer.tax_code.missing",
        Path = nameof(Customer.DefaultTaxRateId),
        Message = (customer.Taxable, company.TaxMode) switch
        {
            (false, _) => $"'{customer.DisplayName}' is exempt from tax, but has no default tax code of 0%.",
            (_, QuickBooksTaxMode.Global) => $"'{customer.DisplayName}' has no default tax code, so its documents will be refused.",
            _ => $"'{customer.DisplayName}' has no default tax code, so its documents will carry no tax in QuickBooks.",
        },
        Fix = customer.Taxable == false ? "Give it a tax code of 0%." : "Give it a default tax code in QuickBooks.",
        Link = connection.Links.Customer(customer.Id ?? ""),
    };
}
