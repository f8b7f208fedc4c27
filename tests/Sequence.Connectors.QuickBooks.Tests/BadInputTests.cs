using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>What is wrong is named, with the rule that it breaks and the way to mend it.</summary>
public sealed class BadInputTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_American_address_without_its_state_is_refused_when_written()
    {
        var problem = await CustomerProblemAsync(
            new()
            {
                Line1 = "1 Main St",
                City = "Reno",
                PostalCode = "89501",
                Country = CountryCode.Parse("US"),
            }
        );

        Assert.Contains("Region", problem.Path, StringComparison.Ordinal);
        AssertSays(problem, "state", "US");
    }

    [Fact]
    public async Task An_American_address_without_its_state_is_told_when_read()
    {
        await using var world = await FaultWorld.StartAsync();
        var id = world.Company.AddCustomer(
            new System.Text.Json.Nodes.JsonObject
            {
                ["DisplayName"] = "Stateless Inc",
                ["PrimaryEmailAddr"] = new System.Text.Json.Nodes.JsonObject { ["Address"] = "billing@stateless.example" },
                ["BillAddr"] = new System.Text.Json.Nodes.JsonObject
                {
                    ["Line1"] = "1 Main St",
                    ["City"] = "Reno",
                    ["PostalCode"] = "89501",
                    ["Country"] = "USA",
                },
            }
        );

        var customer = await world.Session.Customers.FindAsync(id, Cancellation);
        var problem = Assert.Single(ImportRules.Check(customer!));

        AssertSays(problem, "state", "US");
        Assert.Contains(id, problem.Link!.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UK_for_the_United_Kingdom_is_refused_with_the_right_code()
    {
        var problem = await CustomerProblemAsync(new() { Line1 = "1 High St", City = "Leeds", PostalCode = "LS1 1AA", CountryText = "UK" });

        AssertSays(problem, "'UK'", "GB");
    }

    [Fact]
    public async Task A_line_in_another_currency_is_refused()
    {
        var problem = await InvoiceProblemAsync(invoice =>
            invoice with
            {
                Lines = [invoice.Lines[0] with { Currency = CurrencyCode.Parse("EUR") }],
            }
        );

        Assert.StartsWith("Lines[0]", problem.Path, StringComparison.Ordinal);
        AssertSays(problem, "EUR", "USD");
    }

    [Fact]
    [Trait("Trap", "quickbooks-5")]
    public async Task A_number_of_22_characters_is_refused_and_never_cut()
    {
        var problem = await InvoiceProblemAsync(invoice => invoice with { Number = "INV-2026-0000000000001" });

        Assert.Equal(("number.too_long", nameof(Invoice.Number)), (problem.Code, problem.Path));
        AssertSays(problem, "INV-2026-0000000000001", "22", "21", "shorter");
    }

    [Fact]
    public async Task A_custom_field_without_a_map_is_refused_by_its_name()
    {
        var problem = await InvoiceProblemAsync(invoice => invoice with { CustomFields = [new("tier", "gold")] });

        Assert.Equal("CustomFields.tier", problem.Path);
        AssertSays(problem, "'tier'", "field map");
    }

    [Fact]
    public void A_host_without_an_app_is_told_what_to_set()
    {
        using var host = Host(new Dictionary<string, string?>());

        var failure = Assert.Throws<OptionsValidationException>(() => host.GetRequiredService<IStartupValidator>().Validate());

        AssertSays(failure.Message, "QuickBooks has no app", "QuickBooks:Apps:production:ClientId", "AddQuickBooks");
    }

    [Fact]
    public void An_app_without_a_client_id_is_named()
    {
        using var host = Host(new() { ["Apps:production:ClientSecret"] = "s" });

        var failure = Assert.Throws<OptionsValidationException>(() => host.GetRequiredService<IStartupValidator>().Validate());

        AssertSays(failure.Message, "no client id for the app 'production'", "QuickBooks:Apps:production:ClientId");
    }

    [Fact]
    public async Task An_app_that_is_not_there_is_named_with_those_that_are()
    {
        using var host = Host(new() { ["Apps:production:ClientId"] = "c", ["Apps:production:ClientSecret"] = "s" });
        var request = new ConnectRequest
        {
            Connector = "quickbooks",
            App = "sandbx",
            Tenant = "t",
            RedirectUri = new("https://host.example/callback"),
        };

        var failure = await Assert.ThrowsAsync<ConnectorException>(
            () => host.GetRequiredService<SequenceConnectors>().BeginConnectAsync(request, Cancellation));

        Assert.Equal(ConnectorErrorKind.Configuration, failure.Kind);
        AssertSays(failure.Message, "'sandbx'", "production", "QuickBooks:Apps:sandbx:ClientId");
    }

    [Fact]
    public async Task A_redirect_to_a_foreign_host_is_not_followed()
    {
        var network = new Network();
        await using var world = await FaultWorld.StartAsync(network: network);
        network.RedirectNextBatch(new Uri("https://evil.example/v3/company"));

        var outcome = Assert.IsType<WriteOutcome.NotAttempted>(Assert.Single(await world.WriteAsync([world.Intent(1)])));

        Assert.Equal(ConnectorErrorKind.Configuration, outcome.Kind);
        AssertSays(outcome.Reason, "evil.example", "redirects are not followed");
    }

    private static async Task<Problem> CustomerProblemAsync(Address address)
    {
        await using var world = await FaultWorld.StartAsync();
        var intent = new WriteIntent<Customer>
        {
            Key = "customer",
            Record = new()
            {
                Id = "cus-9",
                Name = "Nine Ltd",
                BillingAddress = address,
            },
        };
        return Assert.Single(
            Assert
                .IsType<WriteOutcome.Rejected>(await world.Session.Customers.WriteAsync(intent, cancellationToken: Cancellation))
                .Problems
        );
    }

    private static async Task<Problem> InvoiceProblemAsync(Func<Invoice, Invoice> change)
    {
        await using var world = await FaultWorld.StartAsync();
        var intent = world.Intent(1);
        return Assert.Single(Assert.IsType<WriteOutcome.Rejected>(
            Assert.Single(await world.WriteAsync([intent with { Record = change(intent.Record) }]))).Problems);
    }

    private static void AssertSays(Problem problem, params string[] parts)
    {
        AssertSays($"{problem.Message} {problem.Fix}", parts);
        Assert.False(string.IsNullOrWhiteSpace(problem.Fix), $"There is no fix for: {problem.Message}");
    }

    private static void AssertSays(string text, params string[] parts) =>
        Assert.All(parts, part => Assert.Contains(part, text, StringComparison.OrdinalIgnoreCase));

    private static ServiceProvider Host(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddSequenceConnectors(connectors => connectors.AddQuickBooks(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()))
        .BuildServiceProvider();
}
