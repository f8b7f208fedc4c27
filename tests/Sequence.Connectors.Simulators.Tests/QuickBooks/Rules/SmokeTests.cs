namespace Sequence.Connectors.Simulators.Tests;

public sealed class SmokeTests
{
    [Fact]
    public async Task Answers_an_invoice_with_its_totals()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var created = await fixture.PostAsync("invoice", QuickBooksFixture.Invoice(more: ",\"DocNumber\":\"T-1\""));

        Assert.Equal(200, created.Status);
        Assert.Equal(100m, created.Entity("Invoice")["TotalAmt"]!.GetValue<decimal>());
        Assert.Equal("T-1", created.Entity("Invoice")["DocNumber"]!.GetValue<string>());
        Assert.Equal(26, (await fixture.QueryAsync("select * from Customer")).List("Customer")!.Count);
    }
}
