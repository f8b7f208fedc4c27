using System.Text;
using Microsoft.AspNetCore.Http;

namespace Sequence.Connectors.Simulators;

/// <summary>
/// Between Kestrel and the simulators: reads a request whole, lets the system answer, and writes the answer or cuts the connection.
/// </summary>
internal sealed class SimulatorPipeline(SimulatorServer server)
{
    private readonly QuickBooksRoutes quickBooks = new(server.QuickBooks, server.Clock);
    private readonly XeroRoutes xero = new(server.Xero, server.Clock);
    private readonly SimulatorControl quickBooksControl =
        new(server.QuickBooks.Faults, server.QuickBooks.ExpireAccessTokens, server.QuickBooks.ReceivePayment, server.Clock);
    private readonly SimulatorControl xeroControl =
        new(server.Xero.Faults, server.Xero.ExpireAccessTokens, server.Xero.ReceivePayment, server.Clock);

    public Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path;
        return path.StartsWithSegments("/_simulator/quickbooks", out var rest) ? ControlAsync(context, quickBooksControl, rest)
            : path.StartsWithSegments("/_simulator/xero", out rest) ? ControlAsync(context, xeroControl, rest)
            : path.StartsWithSegments("/quickbooks", out rest) ? QuickBooksAsync(context, rest)
            : path.StartsWithSegments("/xero", out rest) ? XeroAsync(context, rest)
            : NotFoundAsync(context);
    }

    public static Task NotReadyAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static async Task ControlAsync(HttpContext context, SimulatorControl control, PathString path)
    {
        var command = await ReadAsync(context, path).ConfigureAwait(false);
        await WriteAsync(context, new SimulatedOutcome(control.Handle(command))).ConfigureAwait(false);
    }

    private async Task QuickBooksAsync(HttpContext context, PathString path)
    {
        using var hold = new RequestHold(server.Clock);
        var request = await ReadAsync(context, path).ConfigureAwait(false);
        var outcome = await quickBooks.HandleAsync(request, hold, context.RequestAborted).ConfigureAwait(false);
        context.Response.Headers["intuit_tid"] = QuickBooksSimulator.NewTransmissionId();
        await WriteAsync(context, outcome).ConfigureAwait(false);
    }

    private async Task XeroAsync(HttpContext context, PathString path)
    {
        using var hold = new RequestHold(server.Clock);
        var request = await ReadAsync(context, path).ConfigureAwait(false);
        await WriteAsync(context, await xero.HandleAsync(request, hold, context.RequestAborted).ConfigureAwait(false))
            .ConfigureAwait(false);
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
            QueryLength = context.Request.QueryString.Value?.Length ?? 0,
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
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (answer.Status == StatusCodes.Status204NoContent)
        {
            return;
        }

        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;

        await context.Response.Body.WriteAsync(answer.Body.AsMemory(0, outcome.BytesSent ?? answer.Body.Length)).ConfigureAwait(false);
        if (outcome.BytesSent is not null)
        {
            await context.Response.Body.FlushAsync().ConfigureAwait(false);
            context.Abort();
        }
    }
}
