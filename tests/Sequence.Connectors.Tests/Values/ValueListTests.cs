namespace Sequence.Connectors.Tests;

public sealed class ValueListTests
{
    [Fact]
    public void Is_equal_by_its_elements_in_their_order()
    {
        ValueList<string> list = ["a", "b"];

        Assert.True(list == ["a", "b"]);
        Assert.Equal(list.GetHashCode(), ((ValueList<string>)["a", "b"]).GetHashCode());
        Assert.True(list != ["b", "a"]);
        Assert.True(list != ["a"]);
        Assert.False(list.Equals((object)"a, b"));
    }

    [Fact]
    public void Makes_the_records_that_hold_it_equal()
    {
        var one = new Customer { Id = "1", Contacts = [new Contact { Name = "Ada" }] };
        var two = new Customer { Id = "1", Contacts = [new Contact { Name = "Ada" }] };

        Assert.Equal(one, two);
        Assert.NotEqual(one, two with { Contacts = [new Contact { Name = "Eve" }] });
    }

    [Fact]
    public void Is_empty_by_default()
    {
        ValueList<int> list = default;

        Assert.Empty(list);
        Assert.Equal(0, list.AsSpan().Length);
        Assert.True(list == []);
        Assert.Equal("[]", list.ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => list[0]);
    }

    [Fact]
    public void Keeps_its_elements_when_the_array_that_it_was_made_of_changes()
    {
        int[] source = [1, 2, 3];
        var list = source.ToValueList();

        source[0] = 9;

        Assert.Equal([1, 2, 3], list);
    }

    [Fact]
    public void Gives_elements_by_index_and_refuses_an_index_outside()
    {
        ValueList<int> list = [1, 2, 3];

        Assert.Equal((3, 1, 3), (list.Count, list[0], list[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => list[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => list[-1]);
    }

    [Fact]
    public void Walks_over_its_elements_in_order()
    {
        var seen = new List<int>();
        foreach (var item in (ValueList<int>)[1, 2, 3])
        {
            seen.Add(item);
        }

        Assert.Equal([1, 2, 3], seen);
    }
}
