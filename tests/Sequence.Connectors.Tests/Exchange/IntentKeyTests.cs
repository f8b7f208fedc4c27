namespace Sequence.Connectors.Tests;

public sealed class IntentKeyTests
{
    [Fact]
    public void The_two_records_of_one_customer_have_keys_of_their_own()
    {
        var type = RecordType.Of<Customer>();

        var keys = new[]
        {
            IntentKey.Of("c1", type, "cus_1", WriteVerb.Upsert),
            IntentKey.Of("c1", type, "cus_1", WriteVerb.Upsert, variant: "EUR"),
            IntentKey.Of("c1", type, "cus_1", WriteVerb.Upsert, variant: "USD"),
        };

        Assert.Equal(3, keys.Distinct().Count());
        Assert.Equal(keys[0], IntentKey.Of("c1", type, "cus_1", WriteVerb.Upsert, variant: ""));
    }
}
