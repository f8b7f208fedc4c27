namespace Sequence.Connectors.Tests;

public sealed class RecordSourceTests
{
    private static readonly Uri Page = new("https://books.example/customers/58");

    [Fact]
    public void Makes_the_link_when_it_is_first_asked_for()
    {
        var made = 0;
        var source = Source() with { LinkFrom = id => { made++; return new($"https://books.example/customers/{id}"); } };

        Assert.Equal(0, made);
        Assert.Equal((Page, Page), (source.Link, source.Link));
        Assert.Equal(1, made);
    }

    [Fact]
    public void Prefers_a_link_that_is_given() =>
        Assert.Equal(Page, (Source() with { Link = Page, LinkFrom = _ => new("https://other.example") }).Link);

    [Fact]
    public void Is_equal_whether_its_link_is_given_or_made()
    {
        var given = Source() with { Link = Page };
        var made = Source() with { LinkFrom = _ => Page };

        Assert.Equal(given, made);
        Assert.Equal(given.GetHashCode(), made.GetHashCode());
        Assert.NotEqual(given, Source());
        Assert.NotEqual(given, given with { Version = "2" });
    }

    [Fact]
    public void Does_not_print_how_the_link_is_made() =>
        Assert.DoesNotContain("LinkFrom", (Source() with { LinkFrom = _ => Page }).ToString(), StringComparison.Ordinal);

    private static RecordSource Source() => new() { Connector = "fake", ExternalId = "58", Version = "1" };
}
