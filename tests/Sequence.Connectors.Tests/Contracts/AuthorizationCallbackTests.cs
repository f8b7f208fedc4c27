namespace Sequence.Connectors.Tests;

public sealed class AuthorizationCallbackTests
{
    [Fact]
    public void Reads_the_query_of_the_redirect()
    {
        var callback = From("?code=AB%2Bc%3D&state=s-1&realmId=4620816365&scope=a+b");

        Assert.Equal(
            ("AB+c=", "s-1", "4620816365", "a b"),
            (callback.Code, callback.State, callback.Find("realmId"), callback.Find("scope"))
        );
        Assert.Null(callback.Error);
    }

    [Fact]
    public void Reads_a_refusal()
    {
        var callback = From("?error=access_denied&state=s-1");

        Assert.Equal(("access_denied", "s-1"), (callback.Error, callback.State));
        Assert.Null(callback.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("?state=&code")]
    [InlineData("?&&=x&State=s")]
    public void Takes_what_is_empty_for_missing(string query)
    {
        var callback = From(query);

        Assert.Null(callback.State);
        Assert.Null(callback.Code);
        Assert.Null(callback.Error);
    }

    [Fact]
    public void Keeps_a_value_that_contains_an_equals_sign() => Assert.Equal("a=b", From("?code=a=b").Code);

    [Fact]
    public void Refuses_a_relative_address_with_the_fix_and_without_its_code()
    {
        var refused = Assert.Throws<ArgumentException>(() =>
            AuthorizationCallback.From(new Uri("/callback?code=secret", UriKind.Relative))
        );

        Assert.Contains("https://host.example.com/callback", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    private static AuthorizationCallback From(string query) =>
        AuthorizationCallback.From(new Uri("https://host.example/connect/done" + query));
}
