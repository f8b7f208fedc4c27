using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>QuickBooks refuses a whole batch for one record that it cannot read: that one is told, and the others go through.</summary>
public sealed class CulpritTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(30)]
    public async Task One_bad_record_never_blocks_the_others(int culprit)
    {
        await using var world = await FaultWorld.StartAsync();
        Refuse(world, $"F-{culprit}\"");

        var outcomes = await world.WriteAsync(world.Intents(30));

        var rejected = Assert.Single(outcomes.OfType<WriteOutcome.Rejected>());
        Assert.Equal(world.Intent(culprit).Key, rejected.IntentKey);
        Assert.Equal("quickbooks.2010", Assert.Single(rejected.Problems).Code);
        Assert.Equal(29, outcomes.OfType<WriteOutcome.Created>().Count());
        Assert.Empty(world.MadeBy(world.Intent(culprit)));
        Assert.InRange(world.QuickBooks.Usage.Requests["batch"], 2, 11);
        Assert.Empty(world.Unsettled);
    }

    [Fact]
    public async Task Two_bad_records_are_both_found()
    {
        await using var world = await FaultWorld.StartAsync();
        Refuse(world, "F-3\"");
        Refuse(world, "F-29\"");

        var outcomes = await world.WriteAsync(world.Intents(30));

        Assert.Equal(
            new[] { world.Intent(3).Key, world.Intent(29).Key }.Order(),
            outcomes.OfType<WriteOutcome.Rejected>().Select(outcome => outcome.IntentKey).Order()
        );
        Assert.Equal(28, outcomes.OfType<WriteOutcome.Created>().Count());
    }

    private static void Refuse(FaultWorld world, string text) => world.QuickBooks.Faults.Add(new()
    {
        Kind = SimulatedFaultKind.BadRequest,
        Times = 100,
        When = request => request.Operation == "batch" && request.Body.Contains(text, StringComparison.Ordinal),
    });
}
