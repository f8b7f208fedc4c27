using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>One tenant with two ledgers of different vendors: each has its own results, and neither waits for the other.</summary>
public sealed class TwoLedgersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S1-6")]
    public async Task One_event_makes_one_invoice_in_QuickBooks_and_one_in_Xero_each_with_its_own_result()
    {
        await using var world = await LedgersWorld.StartAsync(withQuickBooks: true);
        await world.PushAsync(HostRecords.Invoice());
        await world.PublishAsync(HostRecords.Invoice(), HostEvent.Finalized);
        await world.SettleAsync();

        Assert.Equal(100m, (decimal)world.InQuickBooks(HostRecords.Invoice())["TotalAmt"]!);
        Assert.Equal(100m, (decimal)world.InXero(HostRecords.Invoice())["Total"]!);
        var made = (await world.LogAsync(HostRecords.Invoice())).Where(one => one.Outcome == "Created").ToList();
        Assert.Equal(
            new[] { world.QuickBooksConnection!.Id, world.XeroConnection.Id }.Order(), made.Select(one => one.ConnectionId).Order());
        Assert.All(made, one => Assert.True(one is { ExternalId: not null, Link: not null, RequestId: not null }));
        Assert.Empty(await world.ProblemsAsync());
        Assert.Empty(world.Told.All);
    }

    [Theory]
    [InlineData("xero")]
    [InlineData("quickbooks")]
    [Trait("Behaviour", "S1-6")]
    public async Task A_ledger_that_is_away_is_tried_again_on_its_own_and_the_other_has_its_invoice_at_once(string away)
    {
        await using var world = await LedgersWorld.StartAsync(withQuickBooks: true);
        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        await world.SettleAsync();
        var faults = away == "xero" ? world.Xero.Faults : world.QuickBooks.Faults;
        faults.Add(new() { Kind = SimulatedFaultKind.Unavailable, Times = 100_000 });

        await world.PublishAsync(HostRecords.Invoice(), HostEvent.Finalized);
        await world.World.PassAsync(Duration.FromMinutes(2), Token);

        Assert.Equal(away == "xero", world.Company.Invoices.Any(one => (string?)one["DocNumber"] == "NI-1"));
        Assert.Equal(away != "xero", world.Organisation.Invoices.Any(one => (string?)one["InvoiceNumber"] == "NI-1"));
        var problem = Assert.Single(await world.ProblemsAsync());
        Assert.Equal(away == "xero" ? world.XeroConnection.Id : world.QuickBooksConnection!.Id, problem.ConnectionId);
        Assert.Equal(FixedBy.Itself, problem.FixedBy);
        Assert.NotNull(problem.NextAttemptAt);

        faults.Clear();
        await world.SettleAsync();
        world.InQuickBooks(HostRecords.Invoice());
        world.InXero(HostRecords.Invoice());
        Assert.Empty(await world.ProblemsAsync());
    }

    [Fact]
    [Trait("Behaviour", "S1-6")]
    public async Task What_Xero_refuses_stands_in_QuickBooks_and_goes_when_it_was_mended()
    {
        await using var world = await LedgersWorld.StartAsync(withQuickBooks: true);
        world.Organisation.Change(profile => profile with { PeriodLockDate = new(2026, 3, 31) });
        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        await world.PublishAsync(HostRecords.Invoice(), HostEvent.Finalized);
        await world.SettleAsync();

        world.InQuickBooks(HostRecords.Invoice());
        Assert.DoesNotContain(world.Organisation.Invoices, one => (string?)one["InvoiceNumber"] == "NI-1");
        var problem = Assert.Single(await world.ProblemsAsync());
        Assert.Equal((world.XeroConnection.Id, EntryState.Rejected), (problem.ConnectionId, problem.State));
        Assert.NotEmpty(problem.Problems[0].Message);

        world.Organisation.Change(profile => profile with { PeriodLockDate = null });
        Assert.True(await world.Engine.Problems.RetryAsync(problem.Id, Token));
        await world.SettleAsync();

        world.InXero(HostRecords.Invoice());
        world.InQuickBooks(HostRecords.Invoice());
        Assert.Empty(await world.ProblemsAsync());
    }

    [Fact]
    [Trait("Behaviour", "S1-7")]
    public async Task One_void_voids_in_both_ledgers_and_comes_back_as_no_news()
    {
        await using var world = await LedgersWorld.StartAsync(withQuickBooks: true);
        await world.PushAsync(HostRecords.Invoice());

        await world.PublishAsync(HostRecords.Invoice() with { Status = DocumentStatus.Voided }, HostEvent.Voided);
        await world.SettleAsync();
        await world.World.SweepAsync(Token);

        Assert.Equal("VOIDED", (string?)world.InXero(HostRecords.Invoice())["Status"]);
        Assert.Equal(0m, (decimal)world.InQuickBooks(HostRecords.Invoice())["TotalAmt"]!);
        Assert.Empty(world.Told.All);
        Assert.Empty(await world.ProblemsAsync());
    }

    [Fact]
    [Trait("Behaviour", "S1-7")]
    [Trait("Behaviour", "X-7")]
    public async Task What_is_paid_in_Xero_is_voided_in_QuickBooks_and_refused_in_Xero_with_its_reason_and_its_link()
    {
        await using var world = await LedgersWorld.StartAsync(withQuickBooks: true);
        var id = await world.PushAsync(HostRecords.Invoice());
        world.Organisation.ReceivePayment(id, 40m);
        await world.SettleAsync();

        await world.PublishAsync(HostRecords.Invoice() with { Status = DocumentStatus.Voided }, HostEvent.Voided);
        await world.SettleAsync();

        Assert.Equal(0m, (decimal)world.InQuickBooks(HostRecords.Invoice())["TotalAmt"]!);
        Assert.Equal("AUTHORISED", (string?)world.InXero(HostRecords.Invoice())["Status"]);
        var problem = Assert.Single(await world.ProblemsAsync());
        Assert.Equal((world.XeroConnection.Id, "document.paid"), (problem.ConnectionId, problem.Problems[0].Code));
        Assert.Contains(id, problem.Link?.AbsoluteUri ?? problem.Problems[0].Link?.AbsoluteUri, StringComparison.OrdinalIgnoreCase);
    }
}
