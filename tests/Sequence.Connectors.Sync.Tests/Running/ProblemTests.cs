namespace Sequence.Connectors.Sync.Tests;

/// <summary>What people see of what did not sync, what clears by itself, and what they clear at once.</summary>
public sealed class ProblemTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hosts_exception_is_in_the_log_with_the_rows_id_and_not_in_what_people_read()
    {
        await using var world = await StartAsync();
        var id = world.Ledger.Stored.Keys.Single();
        world.Told.Failures = 1;
        world.Told.Failure = () => new InvalidOperationException("Password=hunter2");
        world.Ledger.Change(id, "Changed there");
        await world.TellAsync("c", id);
        await world.RunAsync();

        var problem = Assert.Single(await world.ProblemsAsync());
        Assert.Equal(("reaction.failed", "C-1"), (problem.Problems[0].Code, problem.LocalId));
        Assert.DoesNotContain("hunter2", problem.Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains(problem.Id.ToString(), problem.Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("hunter2", world.Log.All, StringComparison.Ordinal);
        Assert.Contains(problem.Id.ToString(), world.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_put_aside_is_over_when_a_later_event_of_the_record_is_handled()
    {
        await using var world = await StartAsync(options => options.ReactionTries = 1);
        var id = world.Ledger.Stored.Keys.Single();
        world.Told.Failures = 1;
        world.Ledger.Change(id, "Changed there");
        await world.TellAsync("c", id);
        await world.RunAsync();
        Assert.Null(Assert.Single(await world.ProblemsAsync()).NextAttemptAt);

        await world.TellAsync("c", id);
        await world.RunAsync();

        Assert.Single(world.Told.Of<RecordChanged<Customer>>());
        Assert.Empty(await world.ProblemsAsync());
    }

    [Fact]
    public async Task All_that_waits_for_one_reason_goes_at_once_when_it_is_mended()
    {
        await using var world = ScriptedWorld.Start();
        await world.ConnectAsync("c");
        await world.PublishAsync("c", [.. Enumerable.Range(0, 12).Select(i => HostRecords.Customer($"C-{i}"))]);
        await world.PublishAsync("c", HostRecords.Customer("C-99") with { Name = null });
        world.Ledger.OnWrite = (_, _) => throw new ConnectorException(ConnectorErrorKind.Unavailable, "Down.");
        await world.RunAsync();
        world.Ledger.OnWrite = (_, _) => Task.CompletedTask;

        Assert.Equal(0, await world.Engine.Problems.RetryAllAsync("another", cancellationToken: Token));
        Assert.Equal(12, await world.Engine.Problems.RetryAllAsync("c", "call.unavailable", Token));
        await world.RunAsync();

        Assert.Equal(12, world.Ledger.Stored.Count);
        Assert.Equal("C-99", Assert.Single(await world.ProblemsAsync()).LocalId);
    }

    [Fact]
    public async Task What_the_system_refused_and_the_host_then_took_back_is_no_problem_any_more()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        await world.RunAsync();
        world.QuickBooks.Faults.Clear();
        var invoice = HostRecords.Invoice() with { Lines = [], GrossTotal = 7m };
        await world.PublishAsync(invoice, HostEvent.Finalized);
        await world.RunAsync();
        Assert.NotEmpty(await world.ProblemsAsync());

        await world.PublishAsync(invoice with { Status = DocumentStatus.Voided }, HostEvent.Voided);
        await world.RunAsync();

        Assert.Empty(await world.ProblemsAsync());
        Assert.DoesNotContain(world.Company.Invoices, one => (string?)one["DocNumber"] == invoice.Number);
    }

    [Fact]
    public async Task What_is_closed_and_old_is_forgotten_and_what_is_open_is_kept()
    {
        await using var world = await StartAsync(options =>
        {
            options.KeepJournal = Duration.FromDays(30);
            options.KeepInbox = Duration.FromDays(10);
        });
        await world.PublishAsync("c", HostRecords.Customer("C-2") with { Name = null });
        await world.TellAsync("c", world.Ledger.Stored.Keys.Single());
        await world.RunAsync();

        world.Clock.Advance(TimeSpan.FromDays(11));
        await world.RunAsync();
        Assert.Empty(await world.Store.QueryInboxAsync(new(), Token));
        Assert.Equal(2, (await world.Engine.Problems.ReadLogAsync(new(), Token)).Count);
        world.Clock.Advance(TimeSpan.FromDays(20));
        await world.RunAsync();

        Assert.Equal("C-2", Assert.Single(await world.Engine.Problems.ReadLogAsync(new(), Token)).LocalId);
        Assert.Equal("C-2", Assert.Single(await world.ProblemsAsync()).LocalId);
    }

    private static async Task<ScriptedWorld> StartAsync(Action<SyncOptions>? options = null)
    {
        var world = ScriptedWorld.Start(options: options);
        await world.ConnectAsync("c");
        await world.PublishAsync("c", HostRecords.Customer());
        await world.RunAsync();
        return world;
    }
}
