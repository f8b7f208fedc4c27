using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore;

/// <summary>
/// Takes the deliveries of a system in: what is authentic is stored before it is acknowledged, in the status that the vendor wants and
/// without a body. Nobody has to be signed in, because the vendor is not: the signature over the raw body says who sent it.
/// </summary>
internal sealed class WebhookEndpoint(ConnectorEndpointOptions options, Mount mount, ILogger<WebhookEndpoint> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var system = (string)context.Request.RouteValues["system"]!;
        var connectors = context.RequestServices.GetRequiredService<SequenceConnectors>();
        var info = connectors.Connectors.FirstOrDefault(one => one.Id == system);
        if (info is null || connectors.SurfaceOf(info.Id).Webhooks is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var activity = EndpointTelemetry.StartWebhook(info.Id);
        context.Response.StatusCode = await ReceiveAsync(context, info.Id).ConfigureAwait(false);
        EndpointTelemetry.CountWebhook(info.Id, context.Response.StatusCode);
        activity?.SetTag("http.response.status_code", context.Response.StatusCode);
    }

    private async Task<int> ReceiveAsync(HttpContext context, string system)
    {
        ReadOnlyMemory<byte>? whole;
        try
        {
            whole = await RequestBody.ReadAsync(context, options.LongestBody).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or BadHttpRequestException)
        {
            Logs.DeliveryBrokeOff(logger, system, exception);
            return StatusCodes.Status400BadRequest;
        }

        if (whole is not { } body)
        {
            const int TooLarge = StatusCodes.Status413PayloadTooLarge;
            Logs.DeliveryRefused(logger, system, TooLarge, "The body is longer than options.LongestBody allows.");
            return TooLarge;
        }

        return await StoreAsync(context, system, body).ConfigureAwait(false);
    }

    private async Task<int> StoreAsync(HttpContext context, string system, ReadOnlyMemory<byte> body)
    {
        var patience = context.RequestServices.GetRequiredService<SequenceConnectors>().SurfaceOf(system).Webhooks!.AnswerWithin;
        var storing = Task.FromResult<WebhookVerdict>(null!);
        try
        {
            var engine = context.RequestServices.GetRequiredService<SyncEngine>();
            var request = Request(context, system, body);

            // On a thread of its own, for a store may wait for its lock without giving the thread back.
            var aborted = context.RequestAborted;
            storing = Task.Run(() => engine.ReceiveAsync(system, request, cancellationToken: aborted), aborted);
            var verdict = await storing.WaitAsync(patience.ToTimeSpan(), aborted).ConfigureAwait(false);
            Log(system, verdict);
            Activity.Current?.SetTag("sequence.events", verdict.Events.Count);
            return verdict.StatusCode;
        }
        catch (TimeoutException)
        {
            // Where it is stored after all, the next delivery of the same events changes nothing.
            Logs.DeliveryTooSlow(logger, system, patience.TotalSeconds);
            _ = LogLateAsync(storing, system);
            return StatusCodes.Status503ServiceUnavailable;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !context.RequestAborted.IsCancellationRequested)
        {
            Logs.DeliveryNotStored(logger, system, exception);
            return StatusCodes.Status503ServiceUnavailable;
        }
    }

    // Nobody waits any more; why it was late is told when it is known.
    private async Task LogLateAsync(Task storing, string system)
    {
        try
        {
            await storing.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The vendor was answered, and the request is over.
        }
#pragma warning disable CA1031 // Whatever the store throws, this is where it is told.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Logs.LateDeliveryNotStored(logger, system, exception);
        }
    }

    private WebhookRequest Request(HttpContext context, string system, ReadOnlyMemory<byte> body) => new()
    {
        Method = context.Request.Method,
        Address = mount.Address($"{Mount.Webhooks}{system}{context.Request.QueryString}"),
        Headers = context.Request.Headers.ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        Body = body,
        ReceivedAt = Instant.FromDateTimeOffset(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()),
    };

    // Code and sentence alone: the path of a problem may quote what was sent.
    private void Log(string system, WebhookVerdict verdict)
    {
        foreach (var problem in verdict.Problems)
        {
            if (verdict.IsAuthentic)
            {
                Logs.DeliveryUnreadable(logger, system, $"{problem.Code}: {problem.Message}");
            }
            else
            {
                Logs.DeliveryRefused(logger, system, verdict.StatusCode, $"{problem.Code}: {problem.Message} {problem.Fix}");
            }
        }
    }
}
