namespace Sequence.Connectors.Sync.Tests;

/// <summary>The worker that runs while the host runs.</summary>
public sealed class WorkerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_that_takes_long_keeps_no_other_waiting()
    {
        var (held, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var quick = new TaskCompletionSource();
        await using var world = await StartAsync(["slow", "quick"]);
        world.Ledger.OnSent = async (connection, _) =>
        {
            (connection == "slow" ? held : quick).TrySetResult();
            await (connection == "slow" ? release.Task : Task.CompletedTask);
        };
        await world.Worker.StartAsync(Token);

        await world.PublishAsync("slow", HostRecords.Customer());
        await held.Task.WaitAsync(Patience, Token);
        await world.PublishAsync("quick", HostRecords.Customer());
        await quick.Task.WaitAsync(Patience, Token);

        release.SetResult();
        await world.Worker.StopAsync(Token);
        Assert.Equal(2, await CountAsync(world, EntryState.Done));
    }

    [Fact]
    public async Task A_tenant_with_many_connections_lets_one_with_few_go_before_its_second()
    {
        await using var world = await StartAsync([], options => options.MaxConnections = 1);
        foreach (var big in Enumerable.Range(0, 6).Select(i => $"big-{i}"))
        {
            await world.ConnectAsync(big, tenant: "big");
        }

        await world.ConnectAsync("small");
        await world.PublishAsync("big", HostRecords.Customer());
        await world.PublishAsync("small", HostRecords.Customer());
        await WorkAsync(world, 7);

        Assert.Contains("small", world.Ledger.Batches.Take(2).Select(one => one.Connection));
    }

    [Fact]
    public async Task No_more_connections_are_worked_on_at_once_than_the_host_allows()
    {
        var names = Enumerable.Range(0, 6).Select(i => $"c-{i}").ToArray();
        await using var world = await StartAsync(names, options => options.MaxConnections = 2);
        var (now, most) = (0, 0);
        var two = new TaskCompletionSource();
        world.Ledger.OnSent = async (_, token) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            if (most >= 2)
            {
                two.TrySetResult();
            }

            await two.Task.WaitAsync(Patience, token);
            await Task.Delay(20, token);
            Interlocked.Decrement(ref now);
        };
        foreach (var name in names)
        {
            await world.PublishAsync(name, HostRecords.Customer());
        }

        await WorkAsync(world, names.Length);

        Assert.Equal(2, most);
    }

    [Fact]
    public async Task A_connection_with_much_to_do_gives_its_place_up_after_a_turn()
    {
        await using var world = await StartAsync(
            ["much", "little"],
            options =>
            {
                options.MaxConnections = 1;
                options.TurnSize = 5;
            });
        await world.PublishAsync("much", [.. Enumerable.Range(0, 25).Select(i => HostRecords.Customer($"C-{i}"))]);
        await world.PublishAsync("little", HostRecords.Customer());
        await WorkAsync(world, 26);

        Assert.InRange(world.Ledger.Batches.Select(one => one.Connection).ToList().IndexOf("little"), 0, 5);
        Assert.Equal(26, await CountAsync(world, EntryState.Done));
    }

    [Fact]
    public async Task A_stop_waits_for_the_answer_to_what_has_left_and_sends_nothing_more()
    {
        var (left, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var world = await StartAsync(["c"]);
        world.Ledger.OnSent = async (_, _) =>
        {
            left.TrySetResult();
            await answer.Task.WaitAsync(Patience, CancellationToken.None);
        };
        await world.PublishAsync("c", HostRecords.Customer("C-1"), HostRecords.Customer("C-2"));
        await world.Worker.StartAsync(Token);
        await left.Task.WaitAsync(Patience, Token);

        var stopped = world.Worker.StopAsync(Token);
        Assert.False(stopped.IsCompleted);
        answer.SetResult();
        await stopped.WaitAsync(Patience, Token);

        Assert.Equal("C-1", Assert.Single(world.Ledger.Batches.First().Records));
        Assert.Single(world.Ledger.Stored);
        Assert.Equal((1, 1), (await CountAsync(world, EntryState.Done), await CountAsync(world, EntryState.Pending)));
        Assert.Empty(await world.Store.ReadAttemptsAsync("c", Token));
        await world.RunAsync();
        Assert.Equal(2, world.Ledger.Stored.Count);
    }

    [Fact]
    public async Task An_engine_whose_store_forgot_its_own_sign_of_life_doubts_what_it_sent_itself()
    {
        var store = RestoredStore.New();
        await using var world = ScriptedWorld.Start(store: store);
        await world.ConnectAsync("c");
        var start = world.Now;
        await world.PassAsync(Duration.FromMinutes(60));

        world.Clock.Advance(TimeSpan.FromMinutes(1));
        ((RestoredStore)(object)store).Silence = new(start + Duration.FromMinutes(5), world.Now);
        await world.PublishAsync("c", HostRecords.Customer());
        await world.RunAsync();

        Assert.Equal(world.Now, Assert.Single(world.Ledger.Unsettled).RepeatedAt);
    }

    private static async Task<ScriptedWorld> StartAsync(string[] connections, Action<SyncOptions>? options = null)
    {
        var world = ScriptedWorld.Start(new() { BatchSize = 1 }, options, isLive: true);
        foreach (var connection in connections)
        {
            await world.ConnectAsync(connection);
        }

        return world;
    }

    // Runs the worker until so many batches were answered.
    private static async Task WorkAsync(ScriptedWorld world, int batches)
    {
        await world.Worker.StartAsync(Token);
        using var late = new CancellationTokenSource(Patience);
        while (world.Ledger.Stored.Count < batches)
        {
            await Task.Delay(10, late.Token);
        }

        await world.Worker.StopAsync(Token);
    }

    private static async Task<int> CountAsync(ScriptedWorld world, EntryState state) =>
        (await world.Engine.Problems.ReadLogAsync(new(), Token)).Count(entry => entry.State == state);
}
