using System.Text;
using System.Text.Json;

namespace Sequence.Connectors.Tests;

public sealed class RawPayloadTests
{
    [Fact]
    public void Is_a_slice_of_a_page_until_it_is_copied()
    {
        var page = """[{"Id":"1"},{"Id":"2"}]"""u8.ToArray();
        var second = new RawPayload(page.AsMemory(12, 10));
        var copy = second.Copy();

        Assert.Equal("""{"Id":"2"}""", second.ToString());
        page[19] = (byte)'9';

        Assert.Equal("""{"Id":"9"}""", second.ToString());
        Assert.Equal("""{"Id":"2"}""", copy.ToString());
    }

    [Fact]
    public void Is_parsed_on_demand()
    {
        using var document = Of("""{"Id":"1","Balance":12.50}""").Parse();

        Assert.Equal(12.50m, document.RootElement.GetProperty("Balance").GetDecimal());
        Assert.ThrowsAny<JsonException>(() => default(RawPayload).Parse());
    }

    [Fact]
    public void Is_equal_byte_for_byte()
    {
        Assert.True(Of("{}") == Of("{}"));
        Assert.True(Of("{}") != Of("{ }"));
        Assert.Equal(Of("{}").GetHashCode(), Of("{}").GetHashCode());
    }

    [Fact]
    public void Is_empty_by_default()
    {
        Assert.True(default(RawPayload).IsEmpty);
        Assert.False(Of("{}").IsEmpty);
    }

    private static RawPayload Of(string json) => new(Encoding.UTF8.GetBytes(json));
}
