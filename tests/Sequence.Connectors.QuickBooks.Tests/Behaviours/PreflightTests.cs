using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

public sealed class PreflightTests
{
    public enum Company
    {
        ManualUs,
        Global,
    }

    [Theory]
    [InlineData(Company.ManualUs)]
    [InlineData(Company.Global)]
    [Trait("Behaviour", "S3-3")]
    public async Task Names_customers_without_a_tax_code_and_exempt_ones_without_a_zero_rate(Company company)
    {
        await using var world = await QuickBooksWorld.StartAsync(Profile(company) with { SampleData = false });
        Add(world, "Taxed", "2");
        var without = Add(world, "Without", code: null);
        var exempt = Add(world, "Exempt", code: null, taxable: false);
        var wrong = Add(world, "Exempt at a rate", "2", taxable: false);
        if (company == Company.Global)
        {
            Add(world, "Exempt at 0%", "4", taxable: false);
        }

        var report = await world.Session.PreflightAsync(TestContext.Current.CancellationToken);
        var named = report.Problems.Where(problem => problem.Code == "customer.tax_code.missing").ToArray();
        Assert.Equal([without, exempt, wrong], named.Select(problem => problem.Link!.Query.Split("nameId%3D")[1].Split('&')[0]));
        Assert.All(named, problem => Assert.NotNull(problem.Fix));
        Assert.Equal(2, named.Count(problem => problem.Fix!.Contains("0%", StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Behaviour", "S3-3")]
    public async Task Names_no_customer_where_sales_tax_is_automated()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var report = await world.Session.PreflightAsync(TestContext.Current.CancellationToken);
        Assert.Contains(new PreflightFact("tax.mode", "Sales tax", "automated (US)"), report.Facts);
        Assert.Empty(report.Problems);
    }

    [Fact]
    public async Task Asks_for_an_item_that_lines_can_be_booked_to()
    {
        await using var world = await QuickBooksWorld.StartAsync(settings: given => given);
        var missing = await world.Session.PreflightAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["item.default.missing"], missing.Problems.Select(problem => problem.Code));

        await world.ConfigureAsync(given => given.With("items.default", "4711"));
        var invalid = await world.Session.PreflightAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["item.default.invalid"], invalid.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public async Task Says_that_the_subscription_has_ended_though_nothing_else_can_be_read()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        world.Company.Change(profile => profile with { SubscriptionEnded = true });

        var problem = Assert.Single((await world.Session.PreflightAsync(TestContext.Current.CancellationToken)).Problems);

        Assert.Equal(("quickbooks.subscription.ended", "Renew it in QuickBooks."), (problem.Code, problem.Fix));
        Assert.NotNull(problem.Link);
    }

    [Fact]
    public async Task Asks_to_connect_again_a_month_before_consent_ends_after_five_years()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var grants = world.Services.GetRequiredService<IGrantStore>();
        var grant = (await grants.FindAsync(world.Connection.GrantId, TestContext.Current.CancellationToken))!;
        var begun = Instant.FromDateTimeOffset(world.Clock.GetUtcNow());
        Assert.InRange(grant.ConsentExpiresAt!.Value - begun, Duration.FromDays(1824), Duration.FromDays(1827));
        Assert.Empty((await world.Session.PreflightAsync(TestContext.Current.CancellationToken)).Problems);

        // Somebody has to use the grant once in a hundred days: this is what a sweep does.
        for (var day = 0; day < 1800; day += 90)
        {
            world.Clock.Advance(TimeSpan.FromDays(90));
            await world.Session.Customers.FindAsync("1", TestContext.Current.CancellationToken);
        }

        var report = await world.Session.PreflightAsync(TestContext.Current.CancellationToken);
        var ends = grant.ConsentExpiresAt.Value.InUtc().Date.ToDateOnly().ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains(new PreflightFact("consent.ends", "Consent ends", ends), report.Facts);
        Assert.Equal("consent.ending", Assert.Single(report.Problems).Code);
    }

    [Fact]
    public async Task Takes_a_refresh_token_that_is_not_prolonged_for_the_end_of_consent()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var grants = world.Services.GetRequiredService<IGrantStore>();
        var grant = (await grants.FindAsync(world.Connection.GrantId, TestContext.Current.CancellationToken))!;
        var soon = Instant.FromDateTimeOffset(world.Clock.GetUtcNow()) + Duration.FromDays(20);
        await grants.TryReplaceAsync(
            grant with
            {
                ConsentExpiresAt = null,
                RefreshTokenExpiresAt = soon,
            },
            TestContext.Current.CancellationToken
        );

        var report = await world.Session.PreflightAsync(TestContext.Current.CancellationToken);

        Assert.Equal("consent.ending", Assert.Single(report.Problems).Code);
    }

    private static QuickBooksCompanyProfile Profile(Company company) =>
        company == Company.ManualUs ? QuickBooksCompanyProfile.UnitedStatesManualTax : QuickBooksCompanyProfile.UnitedKingdom;

    private static string Add(QuickBooksWorld world, string name, string? code, bool taxable = true)
    {
        var customer = new JsonObject { ["DisplayName"] = name, ["Taxable"] = taxable };
        if (code is not null)
        {
            customer["DefaultTaxCodeRef"] = new JsonObject { ["value"] = code };
        }

        return world.Company.AddCustomer(customer);
    }
}
