using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>
/// An update that insists on a version, and whose answer was lost: it moved the version itself, and is not taken for somebody
/// else's change.
/// </summary>
public sealed class LostUpdateTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Trap", "quickbooks-7")]
    public async Task A_lost_update_that_was_ours_is_a_success(bool paidSince)
    {
        await using var world = await FaultWorld.StartAsync();
        var (update, id) = await LostAsync(world, SimulatedFaultKind.CutAfterEffect);
        if (paidSince)
        {
            world.Company.ReceivePayment(id, 5m);
        }

        var updated = Assert.IsType<WriteOutcome.Updated>(Assert.Single(await world.WriteAsync([update])));

        Assert.Equal((id, (string?)world.Company.Invoices.Find(id)!["SyncToken"]), (updated.ExternalId, updated.Version));
    }

    [Fact]
    public async Task Finding_out_alone_tells_that_a_lost_update_was_made()
    {
        await using var world = await FaultWorld.StartAsync();
        var (update, id) = await LostAsync(world, SimulatedFaultKind.CutAfterEffect);
        var before = world.Company.Invoices.Find(id)!.ToJsonString();

        var outcome = Assert.Single(await world.Session.Invoices.SettleAsync([update], world.Unsettled, Token).ToListAsync(Token));

        Assert.IsType<WriteOutcome.Updated>(outcome);
        Assert.Equal(before, world.Company.Invoices.Find(id)!.ToJsonString());
    }

    [Fact]
    public async Task Finding_out_alone_tells_that_a_lost_update_was_not_made()
    {
        await using var world = await FaultWorld.StartAsync();
        var (update, _) = await LostAsync(world, SimulatedFaultKind.CutBeforeEffect);

        var early = Assert.Single(await world.Session.Invoices.SettleAsync([update], world.Unsettled, Token).ToListAsync(Token));
        world.Clock.Advance(Assert.IsType<WriteOutcome.Uncertain>(early).ProbeAfter!.Value.ToTimeSpan());
        var late = Assert.Single(await world.Session.Invoices.SettleAsync([update], world.Unsettled, Token).ToListAsync(Token));

        Assert.Null(Assert.IsType<WriteOutcome.NotAttempted>(late).Kind);
    }

    [Fact]
    public async Task A_lost_update_that_did_not_arrive_is_made_now()
    {
        await using var world = await FaultWorld.StartAsync();
        var (update, id) = await LostAsync(world, SimulatedFaultKind.CutBeforeEffect);

        Assert.IsType<WriteOutcome.Updated>(Assert.Single(await world.WriteAsync([update])));
        Assert.Equal(60m, (decimal)world.Company.Invoices.Find(id)!["TotalAmt"]!);
    }

    [Fact]
    public async Task A_change_by_somebody_else_is_still_stale()
    {
        await using var world = await FaultWorld.StartAsync();
        var (update, id) = await LostAsync(world, SimulatedFaultKind.CutBeforeEffect);
        world.Company.EditInvoice(id, new JsonObject { ["CustomerMemo"] = new JsonObject { ["value"] = "by hand" } });

        var rejected = Assert.IsType<WriteOutcome.Rejected>(Assert.Single(await world.WriteAsync([update])));

        Assert.Equal("version.stale", Assert.Single(rejected.Problems).Code);
        Assert.Equal(30m, (decimal)world.Company.Invoices.Find(id)!["TotalAmt"]!);
    }

    /// <summary>Each verb is known by how the record stands: what an earlier request did is told as done, and is not done twice.</summary>
    [Theory]
    [InlineData(WriteVerb.Void)]
    [InlineData(WriteVerb.MarkSent)]
    [InlineData(WriteVerb.MoveDate)]
    [InlineData(WriteVerb.Delete)]
    public async Task A_lost_verb_is_known_by_how_the_record_stands(WriteVerb verb)
    {
        await using var world = await FaultWorld.StartAsync();
        var created = Assert.IsType<WriteOutcome.Created>(Assert.Single(await world.WriteAsync([world.Intent(1)])));
        var intent = world.Intent(1) with
        {
            Key = verb.ToString(),
            Verb = verb,
            Target = new() { ExternalId = created.ExternalId, Version = created.Version },
        };
        intent = intent with { Record = intent.Record with { IssueDate = new(2026, 3, 20) } };
        Break(world, SimulatedFaultKind.CutAfterEffect);
        Assert.IsType<WriteOutcome.Uncertain>(Assert.Single(await world.WriteAsync([intent])));
        await world.RestartAsync();
        var stands = world.Company.Invoices.Find(created.ExternalId)?.ToJsonString();

        Assert.IsType<WriteOutcome.Updated>(Assert.Single(await world.WriteAsync([intent])));

        Assert.Equal(stands, world.Company.Invoices.Find(created.ExternalId)?.ToJsonString());
    }

    private static async Task<(WriteIntent<Invoice> Update, string Id)> LostAsync(FaultWorld world, SimulatedFaultKind kind)
    {
        var created = Assert.IsType<WriteOutcome.Created>(Assert.Single(await world.WriteAsync([world.Intent(1)])));
        var update = world.Intent(1, price: 20m) with
        {
            Key = "update-1",
            Target = new() { ExternalId = created.ExternalId, Version = created.Version, Parts = created.Parts },
        };
        Break(world, kind);
        Assert.IsType<WriteOutcome.Uncertain>(Assert.Single(await world.WriteAsync([update])));
        await world.RestartAsync();
        return (update, created.ExternalId);
    }

    private static void Break(FaultWorld world, SimulatedFaultKind kind) =>
        world.QuickBooks.Faults.Add(new() { Kind = kind, Times = 4, Resource = "batch" });
}
