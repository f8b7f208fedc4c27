using System.Diagnostics;

namespace Sequence.Connectors.Simulators.Tests;

public sealed class SimulatedClockTests
{
    [Fact]
    public void Time_stands_still_until_it_is_advanced()
    {
        using var clock = new SimulatedClock();
        var (start, stamp) = (clock.GetUtcNow(), clock.GetTimestamp());

        clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(start + TimeSpan.FromMinutes(3), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromMinutes(3), clock.GetElapsedTime(stamp));
    }

    [Fact]
    public void Timers_fire_in_order_each_at_its_own_time()
    {
        using var clock = new SimulatedClock();
        var start = clock.GetUtcNow();
        var fired = new List<(string, double)>();
        void Fire(object? name) => fired.Add(((string)name!, (clock.GetUtcNow() - start).TotalSeconds));
        using var late = clock.CreateTimer(Fire, "late", TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        using var early = clock.CreateTimer(Fire, "early", TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
        using var often = clock.CreateTimer(Fire, "often", TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3));

        clock.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal([("early", 2), ("often", 3), ("late", 5), ("often", 6)], fired);
    }

    [Fact]
    public void A_disposed_or_stopped_timer_does_not_fire()
    {
        using var clock = new SimulatedClock();
        var fired = 0;
        var disposed = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        using var stopped = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        disposed.Dispose();
        stopped.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, fired);
        Assert.False(disposed.Change(TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public async Task Auto_advance_makes_a_minutes_wait_cost_milliseconds()
    {
        using var clock = new SimulatedClock { AutoAdvance = true };
        var real = Stopwatch.StartNew();

        await Task.Delay(TimeSpan.FromSeconds(60), clock, TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(60), clock, TestContext.Current.CancellationToken);

        Assert.Equal(new SimulatedClock().GetUtcNow() + TimeSpan.FromSeconds(120), clock.GetUtcNow());
        Assert.True(real.Elapsed < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Auto_advance_waits_while_the_clock_is_held()
    {
        using var clock = new SimulatedClock { AutoAdvance = true };
        var hold = clock.Hold();
        var wait = Task.Delay(TimeSpan.FromSeconds(60), clock, TestContext.Current.CancellationToken);

        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.False(wait.IsCompleted);
        hold.Dispose();
        await wait;
    }

    [Fact]
    public async Task Auto_advance_leaves_timers_beyond_its_limit_alone()
    {
        using var clock = new SimulatedClock { AutoAdvance = true, AutoAdvanceLimit = TimeSpan.FromMinutes(1) };
        var start = clock.GetUtcNow();
        var wait = Task.Delay(TimeSpan.FromHours(1), clock, TestContext.Current.CancellationToken);

        await Task.Delay(100, TestContext.Current.CancellationToken);

        Assert.False(wait.IsCompleted);
        Assert.Equal(start, clock.GetUtcNow());
    }

    [Fact]
    public async Task Auto_advance_does_not_time_out_a_request_that_is_being_answered()
    {
        await using var server = await SimulatorServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var clock = (SimulatedClock)server.Clock;
        clock.AutoAdvance = true;
        var tokens = server.QuickBooks.IssueTokens();
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + tokens.AccessToken);
        server.QuickBooks.Limits.RequestsPerMinute = int.MaxValue;
        for (var call = 0; call < 200; call++)
        {
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(100), clock);
            using var answer = await client.GetAsync(
                new Uri($"{server.QuickBooks.BaseAddress}/v3/company/{tokens.RealmId}/customer/1"), timeout.Token);
            Assert.False(timeout.IsCancellationRequested);
        }
    }

    [Fact]
    public async Task Auto_advance_lets_a_delayed_answer_come_and_a_shorter_timeout_win()
    {
        await using var server = await SimulatorServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var clock = (SimulatedClock)server.Clock;
        clock.AutoAdvance = true;
        var tokens = server.QuickBooks.IssueTokens();
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + tokens.AccessToken);
        server.QuickBooks.Faults.Add(new SimulatedFault { Kind = SimulatedFaultKind.Delay, Times = 2, Delay = TimeSpan.FromSeconds(30) });
        var address = new Uri($"{server.QuickBooks.BaseAddress}/v3/company/{tokens.RealmId}/customer/1");

        using var patient = new CancellationTokenSource(TimeSpan.FromSeconds(40), clock);
        using var answer = await client.GetAsync(address, patient.Token);
        using var hasty = new CancellationTokenSource(TimeSpan.FromSeconds(20), clock);

        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetAsync(address, hasty.Token));
    }
}
