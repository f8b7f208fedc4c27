namespace Sequence.Connectors.Sync.Tests;

/// <summary>What cannot work rests, says why, and keeps nobody else from working.</summary>
public sealed class StandstillTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_dead_connections_keep_no_living_one_waiting()
    {
        const int Dead = 1001;
        await using var world = ScriptedWorld.Start();
        for (var i = 0; i < Dead; i++)
        {
            await world.ConnectAsync($"dead-{i}", state: ConnectionState.NeedsReauthorization);
            await world.PublishAsync($"dead-{i}", HostRecords.Customer());
        }

        await world.Engine.RunDueAsync(Token);
        await world.ConnectAsync("alive");
        await world.PublishAsync("alive", HostRecords.Customer());
        await world.Engine.RunDueAsync(Token);
        await world.Engine.RunDueAsync(Token);

        Assert.Single(world.Ledger.Stored);
        Assert.All(await world.Engine.Problems.ListAsync(tenant: "dead-7", cancellationToken: Token), one =>
            Assert.Equal("call.unauthorized", Assert.Single(one.Problems).Code));
    }

    [Fact]
    public async Task A_disconnected_connection_has_nothing_due_until_its_rest_is_over_and_works_at_once_when_it_is_resumed()
    {
        await using var world = ScriptedWorld.Start();
        await world.ConnectAsync("c");
        await world.PublishAsync("c", HostRecords.Customer());
        await world.RunAsync();
        var connection = (await world.Connections.FindAsync("c", Token))!;
        var ended = (await world.Connections.TryReplaceAsync(connection with { State = ConnectionState.NeedsReauthorization }, Token))!;
        var link = Assert.Single(world.Ledger.Stored).Key;
        world.Ledger.Change(link, "Changed there");
        await world.TellAsync("c", link);
        await world.RunAsync();

        // What is late by the health check's patience is nobody's fault.
        Assert.Empty((await world.Store.FindDueAsync(world.Now, 10, Token)).Connections);
        Assert.NotNull((await world.Store.FindDueAsync(world.Now, 10, Token)).NextAt);

        await world.Connections.TryReplaceAsync(ended with { State = ConnectionState.Active }, Token);
        await world.RunAsync();
        Assert.Empty(world.Told.All);
        await world.Engine.ResumeAsync("c", Token);
        await world.RunAsync();
        Assert.Single(world.Told.Of<RecordChanged<Customer>>());
    }

    [Fact]
    public async Task A_record_that_its_connector_throws_at_holds_up_no_other_and_is_a_problem_for_engineers()
    {
        await using var world = ScriptedWorld.Start();
        await world.ConnectAsync("c");
        world.Ledger.OnWrite = (_, batch) => batch.Any(one => one.Record.Id == "C-3")
            ? throw new InvalidCastException("secret of the mapper")
            : Task.CompletedTask;
        await world.PublishAsync("c", [.. Enumerable.Range(0, 10).Select(i => HostRecords.Customer($"C-{i}"))]);

        await world.RunAsync();
        await world.PassAsync(Duration.FromMinutes(2));

        Assert.Equal(9, world.Ledger.Stored.Count);
        var problem = Assert.Single(await world.ProblemsAsync());
        Assert.Equal(("C-3", FixedBy.Engineer), (problem.LocalId, problem.FixedBy));
        var reason = Assert.Single(problem.Problems);
        Assert.Equal("connector.failed", reason.Code);
        Assert.Contains(problem.Id.ToString(), reason.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret of the mapper", reason.Message, StringComparison.Ordinal);
        Assert.Contains("secret of the mapper", world.Log.All, StringComparison.Ordinal);

        world.Ledger.OnWrite = (_, _) => Task.CompletedTask;
        await world.Engine.Problems.RetryAsync(problem.Id, Token);
        await world.RunAsync();
        Assert.Empty(await world.ProblemsAsync());
    }

    [Fact]
    public async Task What_left_before_its_connector_threw_is_looked_for_and_not_sent_twice()
    {
        await using var world = ScriptedWorld.Start();
        await world.ConnectAsync("c");
        var failures = 1;
        world.Ledger.OnSent = (_, _) => failures-- > 0 ? throw new InvalidCastException("after the request") : Task.CompletedTask;
        await world.PublishAsync("c", HostRecords.Customer("C-1"), HostRecords.Customer("C-2"));

        await world.RunAsync();
        var open = Assert.Single(await world.Store.ReadAttemptsAsync("c", Token));
        Assert.Equal(2, open.Attempt.Members.Count);
        await world.PassAsync(Duration.FromMinutes(1));

        Assert.Equal(2, world.Ledger.Stored.Count);
        Assert.Empty(await world.Store.ReadAttemptsAsync("c", Token));
        Assert.Empty(await world.ProblemsAsync());
    }

    [Fact]
    public async Task A_record_whose_lookup_fails_keeps_no_other_of_its_type_from_being_told()
    {
        await using var world = ScriptedWorld.Start();
        await world.ConnectAsync("c");
        await world.PublishAsync("c", [.. Enumerable.Range(0, 8).Select(i => HostRecords.Customer($"C-{i}"))]);
        await world.RunAsync();
        var odd = world.Ledger.Stored.Keys.Order(StringComparer.Ordinal).ElementAt(5);
        world.Ledger.OnFind = ids => _ = ids.Contains(odd)
            ? throw new ConnectorException(ConnectorErrorKind.Malformed, "The answer could not be read.")
            : 0;
        foreach (var id in world.Ledger.Stored.Keys)
        {
            world.Ledger.Change(id, $"{id} changed there");
            await world.TellAsync("c", id);
        }

        await world.RunAsync();

        Assert.Equal(7, world.Told.Of<RecordChanged<Customer>>().Count);
        var problem = Assert.Single(await world.ProblemsAsync());
        Assert.Equal(("call.malformed", odd), (Assert.Single(problem.Problems).Code, problem.ExternalId));
        Assert.NotNull(problem.LocalId);
    }

    [Fact]
    public async Task What_comes_in_is_told_while_what_goes_out_fails()
    {
        await using var world = ScriptedWorld.Start();
        await world.ConnectAsync("c");
        await world.PublishAsync("c", HostRecords.Customer());
        await world.RunAsync();
        var id = Assert.Single(world.Ledger.Stored).Key;
        world.Ledger.OnWrite = (_, _) => throw new ConnectorException(ConnectorErrorKind.Unavailable, "Down for writes.");
        await world.PublishAsync("c", HostRecords.Customer("C-2"));
        await world.RunAsync();

        world.Ledger.Change(id, "Changed there");
        await world.TellAsync("c", id);
        await world.Engine.RunDueAsync(Token);

        Assert.Single(world.Told.Of<RecordChanged<Customer>>());
        Assert.Equal("call.unavailable", Assert.Single(Assert.Single(await world.ProblemsAsync()).Problems).Code);
    }

    [Fact]
    public async Task A_system_that_is_down_before_anything_leaves_is_asked_ever_more_rarely()
    {
        await using var world = ScriptedWorld.Start();
        await world.ConnectAsync("c");
        world.Ledger.OnWrite = (_, _) => throw new ConnectorException(ConnectorErrorKind.Unavailable, "Down.");
        await world.PublishAsync("c", [.. Enumerable.Range(0, 100).Select(i => HostRecords.Customer($"C-{i}"))]);

        for (var second = 0; second < 3600; second++)
        {
            world.Clock.Advance(TimeSpan.FromSeconds(1));
            await world.Engine.RunDueAsync(Token);
        }

        Assert.InRange(world.Ledger.Batches.Count, 5, 20);
        world.Ledger.OnWrite = (_, _) => Task.CompletedTask;
        await world.PassAsync(Duration.FromMinutes(20));
        Assert.Equal(100, world.Ledger.Stored.Count);
    }

    [Fact]
    public async Task A_sweep_that_fails_is_a_problem_until_it_succeeds()
    {
        await using var world = ScriptedWorld.Start();
        await world.ConnectAsync("c");
        await world.PublishAsync("c", HostRecords.Customer());
        await world.RunAsync();
        world.Ledger.OnRead = () => throw new ConnectorException(ConnectorErrorKind.Malformed, "The list could not be read.");
        await world.PassAsync(Duration.FromHours(4));

        var problem = Assert.Single(await world.ProblemsAsync());
        Assert.Equal((RecordType.Of<Customer>(), false, "c"), (problem.RecordType, problem.IsOutgoing, problem.Tenant));
        Assert.Equal("call.malformed", Assert.Single(problem.Problems).Code);
        Assert.True(problem.Tries > 1);
        Assert.True(problem.Since < world.Now - Duration.FromMinutes(10));

        world.Ledger.OnRead = () => { };
        Assert.True(await world.Engine.Problems.RetryAsync(problem.Id, Token));
        await world.RunAsync();
        Assert.Empty(await world.ProblemsAsync());
    }

    [Fact]
    public async Task A_cursor_that_no_connector_reads_and_a_type_that_no_engine_knows_keep_nobody_busy()
    {
        await using var world = ScriptedWorld.Start();
        await world.ConnectAsync("c");
        var lost = new RecordType("Spaceship");
        await world.Store.CommitAsync(
            new()
            {
                At = world.Now,
                Cursors = [new() { Tenant = "c", ConnectionId = "c", RecordType = lost, DueAt = world.Now }],
                Entries = [Entry(world, lost, "{}"), Entry(world, RecordType.Of<Customer>(), "no JSON")],
            },
            Token);

        await world.RunAsync();

        var turn = await world.Engine.RunDueAsync(Token);
        Assert.False(turn.Worked);
        Assert.All(
            await world.ProblemsAsync(),
            one => Assert.Equal(("journal.unreadable", (Instant?)null), (one.Problems[0].Code, one.NextAttemptAt))
        );
        Assert.Equal(2, (await world.ProblemsAsync()).Count);
    }

    [Fact]
    public async Task What_was_sent_and_cannot_be_read_any_more_is_shown_and_never_sent_again()
    {
        await using var world = ScriptedWorld.Start();
        await world.ConnectAsync("c");
        var entry = Entry(world, RecordType.Of<Customer>(), "no JSON") with { State = EntryState.Sent, Key = "k-1", Tries = 1 };
        var attempt = new WriteAttempt { Key = "a-1", Members = ["k-1"], Fingerprint = "f", StartedAt = world.Now };
        await world.Store.CommitAsync(
            new()
            {
                At = world.Now,
                Entries = [entry],
                Opened = [new() { ConnectionId = "c", RecordType = RecordType.Of<Customer>(), Attempt = attempt }],
            },
            Token);

        await world.RunAsync();
        await world.Engine.Problems.RetryAsync(entry.Id, Token);
        await world.RunAsync();

        var problem = Assert.Single(await world.ProblemsAsync());
        Assert.Equal(("journal.unreadable", EntryState.Sent), (problem.Problems[0].Code, problem.State));
        Assert.Single(await world.Store.ReadAttemptsAsync("c", Token));
        Assert.Empty(world.Ledger.Batches);
        Assert.True(await world.Engine.Problems.ResolveAsync(entry.Id, "x-9", Token));
        Assert.Empty(await world.Store.ReadAttemptsAsync("c", Token));
    }

    private static JournalEntry Entry(ScriptedWorld world, RecordType type, string payload) => new()
    {
        Id = Guid.CreateVersion7(),
        Tenant = "c",
        ConnectionId = "c",
        RecordType = type,
        LocalId = "S-1",
        Verb = WriteVerb.Upsert,
        Event = HostEvent.Saved,
        Revision = 1,
        Payload = payload,
        Fingerprint = "f",
        PublishedAt = world.Now,
        DueAt = world.Now,
        ChangedAt = world.Now,
    };
}
