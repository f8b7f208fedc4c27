namespace Sequence.Connectors.Tests;

public sealed class FeedPageTests
{
    [Fact]
    public void Holds_the_changes_of_each_type_by_themselves()
    {
        var invoices = new Change<Invoice>[] { new Change<Invoice>.Deleted("1"), new Change<Invoice>.Deleted("2") };
        var payments = new Change<Payment>[] { new Change<Payment>.Deleted("1") };

        var page = new FeedPage { Next = new Cursor("here"), ToSweep = [RecordType.Of<Customer>()] }.With(invoices).With(payments);

        Assert.Equal(invoices, page.Of<Invoice>());
        Assert.Equal(payments, page.Of<Payment>());
        Assert.Empty(page.Of<Customer>());
        Assert.Equal((3, "here", 1), (page.Count, page.Next?.Value, page.ToSweep.Count));
    }

    [Fact]
    public void Leaves_the_page_that_it_was_made_of_as_it_was()
    {
        var page = new FeedPage().With<Invoice>([new Change<Invoice>.Deleted("1")]);

        Assert.Equal(0, page.With<Invoice>([]).Count);
        Assert.Equal(1, page.Count);
    }
}
