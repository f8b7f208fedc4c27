namespace Sequence.Connectors.Tests;

public sealed class RecordSetTests
{
    [Fact]
    public async Task A_class_that_only_shares_a_name_is_not_taken_for_the_declared_one()
    {
        var customers = new ScriptedConnector().Open().Records<Homonym.Customer>();

        Assert.False(customers.CanWrite);
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => customers.WriteAsync(new WriteIntent<Homonym.Customer> { Key = "k", Record = new() }, null, TestContext.Current.CancellationToken));
        Assert.Contains("another class", exception.Message, StringComparison.Ordinal);
    }

    private static class Homonym
    {
        public sealed record Customer : IRecord
        {
            public string Id => "1";

            public CustomFields CustomFields => CustomFields.Empty;

            public RecordSource? Source => null;
        }
    }
}
