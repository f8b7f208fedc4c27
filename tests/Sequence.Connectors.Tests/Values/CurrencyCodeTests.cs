namespace Sequence.Connectors.Tests;

public sealed class CurrencyCodeTests
{
    [Theory]
    [InlineData(0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF")]
    [InlineData(3, "BHD IQD JOD KWD LYD OMR TND")]
    [InlineData(4, "CLF UYW")]
    public void Has_other_than_two_decimals_for_these_only(int minorUnits, string codes) =>
        Assert.Equal(
            codes.Split(' '),
            CurrencyCode.All.Where(currency => currency.MinorUnits == minorUnits).Select(currency => currency.Value));

    [Fact]
    public void Has_two_decimals_for_the_rest() =>
        Assert.Equal(167 - 26, CurrencyCode.All.Count(currency => currency.MinorUnits == 2));

    [Theory]
    [InlineData("AED ARS AUD BRL BGN CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD")]
    [InlineData("ILS INR ISK JPY KRW MXN NOK NZD PLN SAR SEK SGD THB USD UYU ZAR")]
    [InlineData("SLE VED XAD XCG ZWG ANG BOV CHE CHW COU MXV USN")]
    public void Knows_what_billing_uses_and_what_is_new_or_a_fund(string codes) =>
        Assert.All(codes.Split(' '), code => Assert.Equal(code, CurrencyCode.Parse(code).Value));

    [Fact]
    public void Reads_back_what_it_writes_as_the_same_instance()
    {
        Assert.All(CurrencyCode.All, currency => Assert.Same(currency, CurrencyCode.Parse(currency.ToString())));
        Assert.Equal(CurrencyCode.All.OrderBy(currency => currency.Value, StringComparer.Ordinal), CurrencyCode.All);
    }

    [Fact]
    public void Ignores_case_and_outer_spaces()
    {
        Assert.Equal("EUR", CurrencyCode.Parse(" eur ").Value);
        Assert.Equal("Swiss Franc", CurrencyCode.Parse("chf").Name);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("EU")]
    [InlineData("€")]
    [InlineData("US$")]
    [InlineData("Euro")]
    [InlineData("uſd")]
    [InlineData("XXX")]
    [InlineData("XTS")]
    [InlineData("XDR")]
    [InlineData("XAU")]
    [InlineData("XAG")]
    [InlineData("DEM")]
    [InlineData("HRK")]
    public void Refuses_everything_else(string? text)
    {
        Assert.False(CurrencyCode.TryParse(text, out var currency));
        Assert.Null(currency);
    }

    [Fact]
    public void Says_what_was_refused() =>
        Assert.Equal(
            "'US$' is not an ISO 4217 currency code with minor units, such as EUR or USD.",
            Assert.Throws<FormatException>(() => CurrencyCode.Parse(" US$")).Message);

    [Theory]
    [InlineData("EUR", "0.125", "0.13")]
    [InlineData("EUR", "-0.125", "-0.13")]
    [InlineData("EUR", "2.345", "2.35")]
    [InlineData("EUR", "2.3449", "2.34")]
    [InlineData("JPY", "0.5", "1")]
    [InlineData("JPY", "1.4", "1")]
    [InlineData("BHD", "0.0005", "0.001")]
    [InlineData("CLF", "0.00005", "0.0001")]
    public void Rounds_halves_away_from_zero(string currency, string amount, string rounded)
    {
        Assert.Equal(TestNumbers.Decimal(rounded), CurrencyCode.Parse(currency).Round(TestNumbers.Decimal(amount)));
        Assert.False(CurrencyCode.Parse(currency).IsExact(TestNumbers.Decimal(amount)));
    }

    [Theory]
    [InlineData("EUR", "120.10000")]
    [InlineData("EUR", "-120")]
    [InlineData("JPY", "120.00")]
    [InlineData("KWD", "0.001")]
    public void Is_exact_whatever_the_trailing_zeros(string currency, string amount) =>
        Assert.True(CurrencyCode.Parse(currency).IsExact(TestNumbers.Decimal(amount)));
}
