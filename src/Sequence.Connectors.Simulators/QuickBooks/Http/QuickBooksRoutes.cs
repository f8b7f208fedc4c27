using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>From an HTTP request to an answer: what is asked for, whose fault comes first, who may ask, and within which limits.</summary>
internal sealed class QuickBooksRoutes(QuickBooksSimulator simulator, TimeProvider clock)
{
    public async Task<SimulatedOutcome> HandleAsync(SimulatedRequest incoming, RequestHold hold, CancellationToken cancellationToken)
    {
        var request = Classify(incoming);
        if (request.Resource is "consent" or "discovery")
        {
            return new SimulatedOutcome(Public(request));
        }

        simulator.Usage.CountRequest(request.Operation);
        var company = request.Account is null ? null : simulator.Find(request.Account);
        var entered = company?.Meter.Enter() != false;
        try
        {
            return entered
                ? await AnswerAsync(request, company, hold, cancellationToken).ConfigureAwait(false)
                : new SimulatedOutcome(Throttled());
        }
        finally
        {
            company?.Meter.Leave();
        }
    }

    private async Task<SimulatedOutcome> AnswerAsync(
        SimulatedRequest request, QuickBooksCompany? company, RequestHold hold, CancellationToken cancellationToken)
    {
        var fault = simulator.Faults.Take(request);
        if (fault?.Kind == SimulatedFaultKind.Delay)
        {
            await hold.WaitAsync(fault.Delay, cancellationToken).ConfigureAwait(false);
        }

        int? appliedItems = fault?.Kind == SimulatedFaultKind.CutInBatch ? fault.AppliedItems : null;
        return Early(fault) ?? Late(fault, request.Account is null ? Tokens(request) : Api(request, company, appliedItems));
    }

    /// <summary>Names the resource and the operation, so that faults and counters can speak of them.</summary>
    public static SimulatedRequest Classify(SimulatedRequest request)
    {
        switch (request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            case ["v3", "company", var realm, var resource, .. var rest]:
                return request with { Account = realm, Resource = resource, Operation = OperationOf(request, resource, rest) };
            case ["oauth2", "v1", "tokens", "bearer"]:
                return request with { Resource = "token", Operation = "token" };
            case ["v2", "oauth2", "tokens", "revoke"]:
                return request with { Resource = "token", Operation = "revoke" };
            case ["connect", "oauth2"]:
                return request with { Resource = "consent" };
            case [".well-known", ..]:
                return request with { Resource = "discovery" };
            default:
                return request with { Resource = "unknown", Operation = "unknown" };
        }
    }

    private static string OperationOf(SimulatedRequest request, string resource, string[] rest)
    {
        if (resource is "query" or "batch" or "cdc" or "upload")
        {
            return resource;
        }

        if (rest is [_, var action])
        {
            return action;
        }

        if (request.Method == "GET")
        {
            return "read";
        }

        if (request.Parameter("include")?.Contains("void", StringComparison.OrdinalIgnoreCase) == true)
        {
            return "void";
        }

        return request.Parameter("operation") is { } named and ("delete" or "void") ? named : HasId(request.Body) ? "update" : "create";
    }

    private static bool HasId(string body)
    {
        try
        {
            return JsonMembers.ParseObject(body)["Id"] is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private SimulatedResponse Public(SimulatedRequest request) => request.Resource == "discovery"
        ? SimulatedResponse.Json(new JsonObject
        {
            ["issuer"] = "https://oauth.platform.intuit.com/op/v1",
            ["authorization_endpoint"] = simulator.AuthorizeAddress.AbsoluteUri,
            ["token_endpoint"] = simulator.TokenAddress.AbsoluteUri,
            ["revocation_endpoint"] = simulator.RevokeAddress.AbsoluteUri,
        })
        : request.Method == "POST" ? simulator.Consent.Submit(request) : simulator.Consent.Page(request);

    private SimulatedResponse Tokens(SimulatedRequest request) => (request.Method, request.Operation) switch
    {
        ("POST", "token") => simulator.TokenEndpoint.Token(request),
        ("POST", "revoke") => simulator.TokenEndpoint.Revoke(request),
        _ => SimulatedResponse.Text("Not found", "text/plain", 404),
    };

    private SimulatedResponse Api(SimulatedRequest request, QuickBooksCompany? company, int? appliedItems) =>
        Refusal(request, company) ?? (company!.Meter.Charge(QuickBooksApi.Cost(request), request.Operation == "batch")
            ? company.Api.Handle(request, appliedItems)
            : Throttled());

    private SimulatedResponse Throttled() => QuickBooksFaultBodies.Json(QuickBooksFaultException.Throttled(), clock.GetUtcNow());

    private SimulatedResponse? Refusal(SimulatedRequest request, QuickBooksCompany? company)
    {
        var now = clock.GetUtcNow();
        var bearer = request.Headers.GetValueOrDefault("Authorization") is { } header
            && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? header[7..]
            : null;
        var grant = bearer is null ? null : simulator.Authorization.FindByAccessToken(bearer);
        return grant is null
            ? QuickBooksFaultBodies.Unauthorized(
                bearer is null ? "Missing access token" : $"Token expired: {bearer[..Math.Min(46, bearer.Length)]}", now)
            : company is null || grant.RealmId != company.RealmId || grant.IsSandbox != company.IsSandbox || company.AppBlocked
                ? QuickBooksFaultBodies.NotAuthorized(now)
            : company.AdminLost ? QuickBooksFaultBodies.NoAccess(now)
            : null;
    }

    /// <summary>Faults that come before the request has any effect.</summary>
    private SimulatedOutcome? Early(SimulatedFault? fault)
    {
        var now = clock.GetUtcNow();
        var answer = fault?.Kind switch
        {
            SimulatedFaultKind.TooManyRequests or SimulatedFaultKind.TooManyRequestsOfDay or SimulatedFaultKind.TooManyRequestsAtOnce
                or SimulatedFaultKind.TooManyRequestsOfApp =>
                RetryLater(QuickBooksFaultBodies.Json(QuickBooksFaultException.Throttled(), now), fault),
            SimulatedFaultKind.TooManyRequestsXml =>
                RetryLater(QuickBooksFaultBodies.Xml(QuickBooksFaultException.Throttled(), now), fault),
            SimulatedFaultKind.Forbidden => QuickBooksFaultBodies.Json(QuickBooksFaultException.Throttled(403), now),
            SimulatedFaultKind.BadRequest => QuickBooksFaultBodies.Json(QuickBooksFaultException.UnknownMember("BatchItemRequest"), now),
            SimulatedFaultKind.ServerError => InternalError(now),
            SimulatedFaultKind.BadGateway => QuickBooksFaultBodies.Html(502, "Bad Gateway"),
            SimulatedFaultKind.Unavailable => RetryLater(QuickBooksFaultBodies.Html(503, "Service Temporarily Unavailable"), fault),
            SimulatedFaultKind.Unauthorized => QuickBooksFaultBodies.Unauthorized("Token expired", now),
            _ => null,
        };
        return answer is not null ? new SimulatedOutcome(answer)
            : fault?.Kind == SimulatedFaultKind.CutBeforeEffect ? SimulatedOutcome.Cut
            : null;
    }

    /// <summary>Faults that spoil the answer to a request that has taken effect.</summary>
    private SimulatedOutcome Late(SimulatedFault? fault, SimulatedResponse answer) => fault?.Kind switch
    {
        SimulatedFaultKind.ServerErrorAfterEffect => new SimulatedOutcome(InternalError(clock.GetUtcNow())),
        SimulatedFaultKind.TimeoutAfterEffect => new SimulatedOutcome(QuickBooksFaultBodies.Html(504, "Gateway Time-out")),
        SimulatedFaultKind.CutAfterEffect or SimulatedFaultKind.CutInBatch => SimulatedOutcome.Cut,
        SimulatedFaultKind.CutBody => new SimulatedOutcome(answer, BytesSent: answer.Body.Length / 2),
        _ => new SimulatedOutcome(answer),
    };

    private static SimulatedResponse RetryLater(SimulatedResponse answer, SimulatedFault fault) =>
        fault.RetryAfterSeconds is { } seconds
            ? answer with { Headers = new(answer.Headers) { ["Retry-After"] = seconds.Invariant() } }
            : answer;

    private static SimulatedResponse InternalError(DateTimeOffset now) => QuickBooksFaultBodies.Json(
        new QuickBooksFaultException(
            "10000", "An application error has occurred while processing your request",
            "System Failure Error: An unexpected error occurred.", 500, "SystemFault"), now);
}
