namespace Sequence.Connectors.Tests;

public sealed class AddressRulesTests
{
    private static readonly Address Berlin = new()
    {
        Line1 = "Torstraße 1",
        City = "Berlin",
        PostalCode = "10119",
        Country = CountryCode.Parse("DE"),
        CountryText = "Deutschland",
        RegionText = "Land Berlin",
    };

    [Fact]
    public void Accepts_a_complete_address_whose_region_is_free_text() => Assert.Empty(Check(Berlin));

    [Fact]
    public void Gives_one_reason_where_there_is_no_address_at_all()
    {
        foreach (var address in new[] { null, new Address(), new Address { Line1 = " ", CountryText = "" } })
        {
            var problem = Assert.Single(Check(address));

            Assert.Equal((AddressProblems.Missing, "BillingAddress"), (problem.Code, problem.Path));
            Assert.Equal("Acme Ltd has no address.", problem.Message);
        }
    }

    [Fact]
    public void Gives_every_reason_at_once_each_with_its_path()
    {
        var problems = Check(new Address { Line2 = "Floor 2", Line1 = " " });

        Assert.Equal(
            [
                ("address.line1.missing", "BillingAddress.Line1"),
                ("address.city.missing", "BillingAddress.City"),
                ("address.postal_code.missing", "BillingAddress.PostalCode"),
                ("address.country.missing", "BillingAddress.Country"),
            ],
            problems.Select(problem => (problem.Code, problem.Path)));
        Assert.Equal("The address of Acme Ltd has no city.", problems[1].Message);
        Assert.All(problems, problem => Assert.NotNull(problem.Fix));
    }

    [Theory]
    [InlineData("UK", "Use GB (United Kingdom).")]
    [InlineData("France", "Use FR (France).")]
    [InlineData("EL", "Use GR (Greece).")]
    [InlineData("Atlantis", "Use the country's two-letter code.")]
    public void Refuses_a_country_that_is_no_code_with_the_one_that_was_meant(string text, string fix)
    {
        var problem = Assert.Single(Check(Berlin with { Country = null, CountryText = text }));

        Assert.Equal(("address.country.invalid", "BillingAddress.Country", fix), (problem.Code, problem.Path, problem.Fix));
        Assert.Equal(
            $"The address of Acme Ltd has the country '{text}', which is not an ISO 3166-1 alpha-2 code such as GB.",
            problem.Message);
    }

    [Theory]
    [InlineData("US", "CA")]
    [InlineData("US", "DC")]
    [InlineData("CA", "QC")]
    [InlineData("AU", "NSW")]
    [InlineData("AU", null)]
    [InlineData("DE", null)]
    [InlineData("DE", "BE")]
    [InlineData("PR", null)]
    public void Accepts_a_region_that_the_country_has_or_does_not_need(string country, string? region) =>
        Assert.Empty(Check(In(country, region)));

    [Theory]
    [InlineData("US", "The address of Acme Ltd has no state, which the country US (United States) requires.")]
    [InlineData("CA", "The address of Acme Ltd has no province or territory, which the country CA (Canada) requires.")]
    public void Requires_a_region_in_the_United_States_and_Canada(string country, string message)
    {
        var problem = Assert.Single(Check(In(country, " ")));

        Assert.Equal(("address.region.missing", "BillingAddress.Region", message), (problem.Code, problem.Path, problem.Message));
    }

    [Theory]
    [InlineData("US", "ON")]
    [InlineData("US", "XX")]
    [InlineData("US", "AE")]
    [InlineData("CA", "CA")]
    [InlineData("AU", "NZ")]
    public void Refuses_a_region_that_the_country_does_not_have_and_names_it(string country, string region)
    {
        var problem = Assert.Single(Check(In(country, region)));

        Assert.Equal(("address.region.invalid", "BillingAddress.Region"), (problem.Code, problem.Path));
        Assert.Contains($"'{region}'", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("US", "California", "Use CA.")]
    [InlineData("US", "ca", "Use CA.")]
    [InlineData("CA", "Ontario", "Use ON.")]
    public void Refuses_a_region_that_is_not_its_code_with_the_code(string country, string region, string fix)
    {
        Assert.Equal(fix, Assert.Single(Check(In(country, region))).Fix);
        Assert.Equal(fix, Assert.Single(Check(In(country, null) with { RegionText = region })).Fix);
    }

    [Fact]
    public void Says_that_military_mail_is_no_state() =>
        Assert.Contains("military mail", Assert.Single(Check(In("US", "AP"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("PR", "PR")]
    [InlineData("Puerto Rico", "PR")]
    [InlineData("GU", "GU")]
    [InlineData("AS", "AS")]
    [InlineData("MP", "MP")]
    [InlineData("UM", "UM")]
    [InlineData("VI", "VI")]
    [InlineData("Virgin Islands", "VI")]
    public void Says_that_a_territory_is_a_country_of_its_own(string state, string country)
    {
        var problem = Assert.Single(Check(In("US", null) with { RegionText = state }));

        Assert.Equal(("address.country.territory", "BillingAddress.Country"), (problem.Code, problem.Path));
        Assert.StartsWith($"Use the country {country} (", problem.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Speaks_of_the_record_where_the_owner_is_not_known()
    {
        Assert.Equal("The record has no address.", Assert.Single(AddressRules.Check(null, "address")).Message);
        Assert.Equal("The address has no city.", Assert.Single(AddressRules.Check(Berlin with { City = null }, "address")).Message);
    }

    private static IReadOnlyList<Problem> Check(Address? address) => AddressRules.Check(address, "BillingAddress", "Acme Ltd");

    private static Address In(string country, string? region) =>
        Berlin with { Country = CountryCode.Parse(country), CountryText = country, Region = region, RegionText = region };
}
