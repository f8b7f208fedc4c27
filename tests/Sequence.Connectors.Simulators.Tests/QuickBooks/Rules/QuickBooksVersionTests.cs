using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators.Tests;

public sealed class QuickBooksVersionTests
{
    [Fact]
    public async Task A_stale_version_is_refused_with_5010()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var id = fixture.Company.AddCustomer("Stale Ltd");
        fixture.Company.UpdateCustomer(id, new JsonObject { ["Notes"] = "touched" });

        var answer = await fixture.PostAsync("customer", $$"""{"Id":"{{id}}","SyncToken":"0","sparse":true,"Notes":"mine"}""");

        Assert.Equal((400, "5010"), (answer.Status, answer.Code));
        Assert.Equal("touched", fixture.Company.Customers.Find(id)!["Notes"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_payment_moves_the_version_and_time_of_its_invoice()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var created = (await fixture.PostAsync("invoice", QuickBooksFixture.Invoice())).Entity("Invoice");
        var id = created["Id"]!.GetValue<string>();
        fixture.Clock.Advance(TimeSpan.FromMinutes(5));

        var payment = fixture.Company.ReceivePayment(id, 40m);

        var invoice = fixture.Company.Invoices.Find(id)!;
        Assert.Equal(60m, invoice["Balance"]!.GetValue<decimal>());
        Assert.Equal("1", invoice["SyncToken"]!.GetValue<string>());
        Assert.NotEqual(
            created["MetaData"]!["LastUpdatedTime"]!.GetValue<string>(), invoice["MetaData"]!["LastUpdatedTime"]!.GetValue<string>());
        Assert.Equal(payment, invoice["LinkedTxn"]![0]!["TxnId"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_invoice_moves_its_customers_balance_and_time_and_not_its_version()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var id = fixture.Company.AddCustomer("Balance Ltd");
        fixture.Clock.Advance(TimeSpan.FromMinutes(5));
        var before = fixture.Company.Customers.Find(id)!;

        await fixture.PostAsync("invoice", QuickBooksFixture.Invoice(id));

        var after = fixture.Company.Customers.Find(id)!;
        Assert.Equal(100m, after["Balance"]!.GetValue<decimal>());
        Assert.Equal("0", after["SyncToken"]!.GetValue<string>());
        Assert.NotEqual(
            before["MetaData"]!["LastUpdatedTime"]!.GetValue<string>(), after["MetaData"]!["LastUpdatedTime"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_sparse_update_keeps_what_it_does_not_name()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var id = fixture.Company.AddCustomer("Sparse Ltd", "sparse@example.com");

        var answer = await fixture.PostAsync("customer", $$"""{"Id":"{{id}}","SyncToken":"0","sparse":true,"Notes":"n"}""");

        Assert.Equal("sparse@example.com", answer.Entity("Customer")["PrimaryEmailAddr"]!["Address"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_full_update_empties_what_it_does_not_name()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var id = fixture.Company.AddCustomer("Full Ltd", "full@example.com");

        var answer = await fixture.PostAsync("customer", $$"""{"Id":"{{id}}","SyncToken":"0","DisplayName":"Full Ltd"}""");

        Assert.Null(answer.Entity("Customer")["PrimaryEmailAddr"]);
        Assert.Equal("USD", answer.Entity("Customer")["CurrencyRef"]!["value"]!.GetValue<string>());
    }

    [Fact]
    public async Task Lines_are_replaced_as_a_whole_and_keep_the_ids_that_they_name()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var created = (await fixture.PostAsync("invoice", """
            {"CustomerRef":{"value":"1"},"Line":[
              {"Amount":10,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1"}}},
              {"Amount":20,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1"}}}]}
            """)).Entity("Invoice");

        var answer = await fixture.PostAsync("invoice", $$"""
            {"Id":"{{created["Id"]}}","SyncToken":"0","sparse":true,"Line":[
              {"Id":"2","Amount":25,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1"} } },
              {"Amount":5,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1"} } }]}
            """);

        var lines = answer.Entity("Invoice")["Line"]!.AsArray();
        Assert.Equal(["2", "3"], lines.Take(2).Select(line => line!["Id"]!.GetValue<string>()));
        Assert.Equal(30m, answer.Entity("Invoice")["TotalAmt"]!.GetValue<decimal>());
        Assert.Equal("SubTotalLineDetail", lines[2]!["DetailType"]!.GetValue<string>());
    }

    [Fact]
    public async Task Times_carry_the_pacific_offset_of_their_day()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        Assert.EndsWith(
            "-08:00", (await fixture.QueryAsync("select count(*) from Customer")).Json["time"]!.GetValue<string>(),
            StringComparison.Ordinal);
        fixture.Clock.Advance(TimeSpan.FromDays(7));
        fixture.Tokens = fixture.QuickBooks.IssueTokens();

        var time = (await fixture.QueryAsync("select count(*) from Customer")).Json["time"]!.GetValue<string>();

        Assert.EndsWith("-07:00", time, StringComparison.Ordinal);
    }
}
