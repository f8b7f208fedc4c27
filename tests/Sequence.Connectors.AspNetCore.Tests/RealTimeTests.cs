using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sequence.Connectors.Simulators;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore.Tests;

// Alone, for meters and listeners hear the whole process.
[Collection(nameof(Alone))]
public sealed class RealTimeTests
{
    private static readonly LocalRecord Invoice = new(RecordType.Of<Invoice>(), "I-1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // On a clock that stands while the engine works: what is left is what waits for a poll. What the processors take is measured by
    // the benchmark of real time (docs/performance.md).
    [Fact]
    [Trait("Behaviour", "S0-22")]
    [Trait("Behaviour", "S1-5")]
    public async Task Of_changes_that_come_fifty_a_second_none_waits_a_quarter_of_a_second_in_either_direction()
    {
        // QuickBooks takes forty writes a minute of a company.
        const int Changes = 30;
        await using var world = await EndpointWorld.StartAsync();
        var clock = (SimulatedClock)world.Server.Clock;
        await PublishedInvoiceAsync(world);
        var connection = Assert.Single(await world.Connections.ListAsync("tenant-1", Token));
        var sent = new ConcurrentQueue<long>();
        var told = new ConcurrentQueue<long>();

        using (Measure("sequence.connectors.lag", sent))
        {
            for (var number = 2; number < Changes + 2; number++)
            {
                var invoice = world.Books.Add($"I-{number}", "C-1");
                await world.Engine.Publisher.PublishAsync("tenant-1", invoice, HostEvent.Finalized, cancellationToken: Token);
                await world.Engine.RunDueAsync(Token);
                clock.Advance(TimeSpan.FromMilliseconds(20));
            }
        }

        world.QuickBooks.Webhooks.Lose();
        clock.Advance(TimeSpan.FromMinutes(1));
        using (Measure("sequence.connectors.lag", told))
        {
            for (var number = 2; number < Changes + 2; number++)
            {
                var record = new LocalRecord(RecordType.Of<Invoice>(), $"I-{number}");
                var link = Assert.Single(await world.Engine.Links.FindAsync(connection.Id, record, Token));
                world.QuickBooks.Company.ReceivePayment(link.ExternalId, 100m);
                using var answer = await world.DeliverAsync(world.QuickBooks.Webhooks.TakeNext()!);
                await world.Engine.RunDueAsync(Token);
                clock.Advance(TimeSpan.FromMilliseconds(20));
            }
        }

        Assert.Equal(Changes, sent.Count);
        Assert.Equal(Changes, told.Count);
        Assert.All(sent.Concat(told), lag => Assert.InRange(lag, 0, 250));
        Assert.Equal(
            Enumerable.Range(2, Changes).Select(number => $"I-{number}"),
            world.Books.Payments.Select(one => one.LocalId));
    }

    [Fact]
    [Trait("Behaviour", "S1-5")]
    public async Task A_read_shows_what_stands_in_the_system_at_that_moment()
    {
        await using var world = await EndpointWorld.StartAsync();
        var invoice = await PublishedInvoiceAsync(world);
        var connection = Assert.Single(await world.Connections.ListAsync("tenant-1", Token));
        var session = await world.Services.GetRequiredService<SequenceConnectors>().OpenAsync(connection.Id, Token);
        var before = await session.Invoices.FindAsync(invoice, Token);
        world.QuickBooks.Company.ReceivePayment(invoice, 100m);

        var after = await session.Invoices.FindAsync(invoice, Token);

        Assert.Equal((100m, 0m), (before?.Balance, after?.Balance));
    }

    [Fact]
    public async Task From_a_payment_in_the_ledger_to_the_hosts_reaction_no_step_waits_for_a_poll()
    {
        await using var world = await EndpointWorld.StartAsync();
        var invoice = await PublishedInvoiceAsync(world);
        var lags = new ConcurrentQueue<long>();
        using var meter = Measure("sequence.connectors.lag", lags);
        world.QuickBooks.Webhooks.Lose();
        world.QuickBooks.Company.ReceivePayment(invoice, 100m);

        var toldAt = world.Server.Clock.GetUtcNow();
        using var answer = await world.DeliverAsync(world.QuickBooks.Webhooks.TakeNext()!);
        while ((await world.Engine.RunDueAsync(Token)).Worked)
        {
        }

        var payment = Assert.Single(world.Books.Payments);
        Assert.Equal("I-1", payment.LocalId);
        Assert.InRange(world.Server.Clock.GetUtcNow() - toldAt, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.InRange(Assert.Single(lags), 0, 1000);
    }

    [Fact]
    public async Task What_a_webhook_told_is_stored_with_its_trace()
    {
        var activities = new ConcurrentQueue<Activity>();
        using var listener = Listen(activities);
        var store = new InMemorySyncStore();
        await using var world = await EndpointWorld.StartAsync(services =>
            services.Replace(ServiceDescriptor.Singleton<ISyncStore>(store))
        );
        var invoice = await PublishedInvoiceAsync(world);
        world.QuickBooks.Webhooks.Lose();
        world.QuickBooks.Company.ReceivePayment(invoice, 100m);

        using var answer = await world.DeliverAsync(world.QuickBooks.Webhooks.TakeNext()!);

        // What one process stored, another one reads: nothing else goes from one to the other.
        var told = Assert.Single(activities, one => one.OperationName == "webhook");
        var row = Assert.Single(await store.QueryInboxAsync(new() { Max = 1 }, Token));
        Assert.Equal(told.Id, row.TraceParent);
    }

    [Fact]
    public async Task A_send_is_linked_to_the_trace_in_which_it_was_published()
    {
        var activities = new ConcurrentQueue<Activity>();
        using var listener = Listen(activities);
        await using var world = await EndpointWorld.StartAsync();
        using (var request = new Activity("the host's request").SetIdFormat(ActivityIdFormat.W3C).Start())
        {
            await PublishedInvoiceAsync(world);
            request.Stop();
            var writes = activities.Where(one => one.OperationName == "send Invoice").ToList();
            Assert.NotEmpty(writes);
            Assert.All(writes, write => Assert.Equal(request.TraceId, Assert.Single(write.Links).Context.TraceId));
        }
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("disconnected")]
    public async Task Events_of_accounts_that_nobody_works_for_are_acknowledged_and_counted_without_naming_them(string reason)
    {
        var counted = new ConcurrentQueue<string>();
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        if (reason == "disconnected")
        {
            var connection = await world.ConnectAsync(browser);
            await EndpointWorld.PostAsync(browser, $"/connectors/connections/{connection.Id}/disconnect");
        }

        using var listener = new MeterListener
        {
            InstrumentPublished = (published, self) => Enable(published, self, "sequence.connectors.webhooks.unrouted"),
        };
        listener.SetMeasurementEventCallback<long>(
            (_, value, tags, _) => counted.Enqueue($"{value} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}")
        );
        listener.Start();
        world.QuickBooks.Webhooks.Lose();
        world.QuickBooks.Company.AddCustomer("Told Of");

        using var answer = await world.DeliverAsync(world.QuickBooks.Webhooks.TakeNext()!);

        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"1 sequence.connector=quickbooks sequence.reason={reason}", Assert.Single(counted));
        Assert.Equal(0, await world.InboxAsync());
    }

    [Fact]
    public async Task A_worker_that_would_sleep_for_an_hour_is_woken_by_a_publication_and_by_a_webhook()
    {
        await using var world = await EndpointWorld.StartAsync(
            connectors: builder =>
                builder.AddSync(sync => sync.Configure(options => options.LongestSleep = Duration.FromHours(1))),
            isLive: true
        );
        var connection = await world.ConnectAsync(world.Browser());
        await PublishAsync(world);
        await UntilAsync(async () => (await world.Engine.Links.FindAsync(connection.Id, Invoice, Token)).Count == 1);
        var invoice = (await world.Engine.Links.FindAsync(connection.Id, Invoice, Token))[0].ExternalId;
        world.QuickBooks.Webhooks.Lose();
        world.QuickBooks.Company.ReceivePayment(invoice, 100m);

        using var answer = await world.DeliverAsync(world.QuickBooks.Webhooks.TakeNext()!);

        await UntilAsync(() => Task.FromResult(world.Books.Payments.Any(one => one.LocalId == "I-1")));
    }

    [Fact]
    public async Task A_reaction_lies_in_the_trace_of_the_webhook_that_told_of_it()
    {
        var activities = new ConcurrentQueue<Activity>();
        using var listener = Listen(activities);
        await using var world = await EndpointWorld.StartAsync();
        var invoice = await PublishedInvoiceAsync(world);
        world.QuickBooks.Webhooks.Lose();
        world.QuickBooks.Company.ReceivePayment(invoice, 100m);
        activities.Clear();

        using var answer = await world.DeliverAsync(world.QuickBooks.Webhooks.TakeNext()!);
        await world.RunAsync();

        var connection = Assert.Single(await world.Connections.ListAsync("tenant-1", Token));
        var reaction = Assert.Single(
            activities,
            one => one.OperationName == "react Invoice" && connection.Id == (string?)one.GetTagItem("sequence.connection")
        );
        Assert.Contains(activities, one => one.OperationName == "webhook" && one.TraceId == reaction.TraceId);
    }

    [Fact]
    public async Task Health_tells_of_work_that_nobody_does_and_of_a_store_that_does_not_answer()
    {
        await using var world = await EndpointWorld.StartAsync(services => services.AddHealthChecks().AddSequenceConnectors());
        var health = world.Services.GetRequiredService<HealthCheckService>();
        await world.ConnectAsync(world.Browser());
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(Token)).Status);
        world.QuickBooks.Webhooks.Lose();
        world.QuickBooks.Company.AddCustomer("Told Of");
        using var answer = await world.DeliverAsync(world.QuickBooks.Webhooks.TakeNext()!);
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(Token)).Status);

        ((SimulatedClock)world.Server.Clock).Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(HealthStatus.Degraded, (await health.CheckHealthAsync(Token)).Status);
        await world.RunAsync();
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(Token)).Status);
    }

    [Fact]
    public async Task Health_tells_of_a_publication_that_nobody_spreads_and_not_of_a_connection_that_was_ended()
    {
        await using var world = await EndpointWorld.StartAsync(services => services.AddHealthChecks().AddSequenceConnectors());
        var health = world.Services.GetRequiredService<HealthCheckService>();
        var clock = (SimulatedClock)world.Server.Clock;
        await world.ConnectAsync(world.Browser());
        await world.RunAsync();
        var connection = (await world.Connections.ListAsync("tenant-1", Token))[0];
        await world.Services.GetRequiredService<SequenceConnectors>().DisconnectAsync(connection.Id, Token);
        clock.Advance(TimeSpan.FromHours(4));
        await world.Engine.RunDueAsync(Token);
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(Token)).Status);

        var customer = new Customer { Id = "C-9", Name = "Nine" };
        await world.Engine.Publisher.PublishAsync("tenant-1", customer, HostEvent.Saved, cancellationToken: Token);
        clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(HealthStatus.Degraded, (await health.CheckHealthAsync(Token)).Status);
    }

    private static async Task<string> PublishedInvoiceAsync(EndpointWorld world)
    {
        var connection = await world.ConnectAsync(world.Browser());
        await PublishAsync(world);
        await world.RunAsync();
        return Assert.Single(await world.Engine.Links.FindAsync(connection.Id, Invoice, Token)).ExternalId;
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var tries = 0; tries < 600 && !await isSo(); tries++)
        {
            await Task.Delay(50, Token);
        }

        Assert.True(await isSo(), "Nobody woke the worker.");
    }

    private static async Task PublishAsync(EndpointWorld world)
    {
        var customer = world.Books.Customers["C-1"] = new() { Id = "C-1", Name = "One", Currency = CurrencyCode.Parse("USD") };
        await world.Engine.Publisher.PublishAsync("tenant-1", customer, HostEvent.Saved, cancellationToken: Token);
        await world.Engine.Publisher.PublishAsync("tenant-1", world.Books.Add("I-1", "C-1"), HostEvent.Finalized, cancellationToken: Token);
    }

    private static ActivityListener Listen(ConcurrentQueue<Activity> activities)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ConnectorTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activities.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static void Enable(Instrument published, MeterListener listener, string instrument)
    {
        if (published.Meter.Name == ConnectorTelemetry.Name && published.Name == instrument)
        {
            listener.EnableMeasurementEvents(published);
        }
    }

    private static MeterListener Measure(string instrument, ConcurrentQueue<long> values)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (published, self) => Enable(published, self, instrument),
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => values.Enqueue(value));
        listener.Start();
        return listener;
    }
}
