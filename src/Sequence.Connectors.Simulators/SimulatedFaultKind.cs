namespace Sequence.Connectors.Simulators;

/// <summary>How a request goes wrong.</summary>
public enum SimulatedFaultKind
{
    /// <summary>429 as the system words it, for the limit of a minute; the request has no effect.</summary>
    TooManyRequests,

    /// <summary>429 with an XML fault although JSON was asked for; the request has no effect.</summary>
    TooManyRequestsXml,

    /// <summary>429 of the day's limit, which ends many hours later; a system without such a limit answers as to TooManyRequests.</summary>
    TooManyRequestsOfDay,

    /// <summary>429 of too many requests at once; a system that tells no kinds apart answers as to TooManyRequests.</summary>
    TooManyRequestsAtOnce,

    /// <summary>429 of the whole app's limit; a system that tells no kinds apart answers as to TooManyRequests.</summary>
    TooManyRequestsOfApp,

    /// <summary>403 as the system says that it throttles, or that it does not let the app in; the request has no effect.</summary>
    Forbidden,

    /// <summary>400 with a JSON fault for the request as a whole, as for a body that cannot be read; it has no effect.</summary>
    BadRequest,

    /// <summary>500 with a JSON fault; the request has no effect.</summary>
    ServerError,

    /// <summary>502 with an HTML page; the request has no effect.</summary>
    BadGateway,

    /// <summary>503 with an HTML page; the request has no effect.</summary>
    Unavailable,

    /// <summary>The request takes effect, and the answer is 500.</summary>
    ServerErrorAfterEffect,

    /// <summary>The request takes effect, and the answer is 504 with an HTML page.</summary>
    TimeoutAfterEffect,

    /// <summary>The connection is cut before the request takes effect.</summary>
    CutBeforeEffect,

    /// <summary>The request takes effect, and the connection is cut before any answer.</summary>
    CutAfterEffect,

    /// <summary>The request takes effect, and the answer breaks off in the middle of its body.</summary>
    CutBody,

    /// <summary>401 as if the access token had expired; the request has no effect.</summary>
    Unauthorized,

    /// <summary>The request waits <see cref="SimulatedFault.Delay"/> on the simulator's clock and then proceeds.</summary>
    Delay,

    /// <summary>A batch applies its first <see cref="SimulatedFault.AppliedItems"/> items, and the connection is cut.</summary>
    CutInBatch,
}
