namespace Sequence.Connectors;

/// <summary>Who wants to connect what.</summary>
public sealed record ConnectRequest
{
    /// <summary>The connector's id, such as <c>quickbooks</c>.</summary>
    public required string Connector { get; init; }

    /// <summary>
    /// The name of the app in the connector's options, such as <c>production</c> or <c>sandbox</c>; its environment is the
    /// connection's.
    /// </summary>
    public required string App { get; init; }

    /// <summary>The host's customer.</summary>
    public required string Tenant { get; init; }

    /// <summary>The tenant's legal entity; empty for a tenant that has one.</summary>
    public string Entity { get; init; } = "";

    /// <summary>Where the system sends the person back to. It must be registered at the vendor.</summary>
    public required Uri RedirectUri { get; init; }

    /// <summary>The connection that is connected again; the answer must be for the same account. Null connects a new one.</summary>
    public string? ConnectionId { get; init; }
}
