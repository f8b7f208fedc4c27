using System.Net.Http.Headers;

namespace Sequence.Connectors.Http;

/// <summary>What the pipeline must know of a system. Make one per connector.</summary>
public sealed class ApiProfile
{
    /// <summary>The connector's id, such as <c>quickbooks</c>; its <c>HttpClient</c> is named <c>Sequence.Connectors.{id}</c>.</summary>
    public required string ConnectorId { get; init; }

    /// <summary>The system's name for people, such as <c>QuickBooks Online</c>.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The vendor's own API address for a connection. It is taken unless the app or the connection has another.
    /// </summary>
    public required Func<Connection, Uri> ApiAddress { get; init; }

    /// <summary>
    /// Reads an answer: null for success. You must not throw on an unknown body. A status of 400 or above is a fault even when
    /// null is returned.
    /// </summary>
    public required Func<ApiResponse, ApiFault?> ReadFault { get; init; }

    /// <summary>The limits that a request falls under; the keys start with the connector's id. The default knows none.</summary>
    public Func<ApiRequest, Connection, IReadOnlyList<RateLimit>> Limits { get; init; } = static (_, _) => [];

    /// <summary>The answer's header that names the request, such as <c>intuit_tid</c>; null when the system has none.</summary>
    public string? RequestIdHeader { get; init; }

    /// <summary>
    /// Hosts to which the token may go beside those of <see cref="ApiAddress"/> and of the app, such as
    /// <c>.my.salesforce.com</c>; a leading dot allows every host that ends so.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Puts the token into a request. The default is <c>Authorization: Bearer</c>.</summary>
    public Action<HttpRequestMessage, Secret> Authenticate { get; init; } =
        static (request, token) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());

    /// <summary>
    /// Puts the system's own idempotency key into a request, such as a query parameter or a header; null where the system has no keys.
    /// </summary>
    public Func<ApiRequest, string, ApiRequest>? ApplyKey { get; init; }

    /// <summary>How often a request is sent at most, unless <see cref="ApiOptions.MaxAttempts"/> says otherwise.</summary>
    /// <value>The default is 4.</value>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>How long one attempt may take to its last byte, unless <see cref="ApiOptions.AttemptTimeout"/> says otherwise.</summary>
    /// <value>The default is 100 seconds.</value>
    public Duration AttemptTimeout { get; init; } = Duration.FromSeconds(100);

    /// <summary>
    /// How long a request waits for a limit, or for a system that asks to, unless <see cref="ApiOptions.LongestWait"/> says
    /// otherwise. A longer wait is not slept on: it is told as <see cref="ConnectorErrorKind.RateLimited"/>.
    /// </summary>
    /// <value>The default is 2 minutes.</value>
    public Duration LongestWait { get; init; } = Duration.FromMinutes(2);
}
