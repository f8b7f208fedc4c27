namespace Sequence.Connectors.Tests;

public sealed class WriteRunTests
{
    [Fact]
    public void The_use_of_a_credit_is_checked_before_it_leaves()
    {
        var connector = new ScriptedConnector();
        var capability = new WriteCapability(RecordType.Of<CreditApplication>(), new WriteTraits { Verbs = [WriteVerb.Apply], BatchSize = 1 }, connector);
        var intent = new WriteIntent<CreditApplication> { Key = "k", Verb = WriteVerb.Apply, Record = new CreditApplication { Id = "1" } };

        var (ready, known) = new WriteRun<CreditApplication>(connector.Info, ScriptedConnector.Account, capability).Sort([intent]);

        Assert.Empty(ready);
        var rejected = Assert.IsType<WriteOutcome.Rejected>(Assert.Single(known));
        Assert.Equal("application.amount.missing", Assert.Single(rejected.Problems).Code);
    }
}
