namespace Sequence.Connectors.Tests;

public sealed class AuthorizationCallbackTests
{
    [Fact]
    public void A_relative_address_is_refused_with_the_fix()
    {
        var exception = Assert.Throws<ArgumentException>(() => AuthorizationCallback.From(new Uri("/callback?code=secret", UriKind.Relative)));

        Assert.Contains("https://host.example.com/callback", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.Message, StringComparison.Ordinal);
    }
}
