namespace Sequence.Connectors.Tests;

public sealed class ReferencesTests
{
    [Fact]
    public void Finds_a_record_by_its_type_and_the_hosts_id()
    {
        var references = References.To<Customer>("c-1", "58").And<Product>("c-1", "9");

        Assert.Equal("58", references.Find<Customer>("c-1"));
        Assert.Equal("9", references.Find<Product>("c-1"));
        Assert.Equal(2, references.Count);
    }

    [Fact]
    public void Says_nothing_of_a_record_that_is_not_linked()
    {
        var references = References.To<Customer>("c-1", "58");

        Assert.Null(references.Find<Customer>("c-2"));
        Assert.Null(references.Find<Invoice>("c-1"));
        Assert.Null(references.Find<Customer>(null));
        Assert.Null(References.Empty.Find<Customer>("c-1"));
    }

    [Fact]
    public void Leaves_the_references_that_another_was_added_to_as_they_are()
    {
        var one = References.To<Customer>("c-1", "58");
        _ = one.And<Customer>("c-2", "59");

        Assert.Null(one.Find<Customer>("c-2"));
        Assert.Equal(0, References.Empty.Count);
    }

    [Fact]
    public void Takes_many_at_once()
    {
        var references = References.Of([(RecordType.Of<Customer>(), "c-1", "58"), (RecordType.Of<Customer>(), "c-2", "59")]);

        Assert.Equal(("58", "59"), (references.Find<Customer>("c-1"), references.Find<Customer>("c-2")));
    }
}
