using Xunit.Sdk;

namespace Sequence.Connectors.Simulators.Tests;

public sealed class SnapshotTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("snapshot").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_matching_snapshot_passes_whatever_its_white_space_and_clears_what_an_earlier_run_left()
    {
        Write("verified", """{ "Amount": 100.00, "Name": "Amy's & Sons" }""");
        Write("received", "{}");

        Match("""{"Amount":100.00,"Name":"Amy's & Sons"}""");

        Assert.False(File.Exists(PathOf("received")));
    }

    [Fact]
    public void A_difference_fails_with_each_place_and_leaves_what_was_received()
    {
        Write("verified", """{"Lines":[{"Amount":100},{"Amount":5}],"Note":"x"}""");

        var failure = Assert.Throws<FailException>(() => Match("""{"Lines":[{"Amount":99}],"Memo":"y"}"""));

        Assert.Contains("Invoices.Are_mapped.verified.json does not match", failure.Message, StringComparison.Ordinal);
        Assert.Contains("$.Lines[0].Amount: expected 100, received 99", failure.Message, StringComparison.Ordinal);
        Assert.Contains("$.Lines: expected 2 items, received 1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("$.Note: missing, expected \"x\"", failure.Message, StringComparison.Ordinal);
        Assert.Contains("$.Memo: not expected, received \"y\"", failure.Message, StringComparison.Ordinal);
        Assert.Equal(
            "{\n  \"Lines\": [\n    {\n      \"Amount\": 99\n    }\n  ],\n  \"Memo\": \"y\"\n}", File.ReadAllText(PathOf("received")));
    }

    [Fact]
    public void Another_order_of_members_is_a_difference()
    {
        Write("verified", """{"a":1,"b":2}""");

        var failure = Assert.Throws<FailException>(() => Match("""{"b":2,"a":1}"""));

        Assert.Contains("their order is not", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_snapshot_fails_and_is_not_accepted_by_itself()
    {
        Assert.Contains("no such file yet", Assert.Throws<FailException>(() => Match("{}")).Message, StringComparison.Ordinal);

        Assert.False(File.Exists(PathOf("verified")));
        Assert.True(File.Exists(PathOf("received")));
    }

    [Fact]
    public void A_name_distinguishes_the_snapshots_of_one_test()
    {
        File.WriteAllText(Path.Combine(folder, "Invoices.Are_mapped_usd.verified.json"), "[1]");

        Snapshot.Match("[1]", "usd", Path.Combine(folder, "Invoices.cs"), "Are_mapped");
    }

    private void Match(string json) => Snapshot.Match(json, file: Path.Combine(folder, "Invoices.cs"), member: "Are_mapped");

    private void Write(string kind, string json) => File.WriteAllText(PathOf(kind), json);

    private string PathOf(string kind) => Path.Combine(folder, $"Invoices.Are_mapped.{kind}.json");
}
