using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

public sealed class ImportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S3-5")]
    public async Task All_customers_or_chosen_ones_can_be_taken()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var all = await world.Session.Customers.ReadAllAsync(cancellationToken: Token).ToListAsync(Token);
        Assert.Equal(world.Company.Customers.Select(one => (string?)one["Id"]).Order(), all.Select(one => one.Id).Order());

        var chosen = await world.Session.Customers.FindAsync([all[3].Id, "999999", all[1].Id], Token).ToListAsync(Token);
        Assert.Equal(
            [all[1], all[3]],
            chosen.OfType<Change<Customer>.Current>().Select(one => one.Record).OrderBy(one => all.IndexOf(one))
        );
        Assert.Equal(["999999"], chosen.OfType<Change<Customer>.NotFound>().Select(one => one.ExternalId));
    }

    [Fact]
    [Trait("Behaviour", "S3-6")]
    public async Task A_customer_needs_a_primary_address_and_a_mail_address()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        Assert.Empty(await ReasonsAsync(world, "Cool Cars"));
        Assert.Equal(["customer.email.missing"], await ReasonsAsync(world, "Kookies by Kathy"));
        Assert.Equal(["address.missing"], await ReasonsAsync(world, "Sonnenschein Family Store"));
    }

    [Theory]
    [InlineData("Line1", null, "address.line1.missing")]
    [InlineData("City", null, "address.city.missing")]
    [InlineData("PostalCode", null, "address.postal_code.missing")]
    [InlineData("Country", null, "address.country.missing")]
    [InlineData("Country", "Ruritania", "address.country.invalid")]
    [InlineData("Country", "UK", "address.country.invalid")]
    [Trait("Behaviour", "S3-7")]
    public async Task An_address_needs_line_1_city_postcode_and_country(string member, string? value, string reason)
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedStates with { SampleData = false });
        var address = Address();
        address[member] = value;
        world.Company.AddCustomer(Customer("Complete", Address()));
        world.Company.AddCustomer(Customer("Partial", address));

        Assert.Empty(await ReasonsAsync(world, "Complete"));
        Assert.Equal([reason], await ReasonsAsync(world, "Partial"));
    }

    [Theory]
    [InlineData("GBR", "GB")]
    [InlineData("United Kingdom", "GB")]
    [InlineData("gb", "GB")]
    [Trait("Behaviour", "S3-7")]
    [Trait("Trap", "quickbooks-15")]
    public async Task A_country_by_any_name_becomes_its_two_letters(string text, string code)
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedStates with { SampleData = false });
        var address = Address();
        address["Country"] = text;
        world.Company.AddCustomer(Customer("Anywhere", address));

        var customer = await FindAsync(world, "Anywhere");
        Assert.Equal(code, customer.BillingAddress!.Country!.Value);
        Assert.Equal(text, customer.BillingAddress.CountryText);
        Assert.Empty(ImportRules.Check(customer));
    }

    [Fact]
    [Trait("Behaviour", "S3-8")]
    public async Task An_invalid_customer_lists_all_its_reasons_with_a_link()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedStates with { SampleData = false });
        var customer = Customer("Nothing right", new JsonObject { ["Line1"] = "5 Nowhere", ["Country"] = "Ruritania" });
        customer.Remove("PrimaryEmailAddr");
        var id = world.Company.AddCustomer(customer);

        var problems = ImportRules.Check(await FindAsync(world, "Nothing right"));
        Assert.Equal(
            ["customer.email.missing", "address.city.missing", "address.postal_code.missing", "address.country.invalid"],
            problems.Select(problem => problem.Code)
        );
        Assert.All(
            problems,
            problem => Assert.Contains($"customerdetail%3FnameId%3D{id}", problem.Link!.AbsoluteUri, StringComparison.Ordinal)
        );
    }

    [Fact]
    [Trait("Behaviour", "S3-9")]
    public async Task A_customer_that_was_mended_in_QuickBooks_is_valid_when_read_again()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var id = (string)world.Company.Customers.FindBy("DisplayName", "Kookies by Kathy")!["Id"]!;
        Assert.NotEmpty(ImportRules.Check((await world.Session.Customers.FindAsync(id, Token))!));

        world.Company.UpdateCustomer(id, new() { ["PrimaryEmailAddr"] = new JsonObject { ["Address"] = "kathy@example.com" } });
        Assert.Empty(ImportRules.Check((await world.Session.Customers.FindAsync(id, Token))!));
    }

    [Fact]
    [Trait("Behaviour", "S3-28")]
    public async Task Changes_that_an_import_made_in_one_moment_are_all_found_by_reading_on()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedStates with { SampleData = false });
        world.Company.AddCustomer("Before");
        var before = await world.Session.Customers.ReadAsync(cancellationToken: Token).LastAsync(Token);
        world.Clock.Advance(TimeSpan.FromHours(1));
        var imported = Enumerable.Range(1, 70).Select(i => world.Company.AddCustomer($"Imported {i}")).ToHashSet();

        var options = new ReadOptions { After = before.Next, PageSize = 25 };
        var read = await world.Session.Customers.ReadAllAsync(options, Token).Select(one => one.Id).ToListAsync(Token);
        Assert.Subset(read.ToHashSet(), imported);
    }

    private static async Task<IEnumerable<string>> ReasonsAsync(QuickBooksWorld world, string name) =>
        ImportRules.Check(await FindAsync(world, name)).Select(problem => problem.Code);

    private static async Task<Customer> FindAsync(QuickBooksWorld world, string name) =>
        (await world.Session.Customers.FindAsync((string)world.Company.Customers.FindBy("DisplayName", name)!["Id"]!, Token))!;

    private static JsonObject Customer(string name, JsonObject address) => new()
    {
        ["DisplayName"] = name,
        ["PrimaryEmailAddr"] = new JsonObject { ["Address"] = "billing@example.com" },
        ["BillAddr"] = address,
    };

    private static JsonObject Address() =>
        new()
        {
            ["Line1"] = "7 Queen Square",
            ["City"] = "Bristol",
            ["PostalCode"] = "BS1 4JE",
            ["Country"] = "GB",
        };
}
