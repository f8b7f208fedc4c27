using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.AspNetCore;

/// <summary>Connecting an account: the question, and the answer that the person comes back with.</summary>
internal sealed class ConnectOperations(
    ConnectorEndpointOptions options, Mount mount, ConnectCookie cookie, ILogger<ConnectOperations> logger)
{
    public IEnumerable<Operation> All =>
    [
        new(
            "POST", "/connect/{system}", "Starts connecting an account; send the person's browser to the address.",
            EndpointsJson.Default.AddressAnswer, BeginAsync)
        {
            Body = EndpointsJson.Default.ConnectBody,
            IsForPeople = true,
        },
        new(
            "POST",
            "/connections/{connection}/reconnect",
            "Starts connecting the same account again; send the person's browser to the address.",
            EndpointsJson.Default.AddressAnswer, ReconnectAsync)
        {
            Body = EndpointsJson.Default.ReconnectBody,
            IsForPeople = true,
        },
        new(
            "GET", "/callback/{system}", "Takes the vendor's answer, and sends the person back with connected=<id> or connectError=<code>.",
            null, ReturnAsync)
        {
            Query = ["code", "state", "error"],
            IsForPeople = true,
        },
    ];

    private async Task<object?> BeginAsync(Call call)
    {
        var body = await call.ReadAsync(EndpointsJson.Default.ConnectBody).ConfigureAwait(false);
        var system = call.Value("system");
        return await BeginAsync(call, body.ReturnTo, new()
        {
            Connector = Known(call, system),
            App = body.App,
            Entity = body.Entity ?? "",
            Tenant = call.Tenant,
            RedirectUri = Callback(system),
        }).ConfigureAwait(false);
    }

    private async Task<object?> ReconnectAsync(Call call)
    {
        var body = await call.ReadAsync(EndpointsJson.Default.ReconnectBody).ConfigureAwait(false);
        var connection = call.Connection;
        return await BeginAsync(call, body.ReturnTo, new()
        {
            Connector = connection.Connector,
            App = connection.App,
            Entity = connection.Entity,
            Tenant = call.Tenant,
            RedirectUri = Callback(connection.Connector),
            ConnectionId = connection.Id,
        }).ConfigureAwait(false);
    }

    private async Task<AddressAnswer> BeginAsync(Call call, string? returnTo, ConnectRequest request)
    {
        returnTo ??= options.ReturnTo;
        if (!ReturnAddresses.IsAllowed(returnTo, options))
        {
            throw new RefusedException(
                StatusCodes.Status400BadRequest,
                "connect.return_to",
                "returnTo must be a path of the host such as /settings, or lie in one of options.AllowedOrigins.");
        }

        var page = await call.Connectors.BeginConnectAsync(request, call.Aborted).ConfigureAwait(false);
        var state = AuthorizationCallback.From(page).State
            ?? throw new InvalidOperationException($"The connector '{request.Connector}' puts no state into its address of consent.");
        cookie.Put(call.Context, new(state, request.Tenant, request.Connector, returnTo));
        return new(page);
    }

    private async Task<object?> ReturnAsync(Call call)
    {
        call.Context.Response.Headers["Referrer-Policy"] = "no-referrer";
        var system = call.Value("system");
        var address = new Uri(Callback(system).AbsoluteUri + call.Context.Request.QueryString);
        var answer = AuthorizationCallback.From(address);
        var ticket = cookie.Find(call.Context, answer.State);
        if (ticket is null || ticket.Tenant != call.Tenant || ticket.System != system)
        {
            // Nothing is exchanged, and the question stays open for the browser that asked it.
            throw new RefusedException(
                StatusCodes.Status400BadRequest,
                "connect.state",
                "This answer belongs to no question that this browser asked. Start connecting again.");
        }

        cookie.Remove(call.Context, ticket);
        call.Context.Response.Redirect(await CompleteAsync(call, ticket, address, answer).ConfigureAwait(false));
        return null;
    }

    private async Task<string> CompleteAsync(Call call, ConnectTicket ticket, Uri address, AuthorizationCallback answer)
    {
        try
        {
            var connected = await call.Connectors.CompleteConnectAsync(address, call.Aborted).ConfigureAwait(false);
            foreach (var one in connected.Where(one => one.State == ConnectionState.Active))
            {
                await call.Engine.ResumeAsync(one.Id, call.Aborted).ConfigureAwait(false);
            }

            return connected.Aggregate(ticket.ReturnTo, (to, one) => ReturnAddresses.With(to, "connected", one.Id));
        }
        catch (ConnectorException exception)
        {
            // A person who declines is no failure; whatever else the vendor answers is.
            if (answer.Error != "access_denied")
            {
                Logs.ConnectFailed(logger, ticket.System, exception);
            }

            var code = answer.Error is null ? RefusedException.From(exception).Problem.Code : "connect.declined";
            return ReturnAddresses.With(ticket.ReturnTo, "connectError", code);
        }
    }

    private static string Known(Call call, string system) =>
        call.Connectors.Connectors.Any(one => one.Id == system) ? system : throw RefusedException.NotFound("system");

    private Uri Callback(string system) => mount.Address($"/callback/{system}");
}
