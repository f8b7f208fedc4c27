namespace Sequence.Connectors.Simulators;

/// <summary>
/// Keeps a <see cref="SimulatedClock"/> from advancing by itself while a request is under way, so that a slow machine is not
/// taken for a slow system and no timeout strikes by mistake. Put it innermost into the HTTP clients of a test. A fault that
/// delays on the same clock needs <see cref="SimulatedClock.Advance"/> then.
/// </summary>
public sealed class ClockHoldingHandler : DelegatingHandler
{
    private readonly SimulatedClock _clock;

    /// <summary>Holds the given clock.</summary>
    public ClockHoldingHandler(SimulatedClock clock) => _clock = clock;

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var held = _clock.Hold();
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        await response.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        return response;
    }
}
