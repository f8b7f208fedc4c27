using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators.Tests;

/// <summary>Exchanges that a real sandbox company answered, sent to the simulator.</summary>
public sealed class ReplayTests
{
    public static TheoryData<string> Cassettes => [.. ReplayTable.Replayed.Keys];

    [Fact]
    public void Every_cassette_is_replayed_or_listed_with_a_reason()
    {
        var cassettes = VcrCassette.QuickBooks();

        Assert.Empty(ReplayTable.Replayed.Keys.Intersect(ReplayTable.OutOfScope.Keys));
        Assert.Equal(cassettes, ReplayTable.Replayed.Keys.Concat(ReplayTable.OutOfScope.Keys).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cassettes))]
    public async Task A_recorded_exchange_is_answered_with_the_same_status_fault_and_members(string cassette)
    {
        var exchanges = VcrCassette.QuickBooks(cassette);
        await using var company = await TruthCompany.StartAsync(QuickBooksXsd.Load());
        var replay = new ReplayCompany(company, cassette);
        await ReplayTable.Replayed[cassette](replay);

        foreach (var exchange in exchanges)
        {
            var answer = await replay.ReplayAsync(exchange);

            Assert.True(exchange.Status == answer.Code, $"{exchange}: recorded {exchange.Status}, answered {answer.Code} {answer.Text}");
            AssertSameHeaders(exchange, answer);
            if (exchange.IsJson)
            {
                var recorded = JsonNode.Parse(replay.Substitute(exchange.ResponseBody))!;
                Assert.Equal(Fault.SignaturesIn(recorded), Fault.SignaturesIn(answer.Json));
                AssertSameMembers(exchange, recorded, answer.Json);
                if (HoldsOneThing(recorded))
                {
                    AssertSameValues(exchange, recorded, answer.Json);
                }
            }
        }

        Assert.Empty(company.Recorder.Violations);
    }

    private static void AssertSameHeaders(VcrExchange exchange, Answer answer)
    {
        string? Recorded(string name) => exchange.ResponseHeaders.GetValueOrDefault(name);

        Assert.Equal(Recorded("Content-Type"), answer.ContentHeaders.ContentType?.ToString().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(Recorded("Www-Authenticate"), answer.Headers.WwwAuthenticate.SingleOrDefault()?.ToString());
        Assert.True(answer.Headers.Contains("intuit_tid"), $"{exchange}: no intuit_tid (the recorder wrote it as Intuit-Tid).");
    }

    /// <summary>Where one thing is answered, its values agree too, but for those that the company gives. Of a long text the
    /// beginning counts: details of faults go on with addresses and with what the server knows.</summary>
    private static void AssertSameValues(VcrExchange exchange, JsonNode recorded, JsonNode answered)
    {
        var values = MemberPaths.ValuesIn(answered);
        var different = MemberPaths.ValuesIn(recorded)
            .Where(each => values.TryGetValue(each.Key, out var ours) && Beginning(ours) != Beginning(each.Value))
            .Where(each => !ReplayTable.Circumstances.Any(circumstance => each.Key.EndsWith(circumstance.Place, StringComparison.Ordinal)))
            .Select(each => $"{each.Key} was {each.Value} and is {values[each.Key]}")
            .ToList();

        Assert.True(different.Count == 0, $"{exchange}: {string.Join('\n', different)}");
    }

    private static string Beginning(string text) => text[..Math.Min(text.Length, 40)];

    private static bool HoldsOneThing(JsonNode recorded) =>
        recorded["BatchItemResponse"] is not JsonArray { Count: > 0 }
        && recorded["CDCResponse"] is null
        && recorded["QueryResponse"]?["maxResults"]?.GetValue<int>() is null or 1;

    private static void AssertSameMembers(VcrExchange exchange, JsonNode recorded, JsonNode answered)
    {
        var excepted = ReplayTable.Exceptions.Where(each => each.Cassette == exchange.Cassette).Select(each => each.Member);
        var missing = MemberPaths.Of(recorded).Except(MemberPaths.Of(answered))
            .Where(path => !path.Split('.', '[').Any(excepted.Contains))
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.True(
            missing.Count == 0,
            $"{exchange}: the recording has {string.Join(", ", missing)}; our answer has not: {answered.ToJsonString()}");
    }
}
