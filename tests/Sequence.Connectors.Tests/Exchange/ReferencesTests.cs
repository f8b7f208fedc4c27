namespace Sequence.Connectors.Tests;

public sealed class ReferencesTests
{
    [Fact]
    public void One_record_never_stands_for_two_ids()
    {
        var references = References.To<Customer>("cus_1", "58");

        Assert.Throws<ArgumentException>(() => references.And<Customer>("cus_1", "59"));
        Assert.Throws<ArgumentException>(() => References.Of([(RecordType.Of<Customer>(), "cus_1", "58"), (RecordType.Of<Customer>(), "cus_1", "59")]));
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
