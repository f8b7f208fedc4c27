using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators.Tests;

public sealed class QuickBooksQueryTests
{
    private const string Inactive = "Barnett Design (old account) (deleted)";

    [Fact]
    public async Task Inactive_names_stay_hidden_unless_asked_for()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var visible = (await fixture.QueryAsync("select * from Customer")).List("Customer")!;
        var all = (await fixture.QueryAsync("select * from Customer where Active in (true, false)")).List("Customer")!;

        Assert.DoesNotContain(Inactive, Names(visible));
        Assert.Contains(Inactive, Names(all));
    }

    [Fact]
    public async Task Keywords_names_and_values_ignore_case_and_a_backslash_escapes_a_quote()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var answer = await fixture.QueryAsync(@"SELECT * FROM customer WHERE displayname = 'AMY\'S BIRD SANCTUARY'");

        Assert.Equal(["Amy's Bird Sanctuary"], Names(answer.List("Customer")!));
    }

    [Fact]
    public async Task A_doubled_quote_is_not_an_escape()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        Assert.Equal("4000", (await fixture.QueryAsync("select * from Customer where DisplayName = 'Amy''s Bird Sanctuary'")).Code);
    }

    [Fact]
    public async Task A_page_holds_100_unless_told_otherwise_and_1000_at_most()
    {
        await using var fixture = await QuickBooksFixture.StartAsync(QuickBooksCompanyProfile.UnitedStates with { SampleData = false });
        for (var number = 0; number < 1001; number++)
        {
            fixture.Company.AddCustomer($"Customer {number}");
        }

        Assert.Equal(100, (await fixture.QueryAsync("select * from Customer")).List("Customer")!.Count);
        Assert.Equal(1000, (await fixture.QueryAsync("select * from Customer maxresults 5000")).List("Customer")!.Count);
        Assert.Single((await fixture.QueryAsync("select * from Customer startposition 1001 maxresults 1000")).List("Customer")!);
    }

    [Fact]
    public async Task Nothing_found_has_no_array()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var answer = await fixture.QueryAsync("select * from Customer where DisplayName = 'Nobody'");

        Assert.Empty(answer.Json["QueryResponse"]!.AsObject());
    }

    [Fact]
    public async Task A_count_gives_totalCount_alone()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var answer = await fixture.QueryAsync("SELECT COUNT(*) FROM Customer WHERE Id IN ('1', '2', '3')");

        Assert.Equal("""{"totalCount":3}""", answer.Json["QueryResponse"]!.ToJsonString());
    }

    [Fact]
    public async Task Sorting_paging_and_comparing_work_together()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var answer = await fixture.QueryAsync(
            "select * from Invoice where TotalAmt > '500.00' and TxnDate >= '2026-01-01' orderby TotalAmt desc startposition 2 "
            + "maxresults 2");

        var totals = answer.List("Invoice")!.Select(invoice => invoice!["TotalAmt"]!.GetValue<decimal>()).ToList();
        Assert.Equal(2, totals.Count);
        Assert.True(totals[0] >= totals[1] && totals[1] > 500m);
        Assert.Equal(2, answer.Json["QueryResponse"]!["startPosition"]!.GetValue<int>());
    }

    [Fact]
    public async Task Times_compare_as_instants_whatever_their_offset()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        fixture.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        var since = fixture.Clock.GetUtcNow().UtcDateTime.ToString(
            "yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        fixture.Tokens = fixture.QuickBooks.IssueTokens();
        var id = fixture.Company.AddCustomer("New One");

        var answer = await fixture.QueryAsync($"select * from Customer where MetaData.LastUpdatedTime > '{since}'");

        Assert.Equal(id, Assert.Single(answer.List("Customer")!)!["Id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_long_statement_may_be_posted_as_text()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var answer = await fixture.SendAsync(
            HttpMethod.Post, "query", "select * from Customer where DisplayName like 'Cool%'", "application/text");

        Assert.Equal(["Cool Cars"], Names(answer.List("Customer")!));
    }

    [Theory]
    [InlineData("select * from Custmoer", "4001", "invalid context declaration: Custmoer")]
    [InlineData("select * from Customer startposition 0", "4001", "value 0 is too small")]
    [InlineData("select * from Customer where Nope = '1'", "4001", "Nope")]
    [InlineData("select * from Invoice where PrivateNote = 'ours'", "4001", "'PrivateNote' is not queryable")]
    [InlineData("select * from Customer where Id > '1'", "4001", "Id")]
    [InlineData("select * from Customer where DisplayName = 'a' or DisplayName = 'b'", "4000", "or")]
    [InlineData("select * from Customer where DisplayName != 'a'", "4000", "!=")]
    [InlineData("select DisplayName from Customer", "4000", "DisplayName")]
    [InlineData("", "4000", "EOF")]
    public async Task What_the_language_lacks_is_refused(string statement, string code, string detail)
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var answer = await fixture.QueryAsync(statement);

        Assert.Equal((400, code), (answer.Status, answer.Code));
        Assert.Contains(detail, answer.Text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(JsonArray customers) =>
        customers.Select(customer => customer!["DisplayName"]!.GetValue<string>());
}
