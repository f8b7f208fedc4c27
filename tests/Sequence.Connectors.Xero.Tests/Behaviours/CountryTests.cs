using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>Accounts and tax rates are the organisation's own, whatever its country: nothing is taken for granted.</summary>
public sealed class CountryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Countries, each with a tax rate of its own that is not the one of its sales accounts.</summary>
    public static TheoryData<string, string> Countries => new() { { "NZ", "ZERORATED" }, { "GB", "RROUTPUT" }, { "US", "NONE" } };

    [Theory]
    [MemberData(nameof(Countries))]
    [Trait("Trap", "13 Hard-codes OUTPUT2 / account 200 / one country; ignores CanApplyTo*, archived accounts, NoTax orgs")]
    public async Task Where_nothing_is_chosen_a_line_has_the_tax_of_its_account(string country, string type)
    {
        await using var world = await StartAsync(country, given => given.With("accounts.default", "4100"));
        NewAccount(world, "4100", "REVENUE", type);

        var made = await world.WriteAsync(world.Intent(WithoutTaxes(world)));

        Assert.Equal(("4100", type), Line(world, made));
        Assert.Equal("Exclusive", (string?)world.Organisation.Invoices.Find(made.Target().ExternalId)!["LineAmountTypes"]);
    }

    [Theory]
    [MemberData(nameof(Countries))]
    [Trait("Trap", "13 Hard-codes OUTPUT2 / account 200 / one country; ignores CanApplyTo*, archived accounts, NoTax orgs")]
    public async Task A_chosen_rate_goes_before_the_account_s_in_every_country(string country, string type)
    {
        await using var world = await StartAsync(
            country, given => given.With("accounts.default", "210").With("taxes.vat", type).With("taxes.default", type));
        var named = WithoutTaxes(world) with { Lines = [WithoutTaxes(world).Lines[0] with { TaxRateId = "vat" }] };

        var byRate = await world.WriteAsync(world.Intent(named));
        var byDefault = await world.WriteAsync(world.Intent(WithoutTaxes(world) with { Id = "2", Number = "2" }));

        Assert.Equal(("210", type), Line(world, byRate));
        Assert.Equal(("210", type), Line(world, byDefault));
    }

    [Theory]
    [InlineData("NZ")]
    [InlineData("GB")]
    [InlineData("US")]
    [Trait("Trap", "13 Hard-codes OUTPUT2 / account 200 / one country; ignores CanApplyTo*, archived accounts, NoTax orgs")]
    public async Task A_document_without_tax_bears_none_though_its_account_has_some(string country)
    {
        await using var world = await StartAsync(country, given => given.With("accounts.default", "200"));

        var made = await world.WriteAsync(world.Intent(Published.Invoice(currency: world.Organisation.Profile.BaseCurrency)));

        var stands = world.Organisation.Invoices.Find(made.Target().ExternalId)!;
        Assert.Equal(
            ("NoTax", 0m, 100m), ((string?)stands["LineAmountTypes"], (decimal)stands["TotalTax"]!, (decimal)stands["Total"]!));
    }

    [Fact]
    [Trait("Trap", "13 Hard-codes OUTPUT2 / account 200 / one country; ignores CanApplyTo*, archived accounts, NoTax orgs")]
    [Trait("Behaviour", "S1-9")]
    public async Task An_account_that_was_archived_is_told_before_it_is_used_and_refused_where_it_is()
    {
        await using var world = await StartAsync("NZ", given => given.With("accounts.default", "210").With("accounts.seat", "260"));
        world.Organisation.ArchiveAccount("210");
        world.Organisation.ArchiveAccount("260");

        var told = (await world.Session.PreflightAsync(Stop)).Problems;
        var refused = (await world.WriteAsync(world.Intent(WithoutTaxes(world)))).Problem();

        Assert.Equal(
            [("account.default.invalid", "accounts.default"), ("account.invalid", "accounts.seat")],
            told.Select(problem => (problem.Code, problem.Path)).Order()
        );
        Assert.Equal("account.invalid", refused.Code);
        Assert.Contains("'210' has been archived", refused.Message, StringComparison.Ordinal);
        Assert.Empty(world.Organisation.Invoices);

        await world.ConfigureAsync(given => given.With("accounts.default", "200"));
        Assert.Equal("200", Line(world, await world.WriteAsync(world.Intent(WithoutTaxes(world)))).Account);
    }

    [Theory]
    [InlineData("NZ", "INPUT2", "200")]
    [InlineData("GB", "OUTPUT2", "310")]
    [InlineData("US", "INPUT", "200")]
    [Trait("Trap", "13 Hard-codes OUTPUT2 / account 200 / one country; ignores CanApplyTo*, archived accounts, NoTax orgs")]
    [Trait("Behaviour", "S1-9")]
    public async Task A_rate_that_cannot_be_used_with_the_account_is_told_before_it_is_used_and_refused_where_it_is(
        string country, string type, string account)
    {
        await using var world = await StartAsync(country, given => given.With("accounts.default", account).With("taxes.default", type));

        var told = Assert.Single((await world.Session.PreflightAsync(Stop)).Problems, problem => problem.Path == "taxes.default");
        var refused = (await world.WriteAsync(world.Intent(WithoutTaxes(world)))).Problem();

        Assert.NotNull(told.Fix);
        Assert.Equal("account.invalid", refused.Code);
        Assert.Contains($"'{type}' cannot be used with account code '{account}'", refused.Message, StringComparison.Ordinal);
        Assert.Empty(world.Organisation.Invoices);
    }

    private static Task<XeroWorld> StartAsync(string country, Func<ConnectionSettings, ConnectionSettings> settings) =>
        XeroWorld.StartAsync(
            country switch
            {
                "GB" => XeroOrganisationProfile.UnitedKingdom with { SampleData = false },
                "US" => XeroOrganisationProfile.UnitedStates with { SampleData = false },
                _ => XeroOrganisationProfile.NewZealand with { SampleData = false },
            },
            settings
        );

    private static void NewAccount(XeroWorld world, string code, string type, string taxType) =>
        world.Organisation.Save("Account", new JsonObject { ["Code"] = code, ["Name"] = code, ["Type"] = type, ["TaxType"] = taxType });

    /// <summary>An invoice of which the host says nothing about taxes.</summary>
    private static Invoice WithoutTaxes(XeroWorld world) =>
        Published.Invoice(currency: world.Organisation.Profile.BaseCurrency) with
        {
            Lines = [new() { Id = "l1", Description = "Platform", NetTotal = 100m }],
            TaxTotal = null,
            GrossTotal = null,
        };

    private static (string? Account, string? TaxType) Line(XeroWorld world, WriteOutcome made)
    {
        var line = world.Organisation.Invoices.Find(made.Target().ExternalId)!["LineItems"]![0]!;
        return ((string?)line["AccountCode"], (string?)line["TaxType"]);
    }
}
