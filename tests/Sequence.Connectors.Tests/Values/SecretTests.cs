using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sequence.Connectors.Tests;

public sealed partial class SecretTests
{
    private const string Text = "tok-4711";

    [Fact]
    public void Never_prints()
    {
        var secret = new Secret(Text);

        Assert.Equal("***", secret.ToString());
        Assert.Equal("a ***", $"a {secret}");
        Assert.Equal("***", string.Concat((object)secret));
        Assert.Equal("***", typeof(Secret).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value);
    }

    [Fact]
    public void Never_prints_with_the_record_that_holds_it()
    {
        var grant = new Grant { Id = "g", Connector = "fake", App = "production", AccessToken = new(Text), RefreshToken = new(Text) };

        Assert.DoesNotContain(Text, grant.ToString(), StringComparison.Ordinal);
        Assert.Contains("AccessToken = ***", grant.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Never_leaves_as_JSON() =>
        Assert.DoesNotContain(
            Text,
            JsonSerializer.Serialize(new Holder(new(Text)), SecretContext.Default.Holder),
            StringComparison.Ordinal
        );

    [Fact]
    public void Is_revealed_only_where_it_is_asked_for() => Assert.Equal(Text, new Secret(Text).Reveal());

    [Fact]
    public void Is_equal_by_its_text()
    {
        Assert.Equal(new Secret(Text), new Secret(Text));
        Assert.Equal(new Secret(Text).GetHashCode(), new Secret(Text).GetHashCode());
        Assert.NotEqual(new Secret(Text), new Secret("other"));
    }

    [Fact]
    public void Is_never_empty()
    {
        Assert.Throws<ArgumentException>(() => new Secret(""));
        Assert.Null((Secret?)"");
        Assert.Null((Secret?)(string?)null);
    }

    internal sealed record Holder(Secret Token);

    [JsonSerializable(typeof(Holder))]
    private sealed partial class SecretContext : JsonSerializerContext;
}
