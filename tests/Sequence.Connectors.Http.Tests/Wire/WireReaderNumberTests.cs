using System.Text;
using System.Text.Json;

namespace Sequence.Connectors.Http.Tests;

public sealed class WireReaderNumberTests
{
    private static readonly WireShape<Wire> Shape = new() { { "n", (ref json, ref it) => it.Number = json.Number() } };

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("-0.00")]
    [InlineData("0.00")]
    [InlineData("7")]
    [InlineData("-7")]
    [InlineData("110.00")]
    [InlineData("-110.50")]
    [InlineData("0.000000000000001")]
    [InlineData("99999999999999.99")]
    [InlineData("999999999999999999")]
    [InlineData("-99999999999999999")]
    [InlineData("1234567890123456789")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("1e3")]
    [InlineData("1.5E-3")]
    public void Reads_a_number_to_the_last_digit_as_the_framework_does(string text)
    {
        var expected = JsonDocument.Parse(text).RootElement.GetDecimal();

        var read = Read(text);

        Assert.Equal(decimal.GetBits(expected), decimal.GetBits(Assert.NotNull(read)));
    }

    [Fact]
    public void Takes_a_number_that_no_decimal_holds_for_none() => Assert.Null(Read("1e40"));

    private static decimal? Read(string text) => WireReader.Parse(Encoding.UTF8.GetBytes($$"""{"n":{{text}}}"""), Shape)?.Number;

    private struct Wire
    {
        public decimal? Number { get; set; }
    }
}
