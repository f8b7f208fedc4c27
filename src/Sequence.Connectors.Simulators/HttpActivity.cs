using System.Diagnostics.Tracing;

namespace Sequence.Connectors.Simulators;

/// <summary>Counts the HTTP requests that this process has sent and that are not yet answered, from the platform's own telemetry.</summary>
internal sealed class HttpActivity : EventListener
{
    private int inFlight;

    public int InFlight => Volatile.Read(ref inFlight);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Net.Http")
        {
            EnableEvents(eventSource, EventLevel.Informational);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName == "RequestStart")
        {
            Interlocked.Increment(ref inFlight);
        }
        else if (eventData.EventName == "RequestStop" && Interlocked.Decrement(ref inFlight) < 0)
        {
            // A request that was under way before the first look has only a stop.
            Interlocked.Increment(ref inFlight);
        }
    }
}
