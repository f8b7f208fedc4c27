namespace Sequence.Connectors.Sync.Tests;

/// <summary>Xero counts the calls of a day: sweeps leave the last of them to what goes out, and to what somebody asked for.</summary>
public sealed class XeroReserveTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweeps_leave_the_last_calls_of_a_day_and_what_the_host_publishes_goes_out_at_once()
    {
        await using var world = await LedgersWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());
        world.Organisation.ReceivePayment(id, 40m);
        world.Organisation.SpendDayLimit(left: 150);
        world.Xero.Usage.Reset();

        await world.World.PassAsync(Duration.FromHours(4), Token);
        var swept = world.Xero.Usage.Requests.GetValueOrDefault("list");
        await world.PublishAsync(HostRecords.Invoice("I-2"), HostEvent.Finalized);
        await world.World.RunUntilQuietAsync(cancellationToken: Token);

        Assert.InRange(swept, 1, 4);
        Assert.NotNull(world.InXero(HostRecords.Invoice("I-2")));
        Assert.Empty(world.Xero.Usage.Violations);
        await world.World.PassAsync(Duration.FromDays(1), Token);
        await world.SettleAsync();
        Assert.IsType<InvoicePaymentChanged>(Assert.Single(world.Told.All));
        Assert.Empty(await world.ProblemsAsync());
    }
}
