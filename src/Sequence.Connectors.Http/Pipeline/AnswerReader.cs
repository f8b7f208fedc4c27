using System.Text.Json;

namespace Sequence.Connectors.Http;

/// <summary>Makes an <see cref="ApiResponse"/> of what came over the wire, with its fault.</summary>
internal static class AnswerReader
{
    public static ApiResponse Read(ApiCall call, HttpResponseMessage message, ReadOnlyMemory<byte> body, TimeProvider clock)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in message.Headers.NonValidated.Concat(message.Content.Headers.NonValidated))
        {
            headers[name] = values.ToString();
        }

        ApiResponse Answer(ApiFault? fault) => new()
        {
            StatusCode = (int)message.StatusCode,
            Body = body,
            Headers = headers,
            RequestId = call.Target.Profile.RequestIdHeader is { } header ? headers.GetValueOrDefault(header) : null,
            RetryAfter = RetryAfter(message, clock),
            Fault = fault,
            Call = call,
        };
        return FaultOf(call, message, Answer(fault: null)) is { } fault ? Answer(fault) : Answer(fault: null);
    }

    private static ApiFault? FaultOf(ApiCall call, HttpResponseMessage message, ApiResponse answer)
    {
        if (answer.StatusCode is >= 300 and < 400 and not 304)
        {
            return Redirect(call, message);
        }

        try
        {
            return call.Target.Profile.ReadFault(answer) ?? (answer.StatusCode >= 400 ? ApiFault.FromStatus(answer.StatusCode) : null);
        }
        catch (JsonException) when (answer.StatusCode >= 400)
        {
            return ApiFault.FromStatus(answer.StatusCode);
        }
        catch (JsonException)
        {
            return new ApiFault
            {
                Kind = ConnectorErrorKind.Malformed,
                Message = "Its answer is not the JSON that its documentation describes.",
            };
        }
    }

    // A redirect is not followed: a token and a body must not travel to where an answer points.
    private static ApiFault Redirect(ApiCall call, HttpResponseMessage message)
    {
        var status = (int)message.StatusCode;
        var location = message.Headers.Location is { } given ? new Uri(call.Target.ApiAddress, given) : call.Target.ApiAddress;
        var allowed = call.Target.Hosts.Allows(location);
        return new ApiFault
        {
            Kind = allowed ? ConnectorErrorKind.NotFound : ConnectorErrorKind.Configuration,
            Message = $"It answered with a redirect ({status}) to the host '{location.Host}'; redirects are not followed. "
                + (allowed ? "Set the app's ApiAddress to the address that answers." : call.Target.Hosts.Refusal(location)),
            HadNoEffect = status is 307 or 308,
        };
    }

    private static Duration? RetryAfter(HttpResponseMessage message, TimeProvider clock) => message.Headers.RetryAfter switch
    {
        { Delta: { } delta } => Duration.FromTimeSpan(delta),
        { Date: { } date } => Duration.Max(Duration.Zero, Duration.FromTimeSpan(date - clock.GetUtcNow())),
        _ => null,
    };
}
