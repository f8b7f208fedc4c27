using System.Globalization;

namespace Sequence.Connectors.Simulators;

/// <summary>From an HTTP request to an answer: what is asked for, whose fault comes first, who may ask, and within which limits.</summary>
internal sealed class XeroRoutes(XeroSimulator simulator, TimeProvider clock)
{
    private readonly XeroConsent consent = simulator.Consent;
    private readonly XeroTokenEndpoint tokens = new(simulator, clock);
    private readonly XeroConnections connections = new(simulator);

    public async Task<SimulatedOutcome> HandleAsync(SimulatedRequest incoming, RequestHold hold, CancellationToken cancellationToken)
    {
        var request = XeroRequests.Classify(incoming);
        if (request.Resource is "consent" or "discovery")
        {
            return new SimulatedOutcome(Public(request));
        }

        simulator.Usage.CountRequest(request.Operation);
        var organisation = Organisation(request);
        var crowded = organisation?.Meter.Enter();
        try
        {
            var outcome = crowded is null
                ? await AnswerAsync(request, organisation, hold, cancellationToken).ConfigureAwait(false)
                : new SimulatedOutcome(crowded);
            return WithHeaders(outcome, organisation);
        }
        finally
        {
            organisation?.Meter.Leave();
        }
    }

    private async Task<SimulatedOutcome> AnswerAsync(
        SimulatedRequest request, XeroOrganisation? organisation, RequestHold hold, CancellationToken cancellationToken)
    {
        var fault = simulator.Faults.Take(request);
        if (fault?.Kind == SimulatedFaultKind.Delay)
        {
            await hold.WaitAsync(fault.Delay, cancellationToken).ConfigureAwait(false);
        }

        int? appliedItems = fault?.Kind == SimulatedFaultKind.CutInBatch ? fault.AppliedItems : null;
        var outcome = Early(fault) ?? Late(fault, Answer(request, organisation, appliedItems));
        if (fault?.Kind is SimulatedFaultKind.ServerError or SimulatedFaultKind.ServerErrorAfterEffect && Token(request) is { } token)
        {
            organisation?.Api.Fail(request, token, outcome.Response!);
        }

        return outcome;
    }

    private SimulatedResponse Answer(SimulatedRequest request, XeroOrganisation? organisation, int? appliedItems)
    {
        if (request.Resource == "token")
        {
            return request.Method != "POST" ? XeroBodies.NotFound()
                : request.Operation == "token" ? tokens.Token(request)
                : tokens.Revoke(request);
        }

        if (request.Resource == "unknown")
        {
            return XeroBodies.NotFound();
        }

        if (request.QueryLength > simulator.Limits.QueryCharacters)
        {
            simulator.Usage.Violate("query-length", request.Account ?? "", $"a query of {request.QueryLength.Invariant()} characters");
            return XeroBodies.NotFound();
        }

        var token = Token(request);
        var bearer = token is null ? null : simulator.Authorization.FindByAccessToken(token);
        return bearer is null ? Unauthorized(token)
            : request.Resource == "connections" ? connections.Handle(request, bearer)
            : Refusal(request, organisation, bearer) ?? organisation!.Meter.Charge()
                ?? organisation.Api.Handle(request, token!, appliedItems);
    }

    /// <summary>A scope that is missing is 401, although no refresh helps; an organisation that is not connected is 403.</summary>
    private static SimulatedResponse? Refusal(SimulatedRequest request, XeroOrganisation? organisation, XeroBearer bearer)
    {
        var opens = organisation is not null && !organisation.Unreachable
            && (bearer.TenantId == organisation.TenantId
                || bearer.Grant?.Connections.Exists(each => each.TenantId == organisation.TenantId) == true);
        var area = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)[2];
        return !opens ? XeroBodies.Problem(403, "Forbidden", "AuthenticationUnsuccessful")
            : !XeroScopes.Open(bearer.Scopes, area, writes: request.Method != "GET")
                ? XeroBodies.Problem(401, "Unauthorized", "AuthorizationUnsuccessful")
            : request.Body.Length > organisation!.Limits.BodyBytes ? TooLarge(organisation, request)
            : null;
    }

    private static SimulatedResponse TooLarge(XeroOrganisation organisation, SimulatedRequest request)
    {
        organisation.Books.Usage.Violate("body-size", organisation.TenantId, $"a body of {request.Body.Length.Invariant()} characters");
        return XeroBodies.Text(413, "Request body too large.");
    }

    private SimulatedResponse Unauthorized(string? token)
    {
        var end = token is null ? null : simulator.Authorization.EndOf(token);
        return XeroBodies.Problem(401, "Unauthorized", end is { } at
            ? "TokenExpired: token expired at " + at.UtcDateTime.ToString("MM/dd/yyyy HH:mm:ss", CultureInfo.InvariantCulture)
            : "AuthenticationUnsuccessful");
    }

    /// <summary>The organisation of the header; a custom connection needs none.</summary>
    private XeroOrganisation? Organisation(SimulatedRequest request)
    {
        if (request.Resource is "token" or "connections" or "unknown")
        {
            return null;
        }

        var named = request.Headers.GetValueOrDefault("xero-tenant-id");
        var own = Token(request) is { } token ? simulator.Authorization.FindByAccessToken(token)?.TenantId : null;
        return own is not null ? simulator.Find(own) : named is null ? null : simulator.Find(named);
    }

    private static string? Token(SimulatedRequest request) =>
        request.Headers.GetValueOrDefault("Authorization") is { } header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? header[7..]
            : null;

    private SimulatedResponse Public(SimulatedRequest request) => request.Resource == "discovery"
        ? XeroBodies.Json(request.Operation == "keys" ? XeroJwt.Keys() : simulator.Discovery())
        : request.Method == "POST" ? consent.Submit(request) : consent.Page(request);

    private static SimulatedOutcome WithHeaders(SimulatedOutcome outcome, XeroOrganisation? organisation)
    {
        if (outcome.Response is not { } answer)
        {
            return outcome;
        }

        var headers = new Dictionary<string, string>(answer.Headers);
        headers.TryAdd("Xero-Correlation-Id", Guid.NewGuid().ToString());
        foreach (var (name, value) in organisation?.Meter.Headers() ?? new Dictionary<string, string>())
        {
            headers[name] = value;
        }

        return outcome with { Response = answer with { Headers = headers } };
    }

    /// <summary>Faults that come before the request has any effect.</summary>
    private static SimulatedOutcome? Early(SimulatedFault? fault)
    {
        var answer = fault?.Kind switch
        {
            SimulatedFaultKind.TooManyRequests or SimulatedFaultKind.TooManyRequestsXml =>
                XeroBodies.TooMany("minute", fault.RetryAfterSeconds ?? 26),
            SimulatedFaultKind.TooManyRequestsOfDay => XeroBodies.TooMany("day", fault.RetryAfterSeconds ?? 70_000),
            SimulatedFaultKind.TooManyRequestsAtOnce => XeroBodies.TooMany("concurrent", fault.RetryAfterSeconds),
            SimulatedFaultKind.TooManyRequestsOfApp => XeroBodies.TooMany("appminute", fault.RetryAfterSeconds),
            SimulatedFaultKind.Forbidden => XeroBodies.Problem(403, "Forbidden", "AuthenticationUnsuccessful"),
            SimulatedFaultKind.ServerError => XeroBodies.Text(500, "An error occurred in Xero."),
            SimulatedFaultKind.BadGateway => SimulatedResponse.Text("<html><body>Bad Gateway</body></html>", "text/html", 502),
            SimulatedFaultKind.Unavailable => RetryLater(XeroBodies.Text(503, "The Xero API is currently offline for maintenance"), fault),
            SimulatedFaultKind.Unauthorized => XeroBodies.Problem(401, "Unauthorized", "TokenExpired: token expired"),
            _ => null,
        };
        return answer is not null ? new SimulatedOutcome(answer)
            : fault?.Kind == SimulatedFaultKind.CutBeforeEffect ? SimulatedOutcome.Cut
            : null;
    }

    /// <summary>Faults that spoil the answer to a request that has taken effect.</summary>
    private static SimulatedOutcome Late(SimulatedFault? fault, SimulatedResponse answer) => fault?.Kind switch
    {
        SimulatedFaultKind.ServerErrorAfterEffect => new SimulatedOutcome(XeroBodies.Text(500, "An error occurred in Xero.")),
        SimulatedFaultKind.TimeoutAfterEffect =>
            new SimulatedOutcome(SimulatedResponse.Text("<html><body>Gateway Time-out</body></html>", "text/html", 504)),
        SimulatedFaultKind.CutAfterEffect or SimulatedFaultKind.CutInBatch => SimulatedOutcome.Cut,
        SimulatedFaultKind.CutBody => new SimulatedOutcome(answer, BytesSent: answer.Body.Length / 2),
        _ => new SimulatedOutcome(answer),
    };

    private static SimulatedResponse RetryLater(SimulatedResponse answer, SimulatedFault fault) => fault.RetryAfterSeconds is { } seconds
        ? answer with { Headers = new(answer.Headers) { ["Retry-After"] = seconds.Invariant() } }
        : answer;
}
