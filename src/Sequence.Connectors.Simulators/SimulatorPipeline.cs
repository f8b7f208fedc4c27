using System.Text;
using Microsoft.AspNetCore.Http;

namespace Sequence.Connectors.Simulators;

/// <summary>
/// Between Kestrel and the simulators: reads a request whole, lets the system answer, and writes the answer or cuts the connection.
/// </summary>
internal sealed class SimulatorPipeline(SimulatorServer server)
{
    private readonly QuickBooksRoutes quickBooks = new(server.QuickBooks, server.Clock);
    private readonly QuickBooksControl quickBooksControl = new(server.QuickBooks, server.Clock);

    public async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/_simulator/quickbooks", out var control))
        {
            var command = await ReadAsync(context, control).ConfigureAwait(false);
            await WriteAsync(context, new SimulatedOutcome(quickBooksControl.Handle(command))).ConfigureAwait(false);
            return;
        }

        if (!context.Request.Path.StartsWithSegments("/quickbooks", out var rest))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var hold = new RequestHold(server.Clock);
        var request = await ReadAsync(context, rest).ConfigureAwait(false);
        var outcome = await quickBooks.HandleAsync(request, hold, context.RequestAborted).ConfigureAwait(false);
        context.Response.Headers["intuit_tid"] = QuickBooksSimulator.NewTransmissionId();
        await WriteAsync(context, outcome).ConfigureAwait(false);
    }

    public static Task NotReadyAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }

    private static async Task<SimulatedRequest> ReadAsync(HttpContext context, PathString path)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        return new SimulatedRequest
        {
            Method = context.Request.Method.ToUpperInvariant(),
            Path = path.Value ?? "",
            Resource = "",
            Operation = "",
            Body = await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false),
            Query = context.Request.Query.ToDictionary(each => each.Key, each => each.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Headers = context.Request.Headers.ToDictionary(
                each => each.Key, each => each.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        };
    }

    private static async Task WriteAsync(HttpContext context, SimulatedOutcome outcome)
    {
        if (outcome.Response is not { } answer)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.Body.WriteAsync(answer.Body.AsMemory(0, outcome.BytesSent ?? answer.Body.Length)).ConfigureAwait(false);
        if (outcome.BytesSent is not null)
        {
            await context.Response.Body.FlushAsync().ConfigureAwait(false);
            context.Abort();
        }
    }
}
