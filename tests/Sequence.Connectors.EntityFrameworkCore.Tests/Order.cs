namespace Sequence.Connectors.EntityFrameworkCore.Tests;

/// <summary>A record of the host's own.</summary>
public sealed class Order
{
    public required string Id { get; init; }

    public string Status { get; set; } = "open";

    public bool IsHidden { get; set; }
}
