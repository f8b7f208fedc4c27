using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sequence.Connectors.Samples.Tests;

public sealed class QuickstartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sends_everything_once_and_finds_it_standing_in_the_second_run()
    {
        var (code, first, errors) = await RunAsync();

        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("7 created, 0 updated, 0 unchanged, 3 refused, 0 open;", first, StringComparison.Ordinal);
        Assert.Contains("2 of them writes.", first, StringComparison.Ordinal);

        var (again, second, _) = await RunAsync();

        Assert.Equal(0, again);
        Assert.Contains("0 created, 0 updated, 7 unchanged, 3 refused, 0 open;", second, StringComparison.Ordinal);
        Assert.Contains(" 0 of them writes.", second, StringComparison.Ordinal);
        Assert.Contains("part paid  INV-2026-1001  951.03 of 1902.05 USD is open", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_why_records_are_refused_and_what_was_not_carried()
    {
        var (_, output, _) = await RunAsync();

        Assert.Contains(
            "number.too_long at Number: The number 'INV-2026-NORTHWEST-006' has 22 characters; QuickBooks holds 21",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "line.currency.differs at Lines[1].Currency: The line is in EUR, the invoice in USD",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "reference.unlinked at CustomerId: The customer 'cus_travis' is not linked",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "note: Coerced Lines[0].UnitPrice: 12345 × 0.0031 is not exactly 38.27",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "note: Differs TaxTotal: The tax is 41.17 here and 39.92 in QuickBooks",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains("note: Dropped PurchaseOrderNumber", output, StringComparison.Ordinal);
        Assert.Matches(@"Travis Waldron +\| +\| +\| refused: customer\.email\.missing, address\.missing ", output);
        Assert.Matches(@"refused +Travis Waldron +https://\S+customerdetail%3FnameId%3D15", output);
        Assert.Contains("17 valid, 10 refused.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prints_plain_text_into_a_pipe_and_no_secret()
    {
        var (_, output, errors) = await RunAsync();

        Assert.DoesNotContain('\u001b', output + errors);
        Assert.DoesNotContain("simulated-quickbooks-secret", output + errors, StringComparison.Ordinal);
        var kept = Directory.GetFiles(_folder.Path, "grant-*.secret", SearchOption.AllDirectories);
        Assert.DoesNotContain(
            "ccessToken",
            Encoding.UTF8.GetString(await File.ReadAllBytesAsync(Assert.Single(kept), Token)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Starts_over_when_told_to()
    {
        await RunAsync();

        var (_, output, _) = await RunAsync("--fresh");

        Assert.Contains("7 created, 0 updated, 0 unchanged", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sends_a_record_that_was_changed_as_an_update()
    {
        var records = Path.Combine(AppContext.BaseDirectory, "records.json");
        await RunAsync();
        var changed = _folder.Write(
            "changed.json",
            (await File.ReadAllTextAsync(records, Token)).Replace("\"2026-12-02\"", "\"2026-12-09\"", StringComparison.Ordinal)
        );

        var (_, output, _) = await RunAsync("--records", changed);

        Assert.Contains("0 created, 1 updated, 6 unchanged, 3 refused, 0 open;", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "{\n  \"invoices\": [\n    { \"id\": \"a\", \"currency\": \"USD\",\n      \"netTotal\": \"ten\" }\n  ]\n}",
        ", line 4, at $.invoices[0].netTotal",
        "amounts as numbers"
    )]
    [InlineData(
        "{\n  \"invoices\": [\n    { \"id\": \"a\", \"custmerId\": \"c\" }\n  ]\n}",
        ", line 3, at $.invoices[0].custmerId",
        "Correct the member's name"
    )]
    [InlineData("{\n  \"invoices\": [\n    { \"number\": \"a\" }\n  ]\n}", ", line 3, at $.invoices[0]", "Add the member.")]
    [InlineData(
        "{\n  \"invoices\": [\n    { \"id\": \"a\", \"issueDate\": \"2.11.2026\" }\n  ]\n}",
        ", line 3, at $.invoices[0].issueDate",
        "is not a date of the form 2026-03-01"
    )]
    [InlineData("{\n  \"invoices\": [\n    { \"id\": \"a\" \"number\": 3 }\n  ]\n}", ", line 3", "shows the form")]
    [InlineData(
        "{ \"invoices\": [{ \"id\": \"a\" }, { \"id\": \"a\" }] }",
        ", at $.invoices: 2 records have the id 'a'",
        "an id of its own"
    )]
    public async Task Names_the_place_in_a_broken_file_the_rule_and_the_fix(string text, string place, string fix)
    {
        var path = _folder.Write("broken.json", text);

        var (code, _, errors) = await RunAsync("--records", path);

        Assert.Equal(2, code);
        Assert.Contains(path + place, errors, StringComparison.Ordinal);
        Assert.Contains(fix, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no file 'missing.json'", "--records", "missing.json")]
    [InlineData("'--records' needs a value", "--records")]
    [InlineData("'--frehs' is not an option", "--frehs")]
    [InlineData("QuickBooks:Apps:sandbox:ClientId", "--live")]
    [InlineData("QuickBooks:Apps:sandbox:ClientSecret", "--live")]
    public async Task Explains_wrong_arguments(string message, params string[] arguments)
    {
        var (code, _, errors) = await RunAsync(arguments);

        Assert.Equal(2, code);
        Assert.Contains(message, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Creates_nothing_twice_after_being_killed_at_work()
    {
        const int Count = 240;
        var records = _folder.Write("many.json", Many(Count));
        var journal = Path.Combine(_folder.Path, ".quickstart", "simulated", "links.json");
        using (var first = SampleProcess.Start("Quickstart", _folder.Path, "--records", records))
        {
            while (!File.Exists(journal) && !first.HasExited)
            {
                await Task.Delay(1, Token);
            }

            Assert.False(first.HasExited, "The run was over before it could be killed.");
            first.Kill();
            await first.FinishAsync();
        }

        Assert.InRange(Marks().Count, 0, Count - 1);

        var (_, output, errors) = await RunAsync("--records", records);

        Assert.Equal("", errors);
        Assert.Equal(Marks().Count, Marks().Distinct().Count());
        Assert.True(Marks().Count >= Count - 30, output);
    }

    /// <summary>Invoices without numbers, which QuickBooks would take twice without a word.</summary>
    private static string Many(int count)
    {
        var lines = Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""
            { "id": "inv_{{i}}", "customerId": "c", "currency": "USD", "issueDate": "2026-11-02", "status": "Final",
              "lines": [{ "id": "l", "description": "Seat", "netTotal": {{i}} }] }
            """));
        return $$"""{ "customers": { "c": "Cool Cars" }, "invoices": [{{string.Join(',', lines)}}] }""";
    }

    /// <summary>Our marks on the invoices in the simulated books: one for each that was made.</summary>
    private List<string> Marks()
    {
        var path = Path.Combine(_folder.Path, ".quickstart", "simulated", "simulated-quickbooks.json");
        using var books = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. Notes(books.RootElement).Where(note => note.StartsWith("Sequence invoice inv_", StringComparison.Ordinal))];
    }

    private static IEnumerable<string> Notes(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Notes),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            member is { Name: "PrivateNote", Value.ValueKind: JsonValueKind.String } ? [member.Value.GetString()!] : Notes(member.Value)),
        _ => [],
    };

    private Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) =>
        SampleProcess.RunAsync("Quickstart", _folder.Path, arguments);
}
