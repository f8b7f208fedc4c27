namespace Sequence.Connectors.Simulators.Tests;

/// <summary>Drives every path of the simulated company and has each answer judged by Intuit's schemas.</summary>
public sealed class EveryResponseTests
{
    private static readonly string[] Entities =
        ["Customer", "Invoice", "CreditMemo", "Payment", "Item", "Account", "TaxCode", "TaxRate", "Term", "CompanyInfo", "Preferences"];

    [Fact]
    public async Task Reading_passes_the_schemas()
    {
        await using var company = await TruthCompany.StartAsync(QuickBooksXsd.Load());

        foreach (var entity in Entities)
        {
            var rows = (await company.QueryAsync($"select * from {entity} startposition 1 maxresults 1000")).Rows(entity);
            Assert.True(rows.Count > 0, $"The seeded company has no {entity}.");
            (await company.GetAsync(AddressOf(entity, $"{rows[0]["Id"]}", company))).Entity(entity);
        }

        await company.QueryAsync("select count(*) from Invoice");
        await company.QueryAsync("select * from Customer where DisplayName = 'Nobody has this name'");
        await company.PostQueryAsync("select * from Customer where Active in (true, false) orderby DisplayName desc maxresults 3");
        await company.ChangesAsync("Customer,Invoice,CreditMemo,Payment,Item", TimeSpan.FromDays(20));

        Assert.Empty(company.Recorder.Violations);
        Assert.True(company.Recorder.Judged > 2 * Entities.Length, $"Only {company.Recorder.Judged} answers were judged.");
    }

    [Fact]
    public async Task Writing_customers_passes_the_schemas()
    {
        await using var company = await TruthCompany.StartAsync(QuickBooksXsd.Load());

        var parent = (await company.PostAsync("customer", """
            {"DisplayName":"Kestrel & Sons","GivenName":"Ada","FamilyName":"Kestrel","CompanyName":"Kestrel & Sons","Taxable":false,
             "Notes":"Prefers post.","PrimaryPhone":{"FreeFormNumber":"(650) 555-0101"},"PrimaryEmailAddr":{"Address":"ada@example.org"},
             "WebAddr":{"URI":"http://example.org"},"PreferredDeliveryMethod":"Email",
             "BillAddr":{"Line1":"1 Quay","City":"Bayshore","CountrySubDivisionCode":"CA","PostalCode":"94326","Country":"USA"}}
            """)).Entity("Customer");
        var child = (await company.PostAsync(
            "customer", $$$"""{"DisplayName":"Kestrel West","Job":true,"ParentRef":{"value":"{{{parent["Id"]}}}"}}""")).Entity("Customer");
        Task<Answer> Edit(string version, string change) =>
            company.PostAsync("customer", $$$"""{"Id":"{{{child["Id"]}}}","SyncToken":"{{{version}}}","sparse":true,{{{change}}}}""");

        (await Edit("0", "\"Mobile\":{\"FreeFormNumber\":\"1\"}")).Entity("Customer");
        (await Edit("1", "\"Active\":false")).Entity("Customer");
        Assert.Equal("5010", (await Edit("0", "\"Active\":true")).FaultCode);
        Assert.Equal("6240", (await company.PostAsync("customer", """{"DisplayName":"Kestrel & Sons"}""")).FaultCode);

        Assert.Empty(company.Recorder.Violations);
    }

    [Fact]
    public async Task Writing_documents_passes_the_schemas()
    {
        await using var company = await TruthCompany.StartAsync(QuickBooksXsd.Load());
        var (customer, item) = (await company.CustomerAsync(), await company.ServiceItemAsync());

        var invoice = (await company.PostAsync("invoice", $$$"""
            {"CustomerRef":{"value":"{{{customer}}}"},"TxnDate":"2026-02-03","DueDate":"2026-03-05","PrivateNote":"n",
             "CustomerMemo":{"value":"Thank you"},"BillEmail":{"Address":"ap@example.org"},"Line":[
              {"Amount":150.00,"Description":"Seats","DetailType":"SalesItemLineDetail","SalesItemLineDetail":
               {"ItemRef":{"value":"{{{item}}}"},"Qty":3,"UnitPrice":50,"ServiceDate":"2026-02-01","TaxCodeRef":{"value":"NON"} } },
              {"DetailType":"DescriptionOnly","Description":"See the order form","DescriptionLineDetail":{}},
              {"Amount":15.00,"DetailType":"DiscountLineDetail","DiscountLineDetail":{"PercentBased":true,"DiscountPercent":10}}]}
            """)).Entity("Invoice");
        var memo = (await company.PostAsync("creditmemo", Document(customer, item, "40.00"))).Entity("CreditMemo");
        var payment = (await company.PostAsync("payment", Payment(customer, "25", ("Invoice", invoice["Id"]!, "25")))).Entity("Payment");
        (await company.PostAsync(
            "payment", Payment(customer, "0", ("CreditMemo", memo["Id"]!, "40"), ("Invoice", invoice["Id"]!, "40")))).Entity("Payment");
        (await company.GetAsync($"invoice/{invoice["Id"]}")).Entity("Invoice");
        (await company.GetAsync($"creditmemo/{memo["Id"]}")).Entity("CreditMemo");
        var key = $$$"""{"Id":"{{{payment["Id"]}}}","SyncToken":"0","sparse":true}""";
        (await company.PostAsync("payment?operation=update&include=void", key)).Entity("Payment");
        (await company.PostAsync($"invoice/{invoice["Id"]}/send?sendTo=ap%40example.org")).Entity("Invoice");

        Assert.Empty(company.Recorder.Violations);
    }

    [Fact]
    public async Task Voiding_deleting_and_capturing_changes_pass_the_schemas()
    {
        await using var company = await TruthCompany.StartAsync(QuickBooksXsd.Load());
        var (customer, item) = (await company.CustomerAsync(), await company.ServiceItemAsync());

        var invoice = (await company.PostAsync("invoice?requestid=truth-1", Document(customer, item, "12.00"))).Entity("Invoice");
        string Version(int token, string more = "") => $$$"""{"Id":"{{{invoice["Id"]}}}","SyncToken":"{{{token}}}"{{{more}}}}""";

        (await company.PostAsync("invoice", Version(0, ",\"sparse\":true,\"DueDate\":\"2026-04-01\""))).Entity("Invoice");
        (await company.PostAsync("invoice?operation=void", Version(1))).Entity("Invoice");
        (await company.PostAsync("invoice?operation=delete", Version(2))).Entity("Invoice");
        var changes = await company.ChangesAsync("Customer,Invoice,CreditMemo,Payment", TimeSpan.FromHours(1));

        Assert.Contains("\"status\":\"Deleted\"", changes.Text, StringComparison.Ordinal);
        Assert.Empty(company.Recorder.Violations);
    }

    [Fact]
    public async Task Batches_pass_the_schemas()
    {
        await using var company = await TruthCompany.StartAsync(QuickBooksXsd.Load());
        var (customer, item) = (await company.CustomerAsync(), await company.ServiceItemAsync());

        var answer = await company.PostAsync("batch", $$$"""
            {"BatchItemRequest":[
              {"bId":"1","operation":"create","Invoice":{{{Document(customer, item, "5.00")}}}},
              {"bId":"2","operation":"create","CreditMemo":{{{Document(customer, item, "5.00")}}}},
              {"bId":"3","operation":"create","Payment":{"CustomerRef":{"value":"{{{customer}}}"},"TotalAmt":5}},
              {"bId":"4","operation":"create","Customer":{"DisplayName":"Batch made"}},
              {"bId":"5","operation":"update","Invoice":{"Id":"999999","SyncToken":"0","sparse":true}},
              {"bId":"6","Query":"select * from Invoice maxresults 2"},
              {"bId":"7","operation":"create","Invoice":{"Line":[]}}]}
            """);

        Assert.Equal((200, 7), (answer.Code, answer.Json["BatchItemResponse"]!.AsArray().Count));
        Assert.Equal(["2020", "610"], Fault.CodesIn(answer.Json).Order(StringComparer.Ordinal));
        Assert.Empty(company.Recorder.Violations);
    }

    [Theory]
    [InlineData("invoice", """{"Colour":"red"}""", "2010")]
    [InlineData("invoice", """{"Line":[]}""", "2020")]
    [InlineData("invoice", """{"Id":"999999","SyncToken":"0","sparse":true}""", "610")]
    [InlineData("invoice?operation=delete", """{"Id":"999999","SyncToken":"0"}""", "610")]
    public async Task Refused_writes_pass_the_schemas(string resource, string body, string code)
    {
        await using var company = await TruthCompany.StartAsync(QuickBooksXsd.Load());

        var answer = await company.PostAsync(resource, body);

        Assert.Equal((400, code), (answer.Code, answer.FaultCode));
        Assert.Empty(company.Recorder.Violations);
    }

    [Theory]
    [InlineData("select * form Customer", "4000")]
    [InlineData("select * from Custmoer", "4001")]
    [InlineData("select * from Customer startposition 0", "4001")]
    public async Task Refused_queries_pass_the_schemas(string statement, string code)
    {
        await using var company = await TruthCompany.StartAsync(QuickBooksXsd.Load());

        var answer = await company.QueryAsync(statement);

        Assert.Equal((400, code), (answer.Code, answer.FaultCode));
        Assert.Empty(company.Recorder.Violations);
    }

#pragma warning disable CA1308 // the vendor writes addresses in lower case
    private static string AddressOf(string entity, string id, TruthCompany company) => entity switch
    {
        "Preferences" => "preferences",
        "CompanyInfo" => $"companyinfo/{company.Realm}",
        _ => $"{entity.ToLowerInvariant()}/{id}",
    };
#pragma warning restore CA1308

    private static string Document(string customer, string item, string amount) => $$$"""
        {"CustomerRef":{"value":"{{{customer}}}"},
         "Line":[{"Amount":{{{amount}}},"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"{{{item}}}"} } }]}
        """;

    private static string Payment(string customer, string total, params (string Type, object Id, string Amount)[] allocations)
    {
        var lines = allocations.Select(to =>
            $$$"""{"Amount":{{{to.Amount}}},"LinkedTxn":[{"TxnId":"{{{to.Id}}}","TxnType":"{{{to.Type}}}"}]}""");
        return $$$"""{"CustomerRef":{"value":"{{{customer}}}"},"TotalAmt":{{{total}}},"Line":[{{{string.Join(',', lines)}}}]}""";
    }
}
