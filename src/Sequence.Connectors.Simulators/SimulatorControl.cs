using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>
/// What a test in another language may do to a system over HTTP: inject faults, end tokens, receive a payment, move the clock.
/// </summary>
internal sealed class SimulatorControl(
    SimulatedFaults faults, Action expireAccessTokens, Func<string?, string, decimal, string?> receivePayment, TimeProvider clock)
{
    public SimulatedResponse Handle(SimulatedRequest request)
    {
        try
        {
            var body = request.Body.Length == 0 ? [] : JsonMembers.ParseObject(request.Body);
            return (request.Method, request.Path) switch
            {
                ("POST", "/faults") => AddFault(body),
                ("POST", "/tokens/expire") => Done(expireAccessTokens),
                ("POST", "/payments") => ReceivePayment(body),
                ("POST", "/clock/advance") => Advance(body),
                _ => Problem(
                    404,
                    $"There is no {request.Method} {request.Path}. There are POST /faults, /tokens/expire, /payments and /clock/advance."),
            };
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or InvalidOperationException)
        {
            return Problem(400, problem.Message);
        }
    }

    private SimulatedResponse AddFault(JsonObject body)
    {
        if (!Enum.TryParse<SimulatedFaultKind>(body.Text("kind"), ignoreCase: true, out var kind))
        {
            return Problem(400, $"kind must be one of {string.Join(", ", Enum.GetNames<SimulatedFaultKind>())}.");
        }

        faults.Add(new SimulatedFault
        {
            Kind = kind,
            Times = (int)(body.Number("times") ?? 1),
            Resource = body.Text("resource"),
            Operation = body.Text("operation"),
            AppliedItems = (int)(body.Number("appliedItems") ?? 0),
            RetryAfterSeconds = (int?)body.Number("retryAfterSeconds"),
            Delay = TimeSpan.FromSeconds((double)(body.Number("delaySeconds") ?? 0)),
        });
        return SimulatedResponse.Json([]);
    }

    private SimulatedResponse ReceivePayment(JsonObject body)
    {
        var (invoice, amount) = (body.Text("invoiceId"), body.Number("amount"));
        return invoice is not null && amount is not null && receivePayment(body.Text("tenantId"), invoice, amount.Value) is { } payment
            ? SimulatedResponse.Json(new JsonObject { ["paymentId"] = payment })
            : Problem(
                400,
                "invoiceId (a text) and amount (a number) are needed, and tenantId must be a simulated account where it is given."
            );
    }

    private SimulatedResponse Advance(JsonObject body)
    {
        if (clock is not SimulatedClock simulated)
        {
            return Problem(409, "This simulator runs in real time: its clock cannot be moved.");
        }

        simulated.Advance(TimeSpan.FromSeconds((double)(body.Number("seconds") ?? throw new ArgumentException("seconds is missing."))));
        return SimulatedResponse.Json(new JsonObject { ["now"] = simulated.GetUtcNow().ToString("O", CultureInfo.InvariantCulture) });
    }

    private static SimulatedResponse Done(Action action)
    {
        action();
        return SimulatedResponse.Json([]);
    }

    private static SimulatedResponse Problem(int status, string message) =>
        SimulatedResponse.Json(new JsonObject { ["problem"] = message }, status);
}
