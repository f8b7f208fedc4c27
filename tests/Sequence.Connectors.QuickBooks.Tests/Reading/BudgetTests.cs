using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>Reads are metered: a tier that is used up takes every company of the app offline to the end of the month.</summary>
public sealed class BudgetTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Trap", "quickbooks-17")]
    public async Task A_used_up_budget_is_told_before_anything_is_sent_and_is_there_again_a_day_later()
    {
        await using var world = await StartAsync(quickbooks => quickbooks.ReadsPerDay = 3);
        var whileConnecting = world.QuickBooks.Usage.MeteredReads;
        for (var read = 0; read < 3; read++)
        {
            await FindAsync(world.Session);
        }

        var refusal = await Assert.ThrowsAsync<ConnectorException>(() => FindAsync(world.Session));

        Assert.Equal((ConnectorErrorKind.RateLimited, true), (refusal.Kind, refusal.IsTransient));
        Assert.InRange(refusal.RetryAfter!.Value, Duration.FromHours(23), Duration.FromHours(24));
        Assert.Equal(3, world.QuickBooks.Usage.MeteredReads - whileConnecting);
        world.Clock.Advance(TimeSpan.FromDays(1));
        await FindAsync(world.Session);
    }

    [Fact]
    public async Task A_backfill_and_the_feed_leave_room_for_what_somebody_waits_for()
    {
        await using var world = await StartAsync(quickbooks => quickbooks.ReadsPerDay = 10);
        var background = new ReadOptions { IsBackground = true };
        for (var read = 0; read < 8; read++)
        {
            await world.Session.Customers.ReadAsync(background, Cancellation).FirstAsync(Cancellation);
        }

        await Assert.ThrowsAsync<ConnectorException>(async () =>
            await world.Session.Customers.ReadAsync(background, Cancellation).FirstAsync(Cancellation)
        );
        var feed = world.Session.Find<IChangeFeed>()!;
        var cursor = new Cursor(QuickBooksValues.Text(Instant.FromDateTimeOffset(world.Clock.GetUtcNow())));
        await Assert.ThrowsAsync<ConnectorException>(async () =>
            await feed.ReadAsync(cursor, feed.RecordTypes, Cancellation).ToListAsync(Cancellation)
        );
        await FindAsync(world.Session);
        await world.Session.Customers.ReadAsync(cancellationToken: Cancellation).FirstAsync(Cancellation);
    }

    [Fact]
    public async Task One_company_does_not_use_up_what_is_there_for_all()
    {
        await using var world = await StartAsync(quickbooks => quickbooks.ReadsPerDayOfCompany = 1);
        var other = await OpenAnotherAsync(world);
        await FindAsync(world.Session);
        await Assert.ThrowsAsync<ConnectorException>(() => FindAsync(world.Session));

        await FindAsync(other);
    }

    [Fact]
    public async Task A_company_that_is_throttled_holds_no_other_back()
    {
        await using var world = await StartAsync(quickbooks => quickbooks.ReadsPerDay = 100);
        var other = await OpenAnotherAsync(world);
        world.QuickBooks.Faults.Add(new() { Kind = SimulatedFaultKind.TooManyRequests, RetryAfterSeconds = 3600 });
        await Assert.ThrowsAsync<ConnectorException>(() => FindAsync(world.Session));
        var before = world.Clock.GetUtcNow();

        await FindAsync(other);

        Assert.InRange(world.Clock.GetUtcNow() - before, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    [Trait("Trap", "quickbooks-17")]
    public async Task A_throttle_that_does_not_end_is_not_hammered()
    {
        await using var world = await StartAsync(_ => { });
        world.QuickBooks.Faults.Add(new() { Kind = SimulatedFaultKind.TooManyRequests, Times = int.MaxValue });
        var end = world.Clock.GetUtcNow() + TimeSpan.FromDays(1);

        while (world.Clock.GetUtcNow() < end)
        {
            var refusal = await Assert.ThrowsAsync<ConnectorException>(() => FindAsync(world.Session));
            world.Clock.Advance((refusal.RetryAfter ?? Duration.FromMinutes(1)).ToTimeSpan());
        }

        Assert.InRange(world.QuickBooks.Usage.TotalRequests, 10, 60);
        world.QuickBooks.Faults.Clear();
        await FindAsync(world.Session);
        await FindAsync(world.Session);
    }

    [Fact]
    public async Task Writes_are_free()
    {
        // A first write reads what the company is; those after it read nothing.
        await using var world = await StartAsync(quickbooks => quickbooks.ReadsPerDay = 10);
        var whileConnecting = world.QuickBooks.Usage.MeteredReads;
        Assert.IsType<WriteOutcome.Created>(await WriteAsync(world, 1));
        for (var left = 10 - (world.QuickBooks.Usage.MeteredReads - whileConnecting); left > 0; left--)
        {
            await FindAsync(world.Session);
        }

        Assert.IsType<WriteOutcome.Created>(await WriteAsync(world, 2));
        await Assert.ThrowsAsync<ConnectorException>(() => FindAsync(world.Session));
    }

    [Fact]
    public void A_budget_of_nothing_is_refused_at_start()
    {
        var refusal = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => new ServiceCollection()
            .AddSequenceConnectors(connectors => connectors.AddQuickBooks(quickbooks => quickbooks.ReadsPerDay = 0))
            .BuildServiceProvider().GetRequiredService<Microsoft.Extensions.Options.IOptions<QuickBooksOptions>>().Value);

        Assert.Contains("QuickBooks:ReadsPerDay", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<QuickBooksWorld> StartAsync(Action<QuickBooksOptions> budget) =>
        QuickBooksWorld.StartAsync(configure: connectors => connectors.AddQuickBooks(budget));

    private static async Task<ConnectorSession> OpenAnotherAsync(QuickBooksWorld world)
    {
        var company = world.QuickBooks.AddCompany(QuickBooksCompanyProfile.UnitedStates);
        return await world.Connectors.OpenAsync((await world.ConnectAsync("tenant-2", company))[0].Id, Cancellation);
    }

    private static Task<WriteOutcome> WriteAsync(QuickBooksWorld world, int number) => world.Session.Customers.WriteAsync(
        new WriteIntent<Customer> { Key = $"customer-{number}", Record = new() { Id = $"cus-{number}", Name = $"Number {number} Ltd" } },
        cancellationToken: Cancellation);

    private static Task<Customer?> FindAsync(ConnectorSession session) => session.Customers.FindAsync("1", Cancellation);
}
