using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.AspNetCore;

/// <summary>The one way to every operation of the API: no tenant, no answer; another tenant's connection is none.</summary>
internal sealed class OperationDispatcher(ConnectorEndpointOptions options)
{
    public async Task InvokeAsync(HttpContext context, Operation operation)
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            var answer = await HandleAsync(context, operation).ConfigureAwait(false);
            await WriteAsync(context, operation, answer).ConfigureAwait(false);
        }
        catch (RefusedException exception)
        {
            await RefuseAsync(context, exception).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            Logs.CallFailed(context.RequestServices.GetRequiredService<ILogger<OperationDispatcher>>(), operation.Pattern, exception);
            await RefuseAsync(context, RefusedException.From(exception)).ConfigureAwait(false);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            // What the host's code or its database says is for the host's log, not for whoever calls.
            Logs.CallBroke(context.RequestServices.GetRequiredService<ILogger<OperationDispatcher>>(), operation.Pattern, exception);
            await RefuseAsync(context, RefusedException.Broken()).ConfigureAwait(false);
        }
    }

    private async Task<object?> HandleAsync(HttpContext context, Operation operation)
    {
        if (!HttpMethods.IsGet(operation.Method) && (IsForeign(context.Request) || IsCrossSite(context.Request)))
        {
            throw new RefusedException(
                StatusCodes.Status403Forbidden,
                "request.origin",
                "The page that sent this belongs to another site. Name its origin in options.AllowedOrigins if it is the host's.");
        }

        var tenant = await options.Tenant!(context).ConfigureAwait(false);
        if (string.IsNullOrEmpty(tenant))
        {
            throw new RefusedException(StatusCodes.Status403Forbidden, "request.tenant", "The caller belongs to no tenant.");
        }

        var connection = context.Request.RouteValues["connection"] is string id
            ? await FindAsync(context, tenant, id).ConfigureAwait(false)
            : null;
        return await operation.Handle(new Call(context, options, tenant, connection)).ConfigureAwait(false);
    }

    private static async Task<Connection> FindAsync(HttpContext context, string tenant, string id)
    {
        var store = context.RequestServices.GetRequiredService<IConnectionStore>();
        return await store.FindAsync(id, context.RequestAborted).ConfigureAwait(false) is { } found && found.Tenant == tenant
            ? found
            : throw RefusedException.NotFound("connection");
    }

    // Browsers name the page that sends anything but a plain read; where nobody does, the caller is no browser.
    private bool IsForeign(HttpRequest request) =>
        request.Headers.Origin is [{ Length: > 0 } origin, ..]
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var page) && ReturnAddresses.IsKnownOrigin(page, options));

    // Newer browsers say it of every request, also of those that name no origin.
    private static bool IsCrossSite(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is ["cross-site"] && request.Headers.Origin.Count == 0;

    private static async Task WriteAsync(HttpContext context, Operation operation, object? answer)
    {
        if (context.Response.HasStarted || context.Response.StatusCode is >= 300 and < 400)
        {
            return;
        }

        if (answer is null)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        context.Response.ContentType = operation.ContentType ?? "application/json; charset=utf-8";
        if (answer is string text)
        {
            await context.Response.WriteAsync(text, context.RequestAborted).ConfigureAwait(false);
        }
        else
        {
            await JsonSerializer.SerializeAsync(
                context.Response.Body, answer, operation.Answer!, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static async Task RefuseAsync(HttpContext context, RefusedException refused)
    {
        context.Response.StatusCode = refused.Problem.Status;
        context.Response.ContentType = "application/problem+json";
        if (refused.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        await JsonSerializer.SerializeAsync(
            context.Response.Body, refused.Problem, EndpointsJson.Default.ApiProblem, context.RequestAborted).ConfigureAwait(false);
    }
}
