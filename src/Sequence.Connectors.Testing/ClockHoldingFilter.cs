using Microsoft.Extensions.Http;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Testing;

/// <summary>
/// Puts a <see cref="ClockHoldingHandler"/> innermost into every HTTP client of the host: time stands still while a request is answered,
/// not while a call waits.
/// </summary>
internal sealed class ClockHoldingFilter(SimulatedClock clock) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        builder.AdditionalHandlers.Add(new ClockHoldingHandler(clock));
    };
}
