namespace Sequence.Connectors;

/// <summary>An account that a consent reaches.</summary>
public sealed record AuthorizedAccount
{
    /// <summary>The account as the system names it.</summary>
    public required string Id { get; init; }

    /// <summary>The account's name for people; null when it is not known.</summary>
    public string? Name { get; init; }

    /// <summary>The account's own API address, where the system has one per account.</summary>
    public Uri? ApiAddress { get; init; }
}
