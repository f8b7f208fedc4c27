using System.Text;

namespace Sequence.Connectors.Tests;

public sealed class CountryNamesTests
{
    [Theory]
    [InlineData("us", "US")]
    [InlineData("USA", "US")]
    [InlineData("U.S.A.", "US")]
    [InlineData("U.S.", "US")]
    [InlineData("United States", "US")]
    [InlineData("The United States of America", "US")]
    [InlineData("United Kingdom", "GB")]
    [InlineData("UNITED KINGDOM OF GREAT BRITAIN AND NORTHERN IRELAND", "GB")]
    [InlineData("GBR", "GB")]
    [InlineData("England", "GB")]
    [InlineData("France", "FR")]
    [InlineData("Deutschland", "DE")]
    [InlineData("españa", "ES")]
    [InlineData("ESPAÑA", "ES")]
    [InlineData("Espana", "ES")]
    [InlineData("Österreich", "AT")]
    [InlineData("Oesterreich", "AT")]
    [InlineData("Schweiz", "CH")]
    [InlineData("Suisse", "CH")]
    [InlineData("Nederland", "NL")]
    [InlineData("The Netherlands", "NL")]
    [InlineData("Sverige", "SE")]
    [InlineData("Türkiye", "TR")]
    [InlineData("TÜRKİYE", "TR")]
    [InlineData("Turkey", "TR")]
    [InlineData("Ísland", "IS")]
    [InlineData("Trinidad & Tobago", "TT")]
    [InlineData("St. Lucia", "LC")]
    [InlineData("Saint Kitts and Nevis", "KN")]
    [InlineData("Korea (the Republic of)", "KR")]
    [InlineData("Korea, Democratic People's Republic of", "KP")]
    [InlineData("DR Congo", "CD")]
    [InlineData("Congo-Brazzaville", "CG")]
    [InlineData("Cote d`Ivoire", "CI")]
    [InlineData("Hong Kong", "HK")]
    [InlineData("Republic of Ireland", "IE")]
    [InlineData("Puerto Rico", "PR")]
    [InlineData("Georgia", "GE")]
    [InlineData("Dominica", "DM")]
    [InlineData("Dominican Republic", "DO")]
    [InlineData("Việt Nam", "VN")]
    [InlineData("日本", "JP")]
    [InlineData("Россия", "RU")]
    [InlineData("Κύπρος", "CY")]
    public void Translates_what_people_type(string text, string code)
    {
        Assert.True(CountryNames.TryResolve(text, out var country));
        Assert.Equal(code, country.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" - ")]
    [InlineData("The")]
    [InlineData("UK")]
    [InlineData("U.K.")]
    [InlineData("EL")]
    [InlineData("EU")]
    [InlineData("America")]
    [InlineData("Korea")]
    [InlineData("Congo")]
    [InlineData("Virgin Islands")]
    [InlineData("Saint Martin")]
    [InlineData("Germany France")]
    [InlineData("California")]
    public void Refuses_what_is_unknown_or_ambiguous(string? text)
    {
        Assert.False(CountryNames.TryResolve(text, out var country));
        Assert.Null(country);
    }

    [Theory]
    [InlineData("UK", "GB")]
    [InlineData(" u.k. ", "GB")]
    [InlineData("EL", "GR")]
    [InlineData("France", "FR")]
    [InlineData("America", "US")]
    [InlineData("GER", "DE")]
    [InlineData("Korea", null)]
    [InlineData("Atlantis", null)]
    [InlineData(null, null)]
    public void Hints_at_what_a_refused_text_probably_means(string? text, string? code) =>
        Assert.Equal(code, CountryNames.Suggest(text)?.Value);

    [Fact]
    public void Every_code_and_name_leads_to_its_own_country() =>
        Assert.All(CountryCode.All, country =>
        {
            Assert.Same(country, Resolve(country.Value));
            Assert.Same(country, Resolve(country.Alpha3));
            Assert.Same(country, Resolve(country.Name.ToUpperInvariant()));
        });

    [Fact]
    public void Every_alias_leads_to_its_own_country_and_says_something_new()
    {
        var rows = CountryAliases.Rows.SelectMany(row => row[3..].Split('|').Select(alias => (Code: row[..2], Alias: alias))).ToArray();

        Assert.All(rows, row => Assert.Equal(row.Code, Resolve(row.Alias)?.Value));
        Assert.Equal(rows.Length, rows.Select(row => NameKey.Of(row.Alias)).Distinct().Count());
        var names = CountryCode.All.SelectMany(country => new[] { NameKey.Of(country.Name), NameKey.Of(country.Alpha3) }).ToHashSet();
        Assert.DoesNotContain(rows, row => names.Contains(NameKey.Of(row.Alias)));
    }

    [Fact]
    public void Accents_may_be_letters_of_their_own_or_marks()
    {
        Assert.Equal("ES", Resolve("Espan\u0303a")?.Value);
        Assert.Equal("CI", Resolve("Co\u0302te d'Ivoire")?.Value);
    }

    [Fact]
    public void No_text_is_too_odd_to_be_judged()
    {
        var everyCharacter = Enumerable.Range(0, char.MaxValue + 1).Select(value => (char)value);

        Assert.All(everyCharacter.Chunk(60), chunk => Assert.False(CountryNames.TryResolve(new string(chunk), out _)));
        Assert.False(CountryNames.TryResolve(new string('ß', 10_000), out _));
        Assert.False(CountryNames.TryResolve(new string('ß', NameKey.MaxLength / 2), out _));
        Assert.False(CountryNames.TryResolve(new StringBuilder().Insert(0, "st ", 21).ToString(), out _));
    }

    private static CountryCode? Resolve(string text) => CountryNames.TryResolve(text, out var country) ? country : null;
}
