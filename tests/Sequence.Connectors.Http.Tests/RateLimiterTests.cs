using Microsoft.Extensions.Options;

namespace Sequence.Connectors.Http.Tests;

public sealed class RateLimiterTests
{
    private static readonly Duration Minute = Duration.FromMinutes(1);
    private readonly ManualClock _clock = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Never_lets_more_through_than_the_limit_in_any_window(int seed)
    {
        const int permits = 10;
        var random = new Random(seed);
        var limiter = Limiter();
        var taken = new List<(Instant At, int Cost)>();
        var running = new List<Task>();
        for (var number = 0; number < 100; number++)
        {
            var cost = random.Next(1, 4);
            running.Add(UseAsync(cost, TimeSpan.FromSeconds(random.Next(0, 5))));
            if (random.Next(3) == 0)
            {
                _clock.Advance(TimeSpan.FromSeconds(random.Next(0, 7)));
            }
        }

        await _clock.DriveAsync(Task.WhenAll(running));

        Assert.Equal(100, taken.Count);
        foreach (var (start, _) in taken)
        {
            var used = taken.Where(one => one.At >= start && one.At < start + Minute).Sum(one => one.Cost);
            Assert.True(used <= permits, $"{used} were used in the minute from {start}.");
        }

        async Task UseAsync(int cost, TimeSpan time)
        {
            using var permit = await EnterAsync(limiter, cost, RateLimit.PerWindow("k", permits, Minute));
            lock (taken)
            {
                taken.Add((_clock.Now, cost));
            }

            await Task.Delay(time, _clock);
        }
    }

    [Fact]
    public async Task Uses_the_window_fully_when_requests_are_quick()
    {
        var limiter = Limiter();
        var limit = RateLimit.PerWindow("k", 10, Minute);
        var started = _clock.Now;

        await _clock.DriveAsync(Task.WhenAll(Enumerable.Range(0, 40).Select(_ => UseAsync(limiter, 1, limit))));

        Assert.Equal(Duration.FromMinutes(3), _clock.Now - started);
    }

    [Fact]
    public async Task Lets_only_so_many_run_at_the_same_time()
    {
        var limiter = Limiter();
        var limit = RateLimit.AtOnce("k", 2);
        var first = await EnterAsync(limiter, 1, limit);
        var second = await EnterAsync(limiter, 30, limit);
        var third = EnterAsync(limiter, 1, limit);
        Assert.False(third.IsCompleted);

        first.Dispose();
        first.Dispose();

        (await third).Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task Counts_what_a_request_costs()
    {
        var limiter = Limiter();
        var limit = RateLimit.PerWindow("k", 40, Minute);
        await UseAsync(limiter, 30, limit);

        var second = EnterAsync(limiter, 30, limit);
        Assert.False(second.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(59));
        await ManualClock.SettleAsync();
        Assert.False(second.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));

        (await second).Dispose();
    }

    [Fact]
    public async Task Lets_through_what_costs_more_than_the_limit_alone()
    {
        var limiter = Limiter();
        var limit = RateLimit.PerWindow("k", 10, Minute);

        await UseAsync(limiter, 30, limit);

        Assert.False(EnterAsync(limiter, 1, limit).IsCompleted);
    }

    [Fact]
    public async Task Keeps_the_order_of_those_that_wait()
    {
        var limiter = Limiter();
        var limit = RateLimit.PerWindow("k", 10, Minute);
        await UseAsync(limiter, 8, limit);
        var order = new List<string>();

        // The small one would fit at once, but the big one came first.
        var big = UseAsync(limiter, 10, limit, () => order.Add("big"));
        var small = UseAsync(limiter, 1, limit, () => order.Add("small"));
        await ManualClock.SettleAsync();
        Assert.Empty(order);
        await _clock.DriveAsync(Task.WhenAll(big, small));

        Assert.Equal(["big", "small"], order);
    }

    [Fact]
    public async Task Does_not_let_one_account_hold_up_another()
    {
        var limiter = Limiter();
        var app = RateLimit.AtOnce("app", 10);
        limiter.PauseUntil("one", _clock.Now + Minute);

        var held = EnterAsync(limiter, 1, RateLimit.PerWindow("one", 10, Minute), app);
        var free = EnterAsync(limiter, 1, RateLimit.PerWindow("two", 10, Minute), app);

        Assert.True(free.IsCompleted);
        Assert.False(held.IsCompleted);
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await held).Dispose();
    }

    [Fact]
    public async Task Takes_only_the_share_of_this_process()
    {
        var limiter = Limiter(share: 0.25);
        var limit = RateLimit.PerWindow("k", 10, Minute);
        await UseAsync(limiter, 1, limit);
        await UseAsync(limiter, 1, limit);

        Assert.False(EnterAsync(limiter, 1, limit).IsCompleted);
    }

    [Fact]
    public async Task Leaves_the_reserve_to_requests_that_someone_waits_for()
    {
        var limiter = Limiter(reserve: 0.2);
        var limit = RateLimit.PerWindow("k", 10, Minute);
        for (var number = 0; number < 8; number++)
        {
            using var permit = await EnterAsync(limiter, 1, isBackground: true, limit);
        }

        Assert.False(EnterAsync(limiter, 1, isBackground: true, limit).IsCompleted);
        Assert.True(EnterAsync(limiter, 1, isBackground: false, limit).IsCompleted);
    }

    [Fact]
    public async Task Forgets_a_request_that_gave_up_waiting()
    {
        var limiter = Limiter();
        var limit = RateLimit.AtOnce("k", 1);
        var running = await EnterAsync(limiter, 1, limit);
        using var source = new CancellationTokenSource();
        var givesUp = limiter.EnterAsync([limit], 1, isBackground: false, Minute, source.Token).AsTask();
        var next = EnterAsync(limiter, 1, limit);

        await source.CancelAsync();
        running.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givesUp);
        (await next).Dispose();
    }

    [Fact]
    public async Task Tells_those_that_wait_when_the_system_asks_for_longer_than_they_would()
    {
        var limiter = Limiter();
        var limit = RateLimit.PerWindow("k", 1, Minute);
        await UseAsync(limiter, 1, limit);
        var waiting = EnterAsync(limiter, 1, limit);

        limiter.PauseUntil("k", _clock.Now + Duration.FromHours(1));

        var held = await Assert.ThrowsAsync<LimitHeldException>(() => waiting);
        Assert.Equal(Duration.FromHours(1), held.Wait);
    }

    [Fact]
    public async Task Tells_that_a_day_is_used_up_instead_of_waiting_for_the_next()
    {
        var limiter = Limiter();
        var day = RateLimit.PerWindow("k", 2, Duration.FromDays(1));
        await UseAsync(limiter, 1, day);
        _clock.Advance(TimeSpan.FromHours(1));
        await UseAsync(limiter, 1, day);

        var held = await Assert.ThrowsAsync<LimitHeldException>(() => EnterAsync(limiter, 1, day));

        Assert.Equal(Duration.FromHours(23), held.Wait);
        _clock.Advance(TimeSpan.FromHours(23) - TimeSpan.FromMinutes(1));
        var waiting = EnterAsync(limiter, 1, day);
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await waiting).Dispose();
    }

    [Fact]
    public async Task Follows_the_system_where_it_counts_what_others_used()
    {
        var limiter = Limiter();
        var limit = RateLimit.PerWindow("k", 10, Minute) with { LeftHeader = "left" };
        await UseAsync(limiter, 1, limit, () => limiter.Follow(limit, left: 8));
        await UseAsync(limiter, 1, limit, () => limiter.Follow(limit, left: 0));

        var held = EnterAsync(limiter, 1, limit);
        _clock.Advance(TimeSpan.FromSeconds(59));
        await ManualClock.SettleAsync();
        Assert.False(held.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));

        (await held).Dispose();
    }

    [Fact]
    public async Task Takes_a_count_of_the_system_for_others_use_only_beyond_its_own()
    {
        var limiter = Limiter();
        var limit = RateLimit.PerWindow("k", 10, Minute) with { LeftHeader = "left" };
        for (var left = 9; left >= 1; left--)
        {
            await UseAsync(limiter, 1, limit, () => limiter.Follow(limit, left));
        }

        Assert.True(EnterAsync(limiter, 1, limit).IsCompleted);
        Assert.False(EnterAsync(limiter, 1, limit).IsCompleted);
    }

    [Fact]
    public async Task Leaves_the_share_of_this_process_though_others_used_theirs()
    {
        var limiter = Limiter(share: 0.5);
        var limit = RateLimit.PerWindow("k", 10, Minute) with { LeftHeader = "left" };

        await UseAsync(limiter, 1, limit, () => limiter.Follow(limit, left: 4));

        for (var number = 2; number <= 5; number++)
        {
            Assert.True(EnterAsync(limiter, 1, limit).IsCompleted);
        }

        Assert.False(EnterAsync(limiter, 1, limit).IsCompleted);
    }

    [Fact]
    public async Task Refuses_background_requests_at_once_while_the_system_says_that_the_reserve_is_all_that_is_left()
    {
        var limiter = Limiter(reserve: 0.2);
        var day = RateLimit.Told("k", 1000, Duration.FromHours(1), "left");
        (await EnterAsync(limiter, 1, isBackground: true, day)).Dispose();
        limiter.Follow(day, left: 200);

        var held = await Assert.ThrowsAsync<LimitHeldException>(() => EnterAsync(limiter, 1, isBackground: true, day));

        Assert.Equal(Duration.FromHours(1), held.Wait);
        (await EnterAsync(limiter, 1, day)).Dispose();
        limiter.Follow(day, left: 4_000);
        (await EnterAsync(limiter, 1, isBackground: true, day)).Dispose();
        limiter.PauseUntil("k", _clock.Now + Duration.FromSeconds(5));
        held = await Assert.ThrowsAsync<LimitHeldException>(() => EnterAsync(limiter, 1, day));
        Assert.Equal(Duration.FromSeconds(5), held.Wait);
    }

    private RateLimiter Limiter(double share = 1, double reserve = 0.2) =>
        new(_clock, Options.Create(new ApiOptions { LimitShare = share, Reserve = reserve }));

    private static Task<IDisposable> EnterAsync(RateLimiter limiter, int cost, params RateLimit[] limits) =>
        EnterAsync(limiter, cost, isBackground: false, limits);

    private static Task<IDisposable> EnterAsync(RateLimiter limiter, int cost, bool isBackground, params RateLimit[] limits) =>
        limiter.EnterAsync(limits, cost, isBackground, Duration.FromMinutes(2), TestContext.Current.CancellationToken).AsTask();

    private static async Task UseAsync(RateLimiter limiter, int cost, RateLimit limit, Action? inside = null)
    {
        using var permit = await EnterAsync(limiter, cost, limit);
        inside?.Invoke();
    }
}
