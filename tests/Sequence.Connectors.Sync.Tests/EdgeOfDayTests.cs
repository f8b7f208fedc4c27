namespace Sequence.Connectors.Sync.Tests;

/// <summary>
/// A merchant in Sydney: their day is another than QuickBooks', which dates what has no date by its servers' Pacific day, and for
/// half of the day another than that of Greenwich.
/// </summary>
public sealed class EdgeOfDayTests
{
    private static readonly DateTimeZone Sydney = DateTimeZoneProviders.Tzdb["Australia/Sydney"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2, 0, -1)]
    [InlineData(15, 1, 0)]
    [Trait("Behaviour", "S3-12")]
    [Trait("Behaviour", "S3-30")]
    [Trait("Trap", "quickbooks-19")]
    public async Task What_is_finalized_bears_the_merchants_day(int hour, int sydney, int quickBooks)
    {
        await using var world = await SyncWorld.StartAsync();
        var (greenwich, today) = At(world, hour);
        Assert.Equal(greenwich.PlusDays(sydney), today);

        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        await world.PublishAsync(Invoice(today), HostEvent.Finalized);
        await world.PublishAsync(HostRecords.CreditMemo() with { IssueDate = today }, HostEvent.Finalized);
        await world.SettleAsync();

        var there = world.There(Invoice(today));
        var memo = Assert.Single(world.Company.CreditMemos, one => (string?)one["DocNumber"] == "NM-1");
        Assert.Equal((Text(today), Text(today.PlusDays(30))), ((string?)there["TxnDate"], (string?)there["DueDate"]));
        Assert.Equal(Text(today), (string?)memo["TxnDate"]);
        Assert.Empty(await world.ProblemsAsync());

        // Had the date been left out, QuickBooks would have taken its own.
        var theirs = (string?)world.Company.Payments.Find(world.Company.ReceivePayment((string)there["Id"]!, 1m))!["TxnDate"];
        Assert.Equal(Text(greenwich.PlusDays(quickBooks)), theirs);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    [Trait("Behaviour", "S3-12")]
    [Trait("Behaviour", "S3-13")]
    public async Task What_is_sent_later_moves_to_the_merchants_day_and_that_is_no_news(int hour)
    {
        await using var world = await SyncWorld.StartAsync();
        var (_, today) = At(world, hour);
        await world.PushAsync(Invoice(today));
        var (_, later) = At(world, hour);

        await world.PublishAsync(Invoice(later) with { Status = DocumentStatus.Sent }, HostEvent.Sent);
        await world.SettleAsync();
        await world.World.SweepAsync(Token);

        Assert.Equal(today.PlusDays(1), later);
        Assert.Equal(Text(later), (string?)world.There(Invoice(later))["TxnDate"]);
        Assert.Empty(world.Told.All);
        Assert.Empty(await world.ProblemsAsync());
    }

    /// <summary>Lets the clock go on to an hour of Greenwich's next day, and says which day it is there and in Sydney.</summary>
    private static (LocalDate Greenwich, LocalDate Sydney) At(SyncWorld world, int hour)
    {
        var next = Now(world).InUtc().Date.PlusDays(1).At(new(hour, 0)).InUtc().ToInstant();
        world.Clock.Advance((next - Now(world)).ToTimeSpan());
        return (next.InUtc().Date, next.InZone(Sydney).Date);
    }

    private static Instant Now(SyncWorld world) => Instant.FromDateTimeOffset(world.Clock.GetUtcNow());

    private static Invoice Invoice(LocalDate day) => HostRecords.Invoice() with { IssueDate = day, DueDate = day.PlusDays(30) };

    private static string Text(LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);
}
