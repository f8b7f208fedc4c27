using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>Xero counts for all processes of an app, and tells each what is left.</summary>
public sealed class LimitTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Trap", "18 Sleeps on a day-limit Retry-After of 20 hours inside a worker; treats every 429 alike")]
    public async Task Two_processes_on_one_organisation_share_its_minute()
    {
        await using var world = await XeroWorld.StartAsync();
        await using var process = world.NewProcess();
        var other = await process.GetRequiredService<SequenceConnectors>().OpenAsync(world.Connection.Id, Stop);
        var start = world.Clock.GetUtcNow();

        await ReadAsync(world.Session, times: 40);
        await ReadAsync(other, times: 40);
        await ReadAsync(world.Session, times: 30);

        Assert.Empty(world.Xero.Usage.Violations);
        Assert.InRange(world.Clock.GetUtcNow() - start, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3));

        async Task ReadAsync(ConnectorSession session, int times)
        {
            for (var i = 0; i < times; i++)
            {
                Assert.NotNull(await session.Customers.FindAsync(world.ContactId, Stop));
            }
        }
    }

    [Fact]
    [Trait("Trap", "20 Full re-reads")]
    public async Task The_last_calls_of_a_day_are_left_to_what_somebody_asked_for()
    {
        await using var world = await XeroWorld.StartAsync();
        var background = new ReadOptions { IsBackground = true };
        world.Organisation.SpendDayLimit(left: 203);
        Assert.NotEmpty(await world.Session.Customers.ReadAsync(background, Stop).ToListAsync(Stop));
        Assert.NotEmpty(await world.Session.Customers.ReadAsync(background, Stop).ToListAsync(Stop));
        var (sent, at) = (world.Xero.Usage.TotalRequests, world.Clock.GetUtcNow());

        var refused = await Assert.ThrowsAsync<ConnectorException>(async () =>
            await world.Session.Customers.ReadAsync(background, Stop).ToListAsync(Stop)
        );

        Assert.Equal(ConnectorErrorKind.RateLimited, refused.Kind);
        Assert.InRange(refused.RetryAfter!.Value, Duration.FromMinutes(59), Duration.FromHours(1));
        Assert.Equal((sent, at), (world.Xero.Usage.TotalRequests, world.Clock.GetUtcNow()));
        Assert.NotEmpty(await world.Session.Customers.ReadAsync(new(), Stop).ToListAsync(Stop));
        Assert.IsType<WriteOutcome.Created>(await world.WriteAsync(world.Intent(Published.Invoice())));
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.NotEmpty(await world.Session.Customers.ReadAsync(background, Stop).ToListAsync(Stop));
        Assert.Empty(world.Xero.Usage.Violations);
    }

    [Fact]
    [Trait("Trap", "18 Sleeps on a day-limit Retry-After of 20 hours inside a worker; treats every 429 alike")]
    public async Task Nobody_sleeps_on_the_last_minute_of_a_day_either()
    {
        await using var world = await XeroWorld.StartAsync();
        world.Xero.Faults.Add(new() { Kind = SimulatedFaultKind.TooManyRequestsOfDay, RetryAfterSeconds = 1_000 });
        await world.WriteAsync(world.Intent(Published.Invoice()));
        world.Clock.Advance(TimeSpan.FromSeconds(950));
        var at = world.Clock.GetUtcNow();

        var outcome = Assert.IsType<WriteOutcome.NotAttempted>(await world.WriteAsync(world.Intent(Published.Invoice())));

        Assert.Equal(at, world.Clock.GetUtcNow());
        Assert.InRange(outcome.RetryAfter!.Value, Duration.FromSeconds(1), Duration.FromSeconds(50));
    }

    [Fact]
    public async Task More_ids_than_an_address_holds_are_asked_for_in_several_calls()
    {
        await using var world = await XeroWorld.StartAsync();
        var nobody = Enumerable.Range(0, 120).Select(_ => Guid.NewGuid().ToString()).ToList();

        Assert.All(
            await world.Session.Invoices.FindAsync(nobody, Stop).ToListAsync(Stop),
            change => Assert.IsType<Change<Invoice>.NotFound>(change)
        );
        Assert.All(
            await world.Session.Payments.FindAsync([.. nobody, .. nobody.Select(id => $"batch/{id}")], Stop).ToListAsync(Stop),
            change => Assert.IsType<Change<Payment>.NotFound>(change)
        );
        Assert.Empty(world.Xero.Usage.Violations);
    }
}
