using System.Text.Json.Nodes;

namespace Sequence.Connectors.QuickBooks.Tests;

public sealed class PayloadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S1-13")]
    public async Task Every_type_of_record_bears_the_object_as_QuickBooks_sent_it()
    {
        await using var world = await QuickBooksWorld.StartAsync();

        await HoldsAsync<Customer>("Customer");
        await HoldsAsync<Invoice>("Invoice");
        await HoldsAsync<CreditMemo>("CreditMemo");
        await HoldsAsync<Payment>("Payment");
        await HoldsAsync<Product>("Item");
        await HoldsAsync<LedgerAccount>("Account");

        async Task HoldsAsync<TRecord>(string entity)
            where TRecord : class, IRecord
        {
            var records = await world.Session.Records<TRecord>().ReadAllAsync(cancellationToken: Token).ToListAsync(Token);
            Assert.NotEmpty(records);
            Assert.All(records, record =>
            {
                var native = JsonNode.Parse(record.Source!.Payload.ToString());
                Assert.True(JsonNode.DeepEquals(world.Company.Documents(entity).Find(record.Id), native), native!.ToJsonString());
            });
        }
    }
}
