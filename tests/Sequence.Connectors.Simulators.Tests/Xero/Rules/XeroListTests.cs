namespace Sequence.Connectors.Simulators.Tests;

public sealed class XeroListTests
{
    [Theory]
    [InlineData("Status==\"DRAFT\"", 1)]
    [InlineData("Status==\"draft\" OR Status==\"VOIDED\"", 2)]
    [InlineData("Type==\"ACCREC\" AND (AmountDue>0 AND AmountDue<=115.5)", null)]
    [InlineData("Contact.Name.StartsWith(\"ridge\")", 1)]
    [InlineData("Contact.Name==\"RIDGEWAY UNIVERSITY\" && Type!=\"ACCPAY\"", 1)]
    [InlineData("Date>=DateTime(2000,01,01) AND Date<DateTime(2100,01,01)", 10)]
    [InlineData("DueDate<DateTime.Parse(\"2000-01-01\")", 0)]
    [InlineData("InvoiceID==guid(\"00000000-0000-0000-0000-000000000000\")", 0)]
    [InlineData("Reference!=null", 0)]
    public async Task Filters_are_understood(string where, int? count)
    {
        await using var fixture = await XeroFixture.StartAsync();

        var answer = await fixture.GetAsync("Invoices?where=" + Uri.EscapeDataString(where));

        Assert.Equal(200, answer.Status);
        Assert.Equal(count ?? answer.List("Invoices").Count, answer.List("Invoices").Count);
    }

    [Theory]
    [InlineData("Status==")]
    [InlineData("Status==\"A\" AND ()")]
    [InlineData("Name==\"a\"b\"")]
    [InlineData("Date>=DateTime(2026)")]
    [InlineData("(Status==\"A\"")]
    [InlineData("Status==\"A\" trailing")]
    public async Task Filters_that_cannot_be_read_are_refused(string where)
    {
        await using var fixture = await XeroFixture.StartAsync();

        var answer = await fixture.GetAsync("Invoices?where=" + Uri.EscapeDataString(where));

        Assert.Equal((400, 16, "QueryParseException"),
            (answer.Status, answer.Json["ErrorNumber"]!.GetValue<int>(), answer.Json["Type"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Lists_of_ids_numbers_contacts_and_statuses_narrow_the_list()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var rows = fixture.Organisation.Invoices.ToList();
        string Of(int row, string member) => rows[row][member]!.GetValue<string>();
        async Task<int> Count(string query) => (await fixture.GetAsync("Invoices?" + query)).List("Invoices").Count;

        Assert.Equal(2, await Count($"IDs={Of(0, "InvoiceID")},{Of(1, "InvoiceID")}"));
        Assert.Equal(1, await Count($"InvoiceNumbers={Of(3, "InvoiceNumber")},NO-SUCH"));
        Assert.Equal(1, await Count($"ContactIDs={rows[0]["Contact"]!["ContactID"]}"));
        Assert.Equal(2, await Count("Statuses=DRAFT,VOIDED"));
        Assert.Equal(rows.Count, await Count("page_size=3"));
    }

    [Fact]
    public async Task Pages_end_with_an_empty_one_and_the_size_is_clamped()
    {
        await using var fixture = await XeroFixture.StartAsync();

        var last = await fixture.GetAsync("Invoices?page=3&pageSize=4");
        var after = await fixture.GetAsync("Invoices?page=4&pageSize=4");
        var clamped = await fixture.GetAsync("Invoices?page=1&pageSize=5000");
        var unpaged = await fixture.GetAsync("Items?page=1");

        Assert.Equal((2, 0), (last.List("Invoices").Count, after.List("Invoices").Count));
        Assert.Equal(1000, clamped.Json["pagination"]!["pageSize"]!.GetValue<int>());
        Assert.Null(unpaged.Json["pagination"]);
    }

    [Fact]
    public async Task Archived_contacts_are_hidden_until_they_are_asked_for()
    {
        await using var fixture = await XeroFixture.StartAsync();

        var active = (await fixture.GetAsync("Contacts")).List("Contacts").Count;
        var all = (await fixture.GetAsync("Contacts?includeArchived=true")).List("Contacts").Count;

        Assert.Equal(active + 1, all);
    }

    [Fact]
    public async Task A_summary_has_no_lines_and_no_payments()
    {
        await using var fixture = await XeroFixture.StartAsync();

        var answer = await fixture.GetAsync("Invoices?summaryOnly=true");

        Assert.NotNull(answer.Json["pagination"]);
        Assert.All(answer.List("Invoices"), invoice => Assert.False(
            invoice!.AsObject().ContainsKey("LineItems") || invoice.AsObject().ContainsKey("Payments")
                || invoice.AsObject().ContainsKey("HasAttachments")));
    }
}
