namespace Sequence.Connectors.Tests;

public sealed class MoneyTests
{
    [Fact]
    public void Adds_and_subtracts_in_one_currency()
    {
        Assert.Equal(Of("EUR", "3.30"), Of("EUR", "1.10") + Of("EUR", "2.20"));
        Assert.Equal(Of("EUR", "-1.1"), Of("EUR", "1.10") - Of("EUR", "2.20"));
    }

    [Fact]
    public void Refuses_to_mix_currencies_and_names_both()
    {
        var sum = Assert.ThrowsAny<ArgumentException>(() => Of("EUR", "1") + Of("USD", "1"));
        var difference = Assert.ThrowsAny<ArgumentException>(() => Of("EUR", "1") - Of("USD", "1"));

        Assert.All([sum, difference], refused => Assert.Contains("EUR and USD", refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Is_equal_by_amount_and_currency()
    {
        Assert.Equal(Of("EUR", "120"), Of("EUR", "120.00"));
        Assert.Equal(Of("EUR", "120").GetHashCode(), Of("EUR", "120.00").GetHashCode());
        Assert.NotEqual(Of("EUR", "120"), Of("USD", "120"));
    }

    [Theory]
    [InlineData("EUR", "120", "EUR 120.00")]
    [InlineData("EUR", "-1234567.5", "EUR -1234567.50")]
    [InlineData("EUR", "0.12345", "EUR 0.12345")]
    [InlineData("JPY", "120.00", "JPY 120")]
    [InlineData("BHD", "1", "BHD 1.000")]
    [InlineData("CLF", "0", "CLF 0.0000")]
    public void Prints_the_currency_and_all_decimals(string currency, string amount, string printed) =>
        Assert.Equal(printed, Of(currency, amount).ToString());

    private static Money Of(string currency, string amount) =>
        new() { Amount = TestNumbers.Decimal(amount), Currency = CurrencyCode.Parse(currency) };
}
