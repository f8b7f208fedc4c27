namespace Sequence.Connectors;

/// <summary>Who a connector is.</summary>
public sealed record ConnectorInfo
{
    /// <summary>The stable id, such as <c>quickbooks</c>: lower case, in settings and stores.</summary>
    public required string Id { get; init; }

    /// <summary>The system's name for people, such as <c>QuickBooks Online</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The vendor's documentation of the API.</summary>
    public required Uri Documentation { get; init; }

    /// <summary>The version of the vendor's API that the connector speaks.</summary>
    public required string ApiVersion { get; init; }
}
