namespace Sequence.Connectors;

/// <summary>A consent that was given: its tokens, and the accounts that they reach.</summary>
public sealed record Authorization
{
    /// <summary>The grant, not yet stored.</summary>
    public required Grant Grant { get; init; }

    /// <summary>The accounts; at least one, and first the one that the person chose, where the system says which that is.</summary>
    public required ValueList<AuthorizedAccount> Accounts { get; init; }
}
