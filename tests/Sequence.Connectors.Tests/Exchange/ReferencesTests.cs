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

    [Fact]
    public void One_record_never_stands_for_two_ids()
    {
        var references = References.To<Customer>("cus_1", "58");

        Assert.Throws<ArgumentException>(() => references.And<Customer>("cus_1", "59"));
        Assert.Throws<ArgumentException>(() =>
            References.Of([(RecordType.Of<Customer>(), "cus_1", "58"), (RecordType.Of<Customer>(), "cus_1", "59")])
        );
        Assert.Equal(1, references.And<Customer>("cus_1", "58").Count);
    }

    [Fact]
    public void Finds_by_a_type_that_is_known_only_at_run_time()
    {
        var references = References.To<Customer>("1", "58").And<Invoice>("1", "77");

        Assert.Equal("77", references.Find(RecordType.Of<Invoice>(), "1"));
        Assert.Null(references.Find(RecordType.Of<Product>(), "1"));
    }
}
