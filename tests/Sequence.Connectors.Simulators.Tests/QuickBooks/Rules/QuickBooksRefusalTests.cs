namespace Sequence.Connectors.Simulators.Tests;

public sealed class QuickBooksRefusalTests
{
    [Theory]
    [InlineData("customer", """{"DisplayName":"Norton Lumber and Building Materials"}""", "6240")]
    [InlineData("customer", """{"DisplayName":"emily platt"}""", "6240")]
    [InlineData("customer", """{"DisplayName":"Barnett Design (old account)"}""", "6240")]
    [InlineData("customer", """{"DisplayName":"A:B"}""", "2040")]
    [InlineData("customer", """{"Notes":"nameless"}""", "2020")]
    [InlineData("customer", """{"DisplayName":"X","CurrencyRef":{"value":"EUR"}}""", "6000")]
    [InlineData("customer", """{"DisplayName":"X","PrimaryEmailAddr":{"Address":"nobody"}}""", "2210")]
    [InlineData("customer", """{"DisplayName":"X","GivenName":1}""", "2010")]
    [InlineData("customer", """{"DisplayName":"X","PreferredDeliveryMethod":"Fax"}""", "2170")]
    [InlineData("invoice", """{"BadJson":true}""", "2010")]
    [InlineData("invoice", """{"CustomerRef":{"value":"1"}}""", "2020")]
    [InlineData("invoice", """{"CustomerRef":{"value":"999"},"Line":[]}""", "2500")]
    [InlineData("invoice", """{"Id":"1.5","SyncToken":"0"}""", "2030")]
    [InlineData("invoice", """{"Id":"99999","SyncToken":"0"}""", "610")]
    [InlineData(
        "payment",
        """{"CustomerRef":{"value":"1"},"TotalAmt":5,"Line":[{"Amount":9,"LinkedTxn":[{"TxnId":"99999","TxnType":"Invoice"}]}]}""",
        "610"
    )]
    public async Task A_bad_request_is_refused_by_its_code(string path, string body, string code)
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var answer = await fixture.PostAsync(path, body);

        Assert.Equal((400, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("DocNumber", 21)]
    [InlineData("PrivateNote", 4000)]
    public async Task A_text_beyond_its_length_is_refused(string member, int maximum)
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        string Body(int length) => QuickBooksFixture.Invoice(more: $",\"{member}\":\"{new string('x', length)}\"");

        Assert.Equal(200, (await fixture.PostAsync("invoice", Body(maximum))).Status);
        Assert.Equal("2050", (await fixture.PostAsync("invoice", Body(maximum + 1))).Code);
    }

    [Fact]
    public async Task An_unknown_member_is_named_and_noted()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var answer = await fixture.PostAsync("invoice", QuickBooksFixture.Invoice(detail: ",\"Quantity\":1"));

        Assert.Contains("Quantity", answer.Text, StringComparison.Ordinal);
        Assert.Contains("com.intuit.schema.finance.v3.SalesItemLineDetail", answer.Text, StringComparison.Ordinal);
        Assert.Equal("unknown-member", Assert.Single(fixture.QuickBooks.Usage.Violations).Rule);
    }

    [Fact]
    public async Task Members_that_only_quickbooks_sets_are_ignored()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var answer = await fixture.PostAsync("invoice", QuickBooksFixture.Invoice(more: ",\"TotalAmt\":5,\"Balance\":7"));

        Assert.Equal(
            (100m, 100m),
            (answer.Entity("Invoice")["TotalAmt"]!.GetValue<decimal>(), answer.Entity("Invoice")["Balance"]!.GetValue<decimal>()));
    }

    [Fact]
    public async Task An_inactive_item_is_refused_with_610()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        await fixture.PostAsync("item", """{"Id":"2","SyncToken":"0","sparse":true,"Active":false}""");

        Assert.Equal("610", (await fixture.PostAsync("invoice", QuickBooksFixture.Invoice(item: "2"))).Code);
    }

    [Fact]
    public async Task A_customers_currency_stays_as_it_was_created()
    {
        await using var fixture = await QuickBooksFixture.StartAsync(QuickBooksCompanyProfile.UnitedStates with { MultiCurrency = true });

        var answer = await fixture.PostAsync("customer", """{"Id":"1","SyncToken":"0","sparse":true,"CurrencyRef":{"value":"EUR"}}""");

        Assert.Equal("6000", answer.Code);
    }

    [Fact]
    public async Task An_invoice_has_the_currency_of_its_customer()
    {
        await using var fixture = await QuickBooksFixture.StartAsync(QuickBooksCompanyProfile.UnitedStates with { MultiCurrency = true });
        var euro = fixture.Company.Customers.FindBy("DisplayName", "Atelier Fontaine")!["Id"]!.GetValue<string>();

        var refused = await fixture.PostAsync("invoice", QuickBooksFixture.Invoice(euro, more: ",\"CurrencyRef\":{\"value\":\"USD\"}"));
        var accepted = await fixture.PostAsync(
            "invoice", QuickBooksFixture.Invoice(euro, more: ",\"CurrencyRef\":{\"value\":\"EUR\"},\"ExchangeRate\":1.1"));

        Assert.Equal("6000", refused.Code);
        Assert.Equal(110m, accepted.Entity("Invoice")["HomeTotalAmt"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task An_ended_subscription_refuses_all_but_company_info()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        fixture.Company.Change(profile => profile with { SubscriptionEnded = true });

        Assert.Equal("6190", (await fixture.PostAsync("invoice", QuickBooksFixture.Invoice())).Code);
        Assert.Equal(200, (await fixture.GetAsync($"companyinfo/{fixture.Company.RealmId}")).Status);
    }

    [Fact]
    public async Task Without_json_in_accept_a_fault_is_xml()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var answer = await fixture.SendAsync(HttpMethod.Get, "customer/99999", accept: "application/xml");

        Assert.Equal("application/xml", answer.ContentType);
        Assert.Contains("<Error code=\"610\">", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_carries_a_transmission_id()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var answers = new[]
        {
            await fixture.GetAsync("customer/1"),
            await fixture.GetAsync("customer/99999"),
            await fixture.PostAsync("nothing", "{}"),
        };

        Assert.All(
            answers, answer => Assert.Matches("^1-[0-9a-f]{8}-[0-9a-f]{24}$", Assert.Single(answer.Headers.GetValues("intuit_tid"))));
    }

    [Fact]
    public async Task A_batch_answers_200_although_items_fail()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var answer = await fixture.PostAsync("batch", """
            {"BatchItemRequest":[
              {"bId":"1","operation":"create","Customer":{"DisplayName":"Good"}},
              {"bId":"2","operation":"delete","Invoice":{"Id":"99999","SyncToken":"0"}},
              {"bId":"3","operation":"update","Customer":{"Id":"1","SyncToken":"77","sparse":true}},
              {"bId":"4","Query":"select count(*) from Customer"}]}
            """);

        var items = answer.Json["BatchItemResponse"]!.AsArray();
        Assert.Equal(200, answer.Status);
        Assert.Equal("Good", items[0]!["Customer"]!["DisplayName"]!.GetValue<string>());
        Assert.Equal("610", items[1]!["Fault"]!["Error"]![0]!["code"]!.GetValue<string>());
        Assert.Equal("5010", items[2]!["Fault"]!["Error"]![0]!["code"]!.GetValue<string>());
        Assert.NotNull(items[3]!["QueryResponse"]!["totalCount"]);
    }
}
