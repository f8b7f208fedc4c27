using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.Http;

/// <summary>First: one activity and one line in the log for each request, whatever its number of attempts.</summary>
internal sealed class TracingHandler(TimeProvider clock, ILogger<ApiClient> log) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = ApiCall.Of(request);
        using var activity = HttpTelemetry.Start(call);
        var started = clock.GetTimestamp();
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            Tell(call, activity, clock.GetElapsedTime(started));
            return response;
        }
        catch (Exception exception)
        {
            activity
                ?.SetTag("sequence.attempts", call.Attempts)
                .SetTag("error.type", exception.GetType().Name)
                .SetStatus(ActivityStatusCode.Error);
            if (exception is not OperationCanceledException)
            {
                Log.Failed(log, call.Connector, call.ConnectionId, call.Request.Operation, call.Attempts, exception.Message);
            }

            throw;
        }
    }

    private void Tell(ApiCall call, Activity? activity, TimeSpan elapsed)
    {
        var answer = call.Answer;
        activity
            ?.SetTag("sequence.attempts", call.Attempts)
            .SetTag("http.response.status_code", answer?.StatusCode)
            .SetTag("sequence.request_id", answer?.RequestId);
        if (answer?.Fault is { } fault)
        {
            activity?.SetTag("error.type", fault.Code ?? fault.Kind.ToString()).SetStatus(ActivityStatusCode.Error);
            Log.Refused(
                log,
                call.Connector,
                call.ConnectionId,
                call.Request.Operation,
                answer.StatusCode,
                fault.Kind,
                fault.Code,
                answer.RequestId,
                call.Attempts
            );
            return;
        }

        Log.Answered(
            log,
            call.Connector,
            call.ConnectionId,
            call.Request.Operation,
            answer?.StatusCode,
            call.Attempts,
            elapsed.TotalMilliseconds,
            answer?.RequestId
        );
    }
}
