using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Sequence.Connectors.Http.Tests;

public sealed class CallCounterTests
{
    [Fact]
    public async Task Counts_requests_repeats_waits_and_metered_reads_of_a_connection()
    {
        await using var host = new TestHost();
        await host.AddGrantAsync();
        host.Api.AnswersInTurn(
            () => StubSystem.Json("{}"),
            () => StubSystem.Json("{}", 429, ("Retry-After", "10")),
            () => StubSystem.Json("{}"),
            () => StubSystem.Json("{}", 400));
        var meters = new Dictionary<string, long>();
        using var listener = Listen(meters);
        var metered = TestHost.Read() with { IsMetered = true, Cost = 3 };

        await host.SendAsync(metered);
        await host.SendAsync(metered);
        await host.SendAsync(metered);

        var counts = host.Get<CallCounter>().Of(TestHost.Connection);
        Assert.Equal((4, 6, 1), (counts.Requests, counts.MeteredReads, counts.Retries));
        Assert.Equal(counts, Assert.Single(host.Get<CallCounter>().Snapshot()));
        Assert.Equal(4, meters["sequence.connectors.http.requests"]);
        Assert.Equal(6, meters["sequence.connectors.http.metered_reads"]);
        Assert.Equal(1, meters["sequence.connectors.http.retries"]);
    }

    [Fact]
    public async Task Counts_a_request_that_waited_for_a_limit()
    {
        await using var host = new TestHost();
        await host.AddGrantAsync();
        host.Get<RateLimiter>().PauseUntil("test/account-1", host.Clock.Now + NodaTime.Duration.FromSeconds(30));

        await host.SendAsync(TestHost.Read());

        Assert.Equal(1, host.Get<CallCounter>().Of(TestHost.Connection).LimitWaits);
        Assert.Equal(TimeSpan.FromSeconds(30), host.Clock.GetUtcNow() - new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Traces_a_request_once_with_its_attempts()
    {
        var activities = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ConnectorTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activities.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = new TestHost();
        await host.AddGrantAsync();
        host.Api.AnswersInTurn(() => StubSystem.Json("{}", 503), () => StubSystem.Json("{}", 200, ("X-Request", "r-2")));

        await host.SendAsync(TestHost.Read());

        var activity = Assert.Single(activities);
        Assert.Equal("GET invoices", activity.OperationName);
        Assert.Equal(
            (2, 200, "r-2"),
            (
                activity.GetTagItem("sequence.attempts"),
                activity.GetTagItem("http.response.status_code"),
                activity.GetTagItem("sequence.request_id")
            )
        );
    }

    private static MeterListener Listen(Dictionary<string, long> meters)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == ConnectorTelemetry.Name)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, value, _, _) => meters[instrument.Name] = meters.GetValueOrDefault(instrument.Name) + value
        );
        listener.Start();
        return listener;
    }
}
