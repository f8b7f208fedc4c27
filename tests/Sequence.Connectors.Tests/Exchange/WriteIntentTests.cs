namespace Sequence.Connectors.Tests;

public sealed class WriteIntentTests
{
    private static readonly WriteIntent<Customer> Intent = new() { Key = "k", Record = new Customer { Id = "1" } };

    [Fact]
    public void Owns_every_property_unless_fields_are_named()
    {
        Assert.True(Intent.Owns("DueDate"));

        var some = Intent with { Fields = ["Name", "Phone"] };

        Assert.True(some.Owns("Phone"));
        Assert.False(some.Owns("phone"));
        Assert.False(some.Owns("Website"));
        Assert.False((Intent with { Fields = [] }).Owns("Name"));
    }
}
