using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>Where no answer came, the engine finds out by itself, or a person who knows tells it.</summary>
public sealed class UncertaintyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SimulatedFaultKind.CutBeforeEffect)]
    [InlineData(SimulatedFaultKind.CutAfterEffect)]
    [InlineData(SimulatedFaultKind.CutBody)]
    [Trait("Behaviour", "S3-11")]
    public async Task A_lost_answer_is_found_out_about_without_help(SimulatedFaultKind fault)
    {
        await using var world = await StartAsync(fault);
        await world.RunAsync();
        await AssertThereOnceAsync(world);
    }

    [Fact]
    [Trait("Behaviour", "S3-11")]
    public async Task Someone_who_sees_the_invoice_says_which_it_is_and_nothing_is_sent_again()
    {
        await using var world = await StartAsync(SimulatedFaultKind.CutAfterEffect);
        var problem = Assert.Single(await world.Engine.Problems.ListAsync(cancellationToken: Token));
        Assert.Equal("effect.unknown", Assert.Single(problem.Problems).Code);
        var before = world.QuickBooks.Usage.Requests.GetValueOrDefault("batch");

        Assert.True(await world.Engine.Problems.ResolveAsync(problem.Id, (string)Standing(world).Single()["Id"]!, Token));
        await world.RunAsync();
        Assert.Equal(before, world.QuickBooks.Usage.Requests.GetValueOrDefault("batch"));
        await AssertThereOnceAsync(world);
    }

    [Fact]
    [Trait("Behaviour", "S3-11")]
    public async Task Someone_who_sees_that_there_is_none_has_it_sent_at_once()
    {
        await using var world = await StartAsync(SimulatedFaultKind.CutBeforeEffect);
        var problem = Assert.Single(await world.Engine.Problems.ListAsync(cancellationToken: Token));
        var before = world.Clock.GetUtcNow();

        Assert.True(await world.Engine.Problems.ResolveAbsentAsync(problem.Id, Token));
        await world.RunAsync();
        Assert.True(world.Clock.GetUtcNow() - before < TimeSpan.FromMinutes(1));
        await AssertThereOnceAsync(world);
    }

    private static async Task<LedgerWorld> StartAsync(SimulatedFaultKind fault)
    {
        var world = await LedgerWorld.StartAsync();
        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        await world.RunAsync();
        world.QuickBooks.Faults.Add(new() { Kind = fault, Operation = "batch", Times = 20 });
        await world.PublishAsync(HostRecords.Invoice(), HostEvent.Finalized);
        await world.Engine.RunDueAsync(Token);
        world.QuickBooks.Faults.Clear();
        return world;
    }

    private static IEnumerable<System.Text.Json.Nodes.JsonObject> Standing(LedgerWorld world) =>
        world.Company.Invoices.Where(one => (string?)one["DocNumber"] == "NI-1");

    private static async Task AssertThereOnceAsync(LedgerWorld world)
    {
        var standing = Assert.Single(Standing(world));
        var link = Assert.Single(await world.Store.FindLinksAsync(world.Connection.Id, [new(RecordType.Of<Invoice>(), "I-1")], Token));
        Assert.Equal((string)standing["Id"]!, link.ExternalId);
        Assert.Empty(await world.Engine.Problems.ListAsync(cancellationToken: Token));
        Assert.Empty(await world.Store.ReadAttemptsAsync(world.Connection.Id, Token));
    }
}
