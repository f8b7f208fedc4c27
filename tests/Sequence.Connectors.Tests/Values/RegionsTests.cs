namespace Sequence.Connectors.Tests;

public sealed class RegionsTests
{
    [Theory]
    [InlineData("US", "AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT")]
    [InlineData("US", "NC ND NE NH NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY")]
    [InlineData("CA", "AB BC MB NB NL NS NT NU ON PE QC SK YT")]
    [InlineData("AU", "ACT NSW NT QLD SA TAS VIC WA")]
    public void Knows_the_codes_of_a_country(string country, string codes) =>
        Assert.All(codes.Split(' '), code =>
        {
            Assert.Equal(code, Resolve(country, code));
            Assert.Equal(code, Resolve(country, $" {country}-{code} ".ToLowerInvariant()));
        });

    [Theory]
    [InlineData("US", 51)]
    [InlineData("CA", 13)]
    [InlineData("AU", 8)]
    public void Knows_no_other_code(string country, int count)
    {
        var letters = Enumerable.Range('A', 26).Select(letter => (char)letter).ToArray();
        var pairs = letters.SelectMany(_ => letters, (first, second) => $"{first}{second}").ToArray();
        var texts = pairs.Concat(pairs.SelectMany(_ => letters, (pair, third) => pair + third));

        Assert.Equal(count, texts.Select(text => Resolve(country, text)).OfType<string>().Distinct().Count());
    }

    [Theory]
    [InlineData("US", "California", "CA")]
    [InlineData("US", "new york", "NY")]
    [InlineData("US", "Washington", "WA")]
    [InlineData("US", "Washington, D.C.", "DC")]
    [InlineData("US", "D.C.", "DC")]
    [InlineData("US", "District of Columbia", "DC")]
    [InlineData("CA", "Ontario", "ON")]
    [InlineData("CA", "Québec", "QC")]
    [InlineData("CA", "quebec", "QC")]
    [InlineData("CA", "Newfoundland & Labrador", "NL")]
    [InlineData("CA", "P.E.I.", "PE")]
    [InlineData("CA", "Île-du-Prince-Édouard", "PE")]
    [InlineData("AU", "New South Wales", "NSW")]
    [InlineData("AU", "W.A.", "WA")]
    public void Translates_names(string country, string text, string code) => Assert.Equal(code, Resolve(country, text));

    [Theory]
    [InlineData("US", "PR")]
    [InlineData("US", "Guam")]
    [InlineData("US", "AA")]
    [InlineData("US", "AE")]
    [InlineData("US", "AP")]
    [InlineData("US", "Ontario")]
    [InlineData("US", "CA-ON")]
    [InlineData("US", "")]
    [InlineData("US", null)]
    [InlineData("CA", "California")]
    [InlineData("DE", "Bayern")]
    public void Refuses_what_is_no_region_of_the_country(string country, string? text) => Assert.Null(Resolve(country, text));

    [Fact]
    public void Requires_a_region_in_two_countries_and_knows_those_of_three()
    {
        Assert.Equal(["CA", "US"], CountryCode.All.Where(Regions.IsRequired).Select(country => country.Value));
        Assert.Equal(["AU", "CA", "US"], CountryCode.All.Where(Regions.IsKnown).Select(country => country.Value));
    }

    private static string? Resolve(string country, string? text) =>
        Regions.TryResolve(CountryCode.Parse(country), text, out var region) ? region : null;
}
