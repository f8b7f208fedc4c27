namespace Sequence.Connectors.Tests;

public sealed class PercentageTests
{
    [Fact]
    public void Is_the_same_from_points_and_from_a_fraction()
    {
        Assert.Equal(Percentage.FromPoints(20m), Percentage.FromFraction(0.2m));
        Assert.Equal(0.0825m, Percentage.FromPoints(8.25m).Fraction);
        Assert.Equal(8.25m, Percentage.FromFraction(0.0825m).Points);
    }

    [Fact]
    public void Takes_its_share_of_an_amount_without_rounding() =>
        Assert.Equal(0.08248515m, Percentage.FromPoints(8.25m).Of(0.99982m));

    [Theory]
    [InlineData("0", "0%")]
    [InlineData("20.00", "20%")]
    [InlineData("8.25", "8.25%")]
    [InlineData("-5.5", "-5.5%")]
    [InlineData("33.33333333333333333333333333", "33.33333333333333333333333333%")]
    public void Prints_points_without_losing_a_decimal(string points, string printed) =>
        Assert.Equal(printed, Percentage.FromPoints(TestNumbers.Decimal(points)).ToString());

    [Fact]
    public void Is_ordered_by_size()
    {
        var (small, large) = (Percentage.FromPoints(5m), Percentage.FromPoints(19m));

        Assert.True(small < large && large > small && small <= large && large >= small);
        Assert.False(large < small || small > large || large <= small || small >= large);
        Assert.True(small.CompareTo(large) < 0);
    }

    [Fact]
    public void Is_zero_by_default() => Assert.Equal(Percentage.FromPoints(0m), default);
}
