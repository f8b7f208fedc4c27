namespace Sequence.Connectors.Tests;

public sealed class IntentKeyTests
{
    private static readonly RecordType Invoices = RecordType.Of<Invoice>();

    [Fact]
    public void Stays_the_same_for_ever()
    {
        // Keys are stored in journals: another text here would send every open effect a second time.
        Assert.Equal("a1d7c04b41346c3465955482163fb31c", IntentKey.Of("connection-1", Invoices, "INV-42", WriteVerb.Upsert));
        Assert.Equal("6e51e6df3c223a3a73a4c36efa28bc3d", IntentKey.Of("connection-1", Invoices, "INV-42", WriteVerb.Upsert, revision: 7));
    }

    [Fact]
    public void Differs_for_every_other_effect()
    {
        string[] keys =
        [
            IntentKey.Of("c", Invoices, "1", WriteVerb.Upsert),
            IntentKey.Of("d", Invoices, "1", WriteVerb.Upsert),
            IntentKey.Of("c", RecordType.Of<CreditMemo>(), "1", WriteVerb.Upsert),
            IntentKey.Of("c", Invoices, "2", WriteVerb.Upsert),
            IntentKey.Of("c", Invoices, "1", WriteVerb.Void),
            IntentKey.Of("c", Invoices, "1", WriteVerb.Upsert, revision: 1),
            IntentKey.Of("c", Invoices, "1", WriteVerb.Upsert, revision: 2),
            IntentKey.Of("c", Invoices, "1", WriteVerb.Upsert, variant: "EUR"),
            IntentKey.Of("c", Invoices, "1", WriteVerb.Upsert, variant: "USD"),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(keys[0], IntentKey.Of("c", Invoices, "1", WriteVerb.Upsert, variant: ""));
    }

    [Fact]
    public void Names_the_type_of_record_either_way() => Assert.Equal(
        IntentKey.Of("c", Invoices, "1", WriteVerb.Upsert, revision: 2, variant: "EUR"),
        IntentKey.Of<Invoice>("c", "1", revision: 2, variant: "EUR"));

    [Fact]
    public void Keeps_ids_apart_that_would_run_into_each_other() => Assert.NotEqual(
        IntentKey.Of("a", Invoices, "1|Void|", WriteVerb.Upsert),
        IntentKey.Of("a", Invoices, "1", WriteVerb.Void));

    [Fact]
    public void Refuses_ids_that_are_empty()
    {
        Assert.Throws<ArgumentException>(() => IntentKey.Of("", Invoices, "1", WriteVerb.Upsert));
        Assert.Throws<ArgumentException>(() => IntentKey.Of("c", Invoices, "", WriteVerb.Upsert));
    }
}
