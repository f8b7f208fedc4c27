using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sequence.Connectors.Tests;

public sealed partial class ValueJsonConverterTests
{
    [Fact]
    public void Writes_codes_as_strings_and_reads_them_back()
    {
        var money = new Money { Amount = 120.50m, Currency = CurrencyCode.Parse("EUR") };

        var json = JsonSerializer.Serialize(money, ValueContext.Default.Money);

        Assert.Equal("""{"Amount":120.50,"Currency":"EUR"}""", json);
        Assert.Equal(money, JsonSerializer.Deserialize(json, ValueContext.Default.Money));
    }

    [Fact]
    public void Reads_null_as_null()
    {
        var address = JsonSerializer.Deserialize("""{"Country":null,"CountryText":"UK"}""", ValueContext.Default.Address);

        Assert.Equal(new Address { CountryText = "UK" }, address);
    }

    [Fact]
    public void Keys_a_dictionary()
    {
        var rates = new Dictionary<CountryCode, string> { [CountryCode.Parse("DE")] = "19%" };

        var json = JsonSerializer.Serialize(rates, ValueContext.Default.DictionaryCountryCodeString);

        Assert.Equal("""{"DE":"19%"}""", json);
        Assert.Equal(rates, JsonSerializer.Deserialize(json, ValueContext.Default.DictionaryCountryCodeString));
    }

    [Theory]
    [InlineData("""{"Country":"UK"}""", "'UK' is not an ISO 3166-1 alpha-2 country code; did you mean GB?")]
    [InlineData("""{"Country":""}""", "'' is not an ISO 3166-1 alpha-2 country code.")]
    [InlineData("""{"Country":49}""", "A CountryCode is a JSON string, but Number was read.")]
    public void Refuses_what_is_no_such_value_and_says_so(string json, string message)
    {
        var refused = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ValueContext.Default.Address));

        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    [JsonSerializable(typeof(Money))]
    [JsonSerializable(typeof(Address))]
    [JsonSerializable(typeof(Dictionary<CountryCode, string>))]
    private sealed partial class ValueContext : JsonSerializerContext;
}
