using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.AspNetCore;

/// <summary>The one way to every operation of the API: no tenant, no answer; another tenant's connection is none.</summary>
internal sealed class OperationDispatcher(ConnectorEndpointOptions options, Mount mount)
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
        var tenant = context.GetEndpoint()?.Metadata.GetMetadata<KeyedCalls>() is null
            ? await TenantOfPersonAsync(context, operation).ConfigureAwait(false)
            : await TenantOfKeyAsync(context, operation).ConfigureAwait(false);
        var connection = context.Request.RouteValues["connection"] is string id
            ? await FindAsync(context, tenant, id).ConfigureAwait(false)
            : null;
        return await operation.Handle(new Call(context, options, mount, tenant, connection)).ConfigureAwait(false);
    }

    private async Task<string> TenantOfPersonAsync(HttpContext context, Operation operation)
    {
        if (!HttpMethods.IsGet(operation.Method) && (IsForeign(context.Request) || IsCrossSite(context.Request)))
        {
            throw new RefusedException(
                StatusCodes.Status403Forbidden,
                "request.origin",
                "The page that sent this belongs to another site. Name its origin in options.AllowedOrigins if it is the host's.");
        }

        var tenant = await options.Tenant!(context).ConfigureAwait(false);
        return string.IsNullOrEmpty(tenant)
            ? throw new RefusedException(StatusCodes.Status403Forbidden, "request.tenant", "The caller belongs to no tenant.")
            : tenant;
    }

    private static async Task<string> TenantOfKeyAsync(HttpContext context, Operation operation)
    {
        var keys = context.RequestServices.GetRequiredService<ApiKeys>();
        var token = KeyedCalls.TokenOf(context.Request) ?? "";
        var (verdict, key) = await keys.CheckAsync(token, context.RequestAborted).ConfigureAwait(false);
        if (key is null)
        {
            Logs.KeyRefused(context.RequestServices.GetRequiredService<ILogger<OperationDispatcher>>(), operation.Pattern, verdict);
            throw RefusedException.From(verdict);
        }

        return operation.IsForPeople
            ? throw new RefusedException(
                StatusCodes.Status403Forbidden,
                "key.people_only",
                "A machine's key does not open this. Somebody who is signed in must do it."
            )
            : key.Tenant;
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
        context.Response.StatusCode = operation.Status;
        if (answer is IAsyncEnumerable<string> lines)
        {
            // As it is read, whatever its length: where reading fails, the answer breaks off, and whoever reads it knows.
            await foreach (var line in lines.WithCancellation(context.RequestAborted).ConfigureAwait(false))
            {
                await context.Response.WriteAsync(line, context.RequestAborted).ConfigureAwait(false);
            }
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
        if (refused.Problem.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        if (refused.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        await JsonSerializer.SerializeAsync(
            context.Response.Body, refused.Problem, EndpointsJson.Default.ApiProblem, context.RequestAborted).ConfigureAwait(false);
    }
}
