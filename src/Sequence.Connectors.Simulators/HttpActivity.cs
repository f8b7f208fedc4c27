using System.Diagnostics.Metrics;

namespace Sequence.Connectors.Simulators;

/// <summary>
/// Counts the HTTP requests that this process has sent and that are not yet answered, from the platform's own metrics. A call
/// that waits between two attempts is no request: time must pass for it.
/// </summary>
internal sealed class HttpActivity : IDisposable
{
    private readonly MeterListener listener = new();
    private long inFlight;

    public HttpActivity()
    {
        listener.InstrumentPublished = static (instrument, each) =>
        {
            if (instrument is { Name: "http.client.active_requests", Meter.Name: "System.Net.Http" })
            {
                each.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, change, _, _) => Count(change));
        listener.Start();
    }

    public long InFlight => Interlocked.Read(ref inFlight);

    public void Dispose() => listener.Dispose();

    private void Count(long change)
    {
        if (Interlocked.Add(ref inFlight, change) < 0)
        {
            // A request that was under way before the first look has only an end.
            Interlocked.Increment(ref inFlight);
        }
    }
}
