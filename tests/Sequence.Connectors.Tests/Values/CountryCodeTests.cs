namespace Sequence.Connectors.Tests;

public sealed class CountryCodeTests
{
    private const string Codes =
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD " +
        "CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF " +
        "GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN " +
        "KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA " +
        "NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI " +
        "SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI " +
        "VN VU WF WS XK YE YT ZA ZM ZW";

    [Fact]
    public void Knows_the_249_countries_and_Kosovo_and_no_other_pair_of_letters()
    {
        var letters = Enumerable.Range('A', 26).Select(letter => (char)letter).ToArray();
        var accepted =
            from first in letters
            from second in letters
            let text = $"{first}{second}"
            where CountryCode.TryParse(text, out _)
            select text;

        Assert.Equal(Codes.Split(' '), accepted);
        Assert.Equal(Codes.Split(' '), CountryCode.All.Select(country => country.Value));
    }

    [Fact]
    public void Reads_back_what_it_writes_as_the_same_instance() =>
        Assert.All(CountryCode.All, country => Assert.Same(country, CountryCode.Parse(country.ToString())));

    [Fact]
    public void Has_a_name_and_an_alpha_3_code_of_its_own_for_every_country()
    {
        Assert.Equal(250, CountryCode.All.Select(country => country.Name).Distinct().Count());
        Assert.Equal(250, CountryCode.All.Select(country => country.Alpha3).Distinct().Count());
        Assert.All(CountryCode.All, country => Assert.Matches("^[A-Z]{3}$", country.Alpha3));
        Assert.Equal(("Germany", "DEU"), (CountryCode.Parse("DE").Name, CountryCode.Parse("DE").Alpha3));
        Assert.Equal(("Côte d'Ivoire", "CIV"), (CountryCode.Parse("CI").Name, CountryCode.Parse("CI").Alpha3));
    }

    [Theory]
    [InlineData("de")]
    [InlineData(" dE\t")]
    public void Ignores_case_and_outer_spaces(string text) => Assert.Equal("DE", CountryCode.Parse(text).Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("D")]
    [InlineData("D E")]
    [InlineData("UK")]
    [InlineData("DEU")]
    [InlineData("Germany")]
    [InlineData("[{")]
    [InlineData("ÄT")]
    [InlineData("dſ")]
    public void Refuses_everything_else(string? text)
    {
        Assert.False(CountryCode.TryParse(text, out var country));
        Assert.Null(country);
    }

    [Theory]
    [InlineData(" UK ", "'UK' is not an ISO 3166-1 alpha-2 country code; did you mean GB?")]
    [InlineData("France", "'France' is not an ISO 3166-1 alpha-2 country code; did you mean FR?")]
    [InlineData("Atlantis", "'Atlantis' is not an ISO 3166-1 alpha-2 country code.")]
    public void Says_what_was_refused_and_what_was_probably_meant(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => CountryCode.Parse(text)).Message);

    [Fact]
    public void Parses_through_the_generic_interfaces()
    {
        Assert.Equal("DE", ParseAs<CountryCode>("DE").ToString());
        Assert.Equal("EUR", ParseAs<CurrencyCode>("EUR").ToString());
    }

    [Fact]
    public void Is_equal_to_itself_only()
    {
        Assert.True(CountryCode.Parse("DE").Equals((object)CountryCode.Parse("de")));
        Assert.False(CountryCode.Parse("DE").Equals(CountryCode.Parse("FR")));
        Assert.Equal(250, CountryCode.All.Select(country => country.GetHashCode()).Distinct().Count());
    }

    [Fact]
    public void Parses_and_translates_without_allocating()
    {
        Assert.True(Hits());
        var before = GC.GetAllocatedBytesForCurrentThread();

        var found = Hits();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(found);

        static bool Hits() =>
            CountryCode.TryParse(" de ", out _) && CurrencyCode.TryParse("eur", out _) && CountryNames.TryResolve("Côte d’Ivoire", out _);
    }

    private static T ParseAs<T>(string text)
        where T : class, ISpanParsable<T>
    {
        Assert.True(T.TryParse(text, null, out var fromText));
        Assert.True(T.TryParse(text.AsSpan(), null, out var fromSpan));
        Assert.Same(fromText, fromSpan);
        Assert.Same(fromText, T.Parse(text.AsSpan(), null));
        return T.Parse(text, null);
    }
}
