using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>
/// An app that used up its reads is refused them to the end of the month, in the same words as one that asked too often within a
/// minute.
/// </summary>
public sealed class MonthlyCapTests
{
    private static readonly Duration RestOfTheMonth = Duration.FromDays(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Trap", "quickbooks-17")]
    public async Task Reads_that_are_refused_to_the_end_of_the_month_are_not_hammered_and_nothing_is_lost()
    {
        await using var world = await SyncWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());
        world.QuickBooks.Faults.Add(new()
        {
            Kind = SimulatedFaultKind.TooManyRequests,
            Times = int.MaxValue,
            When = request => request.Resource != "batch",
        });
        world.QuickBooks.Usage.Reset();

        world.Company.ReceivePayment(id, 40m);
        await world.World.DeliverAsync(cancellationToken: Token);
        await world.World.PassAsync(RestOfTheMonth, Token);

        // Some once an hour, and not one a minute: those would be 28,800.
        Assert.InRange(world.QuickBooks.Usage.TotalRequests, 10, 4 * (int)RestOfTheMonth.TotalHours);
        Assert.Empty(world.Told.All);

        world.QuickBooks.Faults.Clear();
        await world.World.PassAsync(Duration.FromHours(2), Token);
        await world.SettleAsync();

        var told = Assert.Single(world.Told.All);
        Assert.Equal(PaymentStatus.PartiallyPaid, Assert.IsType<InvoicePaymentChanged>(told).After);
        Assert.Empty(await world.ProblemsAsync());
    }
}
