using System.Text;

namespace Sequence.Connectors.Http.Tests;

public sealed class BodyBufferTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(int.MaxValue)]
    public void Keeps_every_body_as_it_was_made_whatever_their_lengths(int expected)
    {
        using var buffer = BodyBuffer.For(expected);
        var texts = Enumerable
            .Range(0, 300)
            .Select(i => new string((char)('a' + (i % 26)), i * i % 9000))
            .Append(new('z', 200_000))
            .ToList();

        var bodies = texts.ConvertAll(text => Made(buffer, text));

        Assert.Equal(texts.Select(text => $$"""{"text":"{{text}}"}"""), bodies.Select(body => Encoding.UTF8.GetString(body.Span)));
    }

    [Fact]
    public void Makes_small_bodies_in_one_array()
    {
        using var buffer = BodyBuffer.For(records: 2);

        var (first, second) = (Made(buffer, "one"), Made(buffer, "two"));

        Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(first, out var one));
        Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(second, out var two));
        Assert.Same(one.Array, two.Array);
    }

    private static ReadOnlyMemory<byte> Made(BodyBuffer buffer, string text)
    {
        buffer.Json.WriteStartObject();
        buffer.Json.WriteString("text", text);
        buffer.Json.WriteEndObject();
        return buffer.Take();
    }
}
